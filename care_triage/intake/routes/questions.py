"""One question per page: what is still worth asking, where one stands, and what is known already."""

from collections.abc import Sequence
from typing import Final

from flask import flash, redirect, render_template, request, url_for

from care_triage.intake import policy
from care_triage.intake.forms import question_form, read_answer
from care_triage.intake.queries import count_ahead, get_draft
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.later import changed_elsewhere
from care_triage.intake.routes.pages import Page, next_url, page_values, status_of_form
from care_triage.intake.service import drafts
from care_triage.intake.told import quote_of
from care_triage.intake.types import Answers, OpenDraft
from care_triage.rules import Kind
from care_triage.triage.document import FactSpec
from care_triage.triage.explain import fact_sentence, value_text
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.access import Owner, allow
from care_triage.web.i18n import _, language

_WRITTEN: Final = frozenset({Kind.INTEGER, Kind.MONEY, Kind.DATE})


@bp.route("/demande/<token>/question/<fact>", methods=["GET", "POST"])
@allow(Owner)
def question(token: str, fact: str) -> Page:
    """One question per page; each may be skipped."""
    draft, document = get_draft(token), current_rule_set().document
    questions = policy.questions_of(document, draft.answers.subjects)
    asked = next((item for item in questions if item.fact == fact), None)
    if asked is None:
        return redirect(next_url(token, draft.answers))
    spec = document.fact_by_name[fact]
    before = policy.asked_before(questions, draft.answers, fact)
    hint = None if fact in draft.answers.asked else draft.answers.hints.get(fact)
    form = question_form(asked, spec, draft.answers.facts.get(fact, hint))
    if request.method == "POST" and "skip" in request.form:
        return redirect(next_url(token, drafts.answer_question(token, fact, None)), 303)
    if form.validate_on_submit():
        try:
            value = read_answer(form, spec)
        except ValueError as error:
            form.answer.errors = [str(error)]
        else:
            _say_what_was_kept(draft, spec, value, form.answer.data)
            return redirect(next_url(token, drafts.answer_question(token, fact, value)), 303)
    page = render_template(
        "intake/question.html", form=form, question=asked, fact=spec, hinted=hint is not None,
        quote=quote_of(draft.answers, fact), place=len(before) + 1, ahead=count_ahead(draft.answers, fact),
        is_again=fact in draft.answers.asked, back=_back(token, before),
        known=known_sentences(token, draft.answers, apart_from=fact), **page_values(draft),
    )  # fmt: skip
    return page, status_of_form()


def known_sentences(token: str, answers: Answers, *, apart_from: str = "") -> list[tuple[str, str]]:
    """What was told or answered so far, each with the page where it is corrected."""
    document = current_rule_set().document
    asked = {item.fact for item in policy.questions_of(document, answers.subjects)}
    names = dict.fromkeys((*answers.asked, *answers.facts))
    return [
        (
            # What was only told is corrected where it was confirmed.
            url_for("intake.question", token=token, fact=name)
            if name in asked
            else url_for("intake.subjects", token=token),
            fact_sentence(document.fact_by_name[name], answers.facts[name], language()),
        )
        for name in names
        if name in document.fact_by_name and name != apart_from and answers.facts.get(name) is not None
    ]


def left_open(token: str, answers: Answers) -> list[tuple[str, str]]:
    """What was asked and not answered, each with the page of its question."""
    specs = current_rule_set().document.fact_by_name
    return [
        (url_for("intake.question", token=token, fact=name), specs[name].label(language()))
        for name in answers.asked
        if name in specs and answers.facts.get(name) is None
    ]


def _say_what_was_kept(draft: OpenDraft, spec: FactSpec, value: object, typed: object) -> None:
    """When words were read as a number or a day, or another device answered meanwhile: the last answer counts."""
    stored = draft.answers.facts.get(spec.name)
    if changed_elsewhere(draft) and spec.name in draft.answers.asked and stored != value:
        flash(_("Une autre réponse venait d’être donnée ailleurs. Nous gardons la dernière : %(answer)s.",
                answer=fact_sentence(spec, value, language())), "info")  # fmt: skip
    elif spec.kind in _WRITTEN and any(letter.isalpha() for letter in str(typed)):
        flash(_("Nous avons noté : %(answer)s.", answer=value_text(spec, value, language())), "info")


def _back(token: str, before: Sequence[str]) -> str:
    if not before:
        return url_for("intake.subjects", token=token)
    return url_for("intake.question", token=token, fact=before[-1])
