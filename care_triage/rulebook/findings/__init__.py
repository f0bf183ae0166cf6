"""Findings about a rule set: what verification proves of its table, and what the house adds of partners and questions."""

from care_triage.rulebook.findings.search import findings_of, findings_of_row
from care_triage.rulebook.findings.world import World

__all__ = ["World", "findings_of", "findings_of_row"]
