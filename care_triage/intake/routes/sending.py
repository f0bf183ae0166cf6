"""Contact, review, and the button that sends."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from care_triage.cases.links import OwnerKey, owner_url
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.infra import clock
from care_triage.intake import policy
from care_triage.intake.errors import DraftFiled, DraftJoined, NotComplete
from care_triage.intake.forms import OTHERS, OWN, ContactForm, MandateForm, SendForm
from care_triage.intake.queries import get_draft, proposals
from care_triage.intake.routes.blueprint import bp, tracking_url
from care_triage.intake.routes.firm import known_of_register
from care_triage.intake.routes.help_today import help_of_draft, question_urls
from care_triage.intake.routes.later import changed_elsewhere, keep_what_was_typed_elsewhere
from care_triage.intake.routes.pages import Page, help_lines, next_url, page_values, status_of_form
from care_triage.intake.routes.questions import known_sentences, left_open
from care_triage.intake.service import drafts
from care_triage.intake.service.file_request import file_request
from care_triage.territory.identifiers import display_phone, display_siret
from care_triage.triage.explain import reasons
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.access import Owner, allow
from care_triage.web.embedding import embedding
from care_triage.web.errors import message_of
from care_triage.web.i18n import language
from care_triage.web.limits import limit


@bp.route("/demande/<token>/contact", methods=["GET", "POST"])
@allow(Owner)
def contact(token: str) -> Page:
    """Who we answer to."""
    draft = get_draft(token)
    known = draft.answers
    form = ContactForm(
        data={
            "for_whom": OTHERS if known.on_behalf else OWN,
            "company_name": known.company_name,
            "siret": display_siret(known.siret) if known.siret else "",
            "name": known.contact_name,
            "email": known.contact_email or known.resume_email,
            "phone": display_phone(known.contact_phone) if known.contact_phone else "",
            "consents": known.consents,
        }
    )
    if form.validate_on_submit():
        if changed_elsewhere(draft):
            keep_what_was_typed_elsewhere(form, known)
        answers = drafts.change_request(
            token, company_name=form.company_name.data or "", siret=form.siret.data or "",
            contact_name=form.name.data, contact_email=form.email.data or "", contact_phone=form.phone.data or "",
            consents=True, on_behalf=form.for_whom.data == OTHERS,
        )  # fmt: skip
        return redirect(next_url(token, answers), 303)
    return render_template("intake/contact.html", form=form, **page_values(draft)), status_of_form()


@bp.route("/demande/<token>/mandat", methods=["GET", "POST"])
@allow(Owner)
def mandate(token: str) -> Page:
    """Who writes for the owner, and whether the owner agreed in writing."""
    draft = get_draft(token)
    if not draft.answers.on_behalf:
        return redirect(next_url(token, draft.answers), 303)
    form = MandateForm(data=_helper_shown(draft.answers.helper))
    if form.validate_on_submit():
        answers = drafts.change_request(token, helper=form.helper)
        return redirect(next_url(token, answers), 303)
    return render_template("intake/mandate.html", form=form, **page_values(draft)), status_of_form()


def _helper_shown(helper: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of a helper who was told before."""
    if not helper:
        return {}
    signed, phone = helper.get("signed_on"), helper.get("phone")
    return {
        **{name: helper.get(name, "") for name in ("role", "organisation")},
        "helper_name": helper.get("name", ""), "helper_email": helper.get("email", ""),
        "helper_phone": display_phone(phone) if phone else "", "mandate": "yes" if signed else "no",
        "signed_on": date.fromisoformat(signed) if signed else None,
    }  # fmt: skip


@bp.get("/demande/<token>/verifier")
@allow(Owner)
def review(token: str) -> Page:
    """Everything once more: who receives it, why, and by when they answer."""
    draft, rule_set = get_draft(token), current_rule_set()
    if policy.missing_step(draft.answers) is not None:
        return redirect(next_url(token, draft.answers))
    planned = proposals(draft.answers)
    why = {
        (proposal.subject, partner.unit_id): reasons(rule_set, proposal.decision, partner.rules, language())
        for proposal in planned
        for partner in proposal.partners
    }
    known = known_sentences(token, draft.answers)
    known += known_of_register(token, draft.answers, rule_set.document.fact_by_name)
    return render_template(
        "intake/review.html", form=SendForm(), proposals=planned, why=why, known=known, open_questions=left_open(token, draft.answers), document=rule_set.document,
        siret=display_siret(draft.answers.siret) if draft.answers.siret else None,
        phone=display_phone(draft.answers.contact_phone) if draft.answers.contact_phone else None, subject_names=[rule_set.document.subject_by_slug[item.subject].label(language()) for item in planned],
        help=help_of_draft(draft.answers, planned), asks=question_urls(draft), today=clock.today(), **page_values(draft),
    )  # fmt: skip


@bp.post("/demande/<token>/envoyer")
@allow(Owner)
@limit("60/hour")
def send(token: str) -> Response:
    """Open the case; the owner lands on its page."""
    try:
        sent = file_request(token)
    except NotComplete as error:
        flash(message_of(error), "warning")
        return redirect(url_for("intake.resume", token=token), 303)
    if sent.joined or embedding():
        return redirect(url_for("intake.sent", token=token), 303)
    return redirect(f"{tracking_url(sent.case_id, 1, by_helper=sent.by_helper)}?nouveau=1", 303)


@bp.get("/demande/<token>/envoyee", endpoint="sent")
@allow(Owner)
def show_sent(token: str) -> Page:
    """After sending in a partner's frame, or when the words joined an open case: no private page is shown here."""
    try:
        draft = get_draft(token)
    except DraftJoined:
        return render_template("intake/joined.html", **help_lines())
    except DraftFiled as filed:
        key = OwnerKey(filed.case_id, filed.link_version, filed.by_helper)
        case = get_owner_case(key)
        return render_template("intake/sent.html", case=case, private_url=owner_url(key), **help_lines())
    return redirect(next_url(token, draft.answers))
