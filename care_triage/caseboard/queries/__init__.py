"""Reads of the case board: who may see a row is part of every query."""
