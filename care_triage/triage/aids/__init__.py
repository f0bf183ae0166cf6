"""Public aids, and first steps an owner can take alone: what the files say, and for whom each is."""
