"""Pages of the rulebook: read the rules, write a draft of them, publish it."""

from care_triage.accounts.types import Role
from care_triage.rulebook.routes import (
    comparison,
    contested,
    draft_findings,
    files,
    life,
    order,
    replay,
    row,
    rule,
    table,
    verification,
    versions,
    what_if,
)
from care_triage.rulebook.routes.blueprint import WRITERS, bp
from care_triage.web import navigation
from care_triage.web.i18n import lazy

__all__ = [
    "bp",
    "comparison",
    "contested",
    "draft_findings",
    "files",
    "life",
    "order",
    "replay",
    "row",
    "rule",
    "table",
    "verification",
    "versions",
    "what_if",
]

# Administrators may read, but their day begins with people.
_AT_HOME = (*WRITERS, Role.COORDINATOR)
navigation.add(bp, lazy("Règles"), "rulebook.table", roles=_AT_HOME, order=40, icon="book")
