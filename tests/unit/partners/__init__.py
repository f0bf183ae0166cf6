"""Partners without a database."""
