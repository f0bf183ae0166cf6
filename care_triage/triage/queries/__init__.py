"""Reads of triage: the rule set in force, and why a need went where it went."""
