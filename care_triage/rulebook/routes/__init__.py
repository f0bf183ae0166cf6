"""Pages of the rulebook: read the rules, write a draft of them, publish it."""

from care_triage.rulebook.routes import draft_findings, row, rule, table, versions, what_if
from care_triage.rulebook.routes.blueprint import bp

__all__ = ["bp", "draft_findings", "row", "rule", "table", "versions", "what_if"]
