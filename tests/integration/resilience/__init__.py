"""Tests of what is left after something has died."""
