"""Pages of the rulebook: read the rules, write a draft of them, publish it."""

from care_triage.rulebook.routes import (
    comparison,
    contested,
    draft_findings,
    files,
    life,
    replay,
    row,
    rule,
    table,
    versions,
    what_if,
)
from care_triage.rulebook.routes.blueprint import READERS, bp
from care_triage.web import navigation
from care_triage.web.i18n import lazy

__all__ = [
    "bp",
    "comparison",
    "contested",
    "draft_findings",
    "files",
    "life",
    "replay",
    "row",
    "rule",
    "table",
    "versions",
    "what_if",
]

navigation.add(bp, lazy("Règles"), "rulebook.table", roles=READERS, order=40, icon="book")
