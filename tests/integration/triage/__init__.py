"""Triage with a database."""
