"""Servers and databases that the tests start by themselves."""
