"""Pages of the rulebook: read the rules, write a draft of them, publish it."""

from care_triage.rulebook.routes import versions
from care_triage.rulebook.routes.blueprint import bp

__all__ = ["bp", "versions"]
