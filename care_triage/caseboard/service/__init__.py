"""Use cases of the case board that join several of the case's own into one act."""
