"""Partner organisations, their local units, what these cover, how much they can take, when they are away."""
