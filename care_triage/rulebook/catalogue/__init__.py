"""The data files: what they hold, what is wrong with them, what loading them would change."""
