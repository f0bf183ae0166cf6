"""Reads of the rulebook: drafts, versions, and the communes that the collective serves."""
