"""Tests of rules in files."""
