"""Cases with a database."""
