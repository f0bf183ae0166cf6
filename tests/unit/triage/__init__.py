"""Triage without a database."""
