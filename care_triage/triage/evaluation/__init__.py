"""How well stories are understood, measured on the labelled set of `evaluation/` at the top of the repository."""
