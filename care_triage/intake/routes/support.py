"""One plain question where suffering was heard: may a psychologist call? Without a yes nothing is sent."""

from flask import redirect, render_template, request, url_for

from care_triage.intake.forms import SupportForm
from care_triage.intake.policy import CONSENT
from care_triage.intake.queries import get_draft
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, next_url, page_values, status_of_form
from care_triage.intake.service import drafts
from care_triage.web.access import Owner, allow

_WORDS = {True: "yes", False: "no", None: ""}


# The address of the question about this fact, wherever a link leads to it.
@bp.route(f"/demande/<token>/question/{CONSENT}", methods=["GET", "POST"])
@allow(Owner)
def support(token: str) -> Page:
    """Offer the support network; « Je ne sais pas » is a no that may be changed at the end."""
    draft = get_draft(token)
    form = SupportForm(data={"answer": _WORDS[draft.answers.facts.get(CONSENT)]})
    if request.method == "POST" and "skip" in request.form:
        return redirect(next_url(token, drafts.answer_question(token, CONSENT, None)), 303)
    if form.validate_on_submit():
        answers = drafts.answer_question(token, CONSENT, form.answer.data == "yes")
        return redirect(next_url(token, answers), 303)
    back = url_for("intake.subjects", token=token)
    page = render_template("intake/support.html", form=form, back=back, **page_values(draft))
    return page, status_of_form()
