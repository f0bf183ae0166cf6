"""Set-up, supervision and checks of an installation: what the Makefile calls."""
