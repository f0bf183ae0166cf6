"""What the pages of the front door share: help lines, the draft, where the owner goes on."""

from flask import request, url_for
from werkzeug.wrappers import Response

from care_triage.intake import policy
from care_triage.intake.types import Answers, OpenDraft, Step
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


def next_url(token: str, answers: Answers) -> str:
    """Where the owner goes on: the next question, else the first step that is missing, else the review."""
    questions = policy.questions_of(current_rule_set().document, answers.subjects)
    step = policy.missing_step(answers, questions)
    if step is Step.QUESTIONS:
        following = policy.next_question(questions, answers)
        assert following is not None  # noqa: S101 - that is what the step says
        return url_for("intake.question", token=token, fact=following.fact)
    return url_for(_PAGES[step], token=token)


_PAGES = {
    Step.STORY: "intake.story",
    Step.SUBJECTS: "intake.subjects",
    Step.PLACE: "intake.place",
    Step.CONTACT: "intake.contact",
    None: "intake.review",
}
