"""Reads of the case; who may see a row is part of every query."""
