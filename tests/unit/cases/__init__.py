"""Cases without a database."""
