"""Firms, without a database."""
