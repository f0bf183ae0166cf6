"""Tests of use cases, queries and pages on SQLite and on a real PostgreSQL."""
