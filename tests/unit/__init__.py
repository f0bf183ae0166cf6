"""Pure tests: no database, no network; touching either raises."""
