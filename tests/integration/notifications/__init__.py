"""Notifications on both databases."""
