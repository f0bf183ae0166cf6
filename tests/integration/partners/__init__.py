"""Partners with a database."""
