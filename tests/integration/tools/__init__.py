"""Tests of `make run` as a person starts and ends it."""
