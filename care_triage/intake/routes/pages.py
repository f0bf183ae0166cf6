"""What the pages of the front door share: help lines, the draft, and the status of a refused form."""

from flask import request
from werkzeug.wrappers import Response

from care_triage.intake.types import OpenDraft
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.i18n import language

Page = Response | str | tuple[str, int]


def page_values(draft: OpenDraft) -> dict[str, object]:
    """What every step shows."""
    return {"token": draft.token, "answers": draft.answers, **help_lines()}


def help_lines() -> dict[str, object]:
    """Who to call, on every page."""
    return {"collective": current_rule_set().document.collective, "locale": language()}


def status_of_form() -> int:
    """422 when a form was sent and is shown again."""
    return 422 if request.method == "POST" else 200
