"""Reads of notifications: what happened, and who is behind an audience."""
