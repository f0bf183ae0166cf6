"""Trying the rules: a situation, a question read into one, and what the rules say of it."""
