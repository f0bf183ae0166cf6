"""The front door with a database."""
