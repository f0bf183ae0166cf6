"""The rulebook without a database."""
