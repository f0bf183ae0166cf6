"""Use cases of the case, a verb each; every one locks the case, checks its state and writes its history."""
