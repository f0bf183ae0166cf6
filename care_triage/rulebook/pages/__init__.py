"""What the pages of the rulebook show, apart from how they are asked for."""
