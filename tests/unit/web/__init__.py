"""The shell without a database."""
