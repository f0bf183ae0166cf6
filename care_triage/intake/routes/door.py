"""The right door, for what CARE does not handle; the owner may always go on."""

from flask import redirect, render_template, request, url_for

from care_triage.infra import clock
from care_triage.intake import policy
from care_triage.intake.forms import question_form, read_answer
from care_triage.intake.offered import telling
from care_triage.intake.queries import get_draft
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, page_values, status_of_form
from care_triage.intake.service import drafts
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.queries.understanding import understand
from care_triage.web.access import Owner, allow


@bp.route("/demande/<token>/porte", methods=["GET", "POST"])
@allow(Owner)
def door(token: str) -> Page:
    """Who does handle this, why we think so, and the way on for whoever says that it is something else."""
    draft, rule_set = get_draft(token), current_rule_set()
    answers, found = draft.answers, policy.redirect_of(draft.answers, rule_set.document)
    if found is None:
        return redirect(url_for("intake.subjects", token=token))
    if request.method == "POST" and "insist" in request.form:
        drafts.change_request(token, insists=True)
        return redirect(url_for("intake.subjects", token=token), 303)
    known = {**answers.hints, **answers.told_facts}
    form, fact = None, rule_set.document.fact_by_name.get(found.question.fact) if found.question else None
    if found.question is not None and fact is not None:
        form = question_form(found.question, fact, known.get(fact.name))
        if form.validate_on_submit():
            drafts.answer_question(token, fact.name, read_answer(form, fact))
            return redirect(url_for("intake.door", token=token), 303)
    read = understand(answers.story)
    page = render_template(
        "intake/door.html", redirect=found, doors=rule_set.doors_of(found.slug, known, clock.today()), form=form,
        question=found.question, is_known=fact is not None and fact.name in known,
        words=telling(read, read.redirect_words), **page_values(draft),
    )  # fmt: skip
    return page, status_of_form()
