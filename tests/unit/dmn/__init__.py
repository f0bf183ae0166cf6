"""Tests of the runner of DMN files."""
