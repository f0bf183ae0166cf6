"""Accounts on real databases."""
