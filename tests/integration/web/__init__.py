"""The shell with every feature in it."""
