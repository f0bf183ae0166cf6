"""Use cases of the register."""
