"""What the pages of the front door share: help lines, the draft, where the owner goes on."""

from flask import request, url_for
from werkzeug.wrappers import Response

from care_triage.firms.lookup import can_search
from care_triage.intake import policy
from care_triage.intake.queries import find_question
from care_triage.intake.types import Answers, OpenDraft, Step
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.i18n import language

Page = Response | str | tuple[str, int]


def page_values(draft: OpenDraft) -> dict[str, object]:
    """What every step shows."""
    seen = draft.updated_at.isoformat() if draft.updated_at else ""
    return {"token": draft.token, "answers": draft.answers, "seen": seen, **help_lines()}


def help_lines() -> dict[str, object]:
    """Who to call, on every page."""
    return {"collective": current_rule_set().document.collective, "locale": language()}


def status_of_form() -> int:
    """422 when a form was sent and is shown again."""
    return 422 if request.method == "POST" else 200


def next_url(token: str, answers: Answers) -> str:
    """Where the owner goes on: the first step that is missing, with the question worth asking, else the review."""
    if policy.offers_support(answers):
        return url_for("intake.support", token=token)
    # Before the questions: what a register tells is not asked.
    if policy.offers_firm(answers) and can_search():
        return url_for("intake.firm", token=token)
    question = find_question(answers)
    step = policy.missing_step(answers, is_question_left=question is not None)
    if step is Step.QUESTIONS and question is not None:
        return url_for("intake.question", token=token, fact=question.fact)
    return url_for(_PAGES[step], token=token)


_PAGES = {
    Step.STORY: "intake.story",
    Step.SUBJECTS: "intake.subjects",
    Step.PLACE: "intake.place",
    Step.CONTACT: "intake.contact",
    Step.MANDATE: "intake.mandate",
    None: "intake.review",
}
