"""The front door without a database."""
