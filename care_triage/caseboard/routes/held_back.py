"""What the machine held back: a coordinator who has spoken with the owner, or read the words, decides."""

from flask import flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.caseboard.desk_forms import DoorForm, ProposalForm
from care_triage.caseboard.door_words import door_words, doors_shown
from care_triage.caseboard.routes.blueprint import COORDINATORS, Page, bp
from care_triage.caseboard.routes.case_page import case_url
from care_triage.caseboard.subjects import door_label, subject_label
from care_triage.cases.errors import DecidedAlready
from care_triage.cases.queries.case_view import get_case
from care_triage.cases.queries.rows import CaseView
from care_triage.cases.queries.work import find_other_door
from care_triage.cases.service.other_door import confirm_door
from care_triage.cases.types import DANGER, OTHER_DOOR, person
from care_triage.territory.identifiers import display_phone
from care_triage.triage.explain import reasons
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.service.held_back import HeldBack, held_back, send_as_proposed, tell_no_danger
from care_triage.web.access import allow
from care_triage.web.i18n import _, language


@bp.route("/tri/dossiers/<int:case_id>/proposition", methods=["GET", "POST"], endpoint="held_back")
@allow(*COORDINATORS)
def decide_held_back(case_id: int) -> Page:
    """What the machine would do with each need, to confirm; or no danger after all, or the other door."""
    viewer = current_viewer()
    case, waiting = get_case(case_id, viewer), held_back(case_id)
    if not waiting and not case.in_danger:
        if request.method == "POST":
            raise DecidedAlready
        flash(_("Plus rien n’attend votre accord sur ce dossier."), "info")
        return redirect(case_url(case_id))
    placed = [item for item in waiting if item.proposal.lead]
    form = ProposalForm.for_needs([(item.need.need_id, item.mark, subject_label(item.need.subject)) for item in placed])
    if not _is_about_danger(waiting):
        del form.talked
    if form.validate_on_submit():
        send_as_proposed(case_id, form.chosen(), person(viewer.user_id))
        flash(_("C’est envoyé, en votre nom."), "success")
        return redirect(case_url(case_id, "needs"), 303)
    return _page(case, waiting, form), 422 if form.is_submitted() else 200


@bp.post("/tri/dossiers/<int:case_id>/sans-danger")
@allow(*COORDINATORS)
def dismiss_danger(case_id: int) -> Page:
    """Nobody was in danger: the case calms down, and goes its way."""
    viewer = current_viewer()
    tell_no_danger(get_case(case_id, viewer).id, person(viewer.user_id))
    flash(_("Noté : personne n’était en danger. La demande suit son cours."), "success")
    return redirect(case_url(case_id), 303)


@bp.route("/tri/dossiers/<int:case_id>/porte", methods=["GET", "POST"], endpoint="confirm_door")
@allow(*COORDINATORS)
def show_door(case_id: int) -> Page:
    """The other door was the right one: tell the owner so, and end what waited."""
    viewer = current_viewer()
    case, door = get_case(case_id, viewer), find_other_door(case_id)
    if door is None or not any(item.need.desk_reason == OTHER_DOOR for item in held_back(case_id)):
        raise DecidedAlready
    form = DoorForm(data={"words": door_words(door, case, viewer)})
    if form.validate_on_submit():
        confirm_door(case_id, form.words.data, person(viewer.user_id))
        flash(_("La porte est confirmée. La personne a reçu votre message."), "success")
        return redirect(url_for("caseboard.desk"), 303)
    page = render_template("caseboard/confirm_door.html", case=case, form=form, door=door_label(door))
    return page, 422 if form.is_submitted() else 200


def _is_about_danger(waiting: tuple[HeldBack, ...]) -> bool:
    return any(item.need.desk_reason == DANGER for item in waiting)


def _page(case: CaseView, waiting: tuple[HeldBack, ...], form: ProposalForm) -> str:
    rule_set, door = current_rule_set(), find_other_door(case.id)
    why = {
        (item.need.need_id, partner.unit_id): reasons(rule_set, item.proposal.decision, partner.rules, language())
        for item in waiting
        for partner in item.proposal.partners
    }
    return render_template(
        "caseboard/held_back.html", case=case, waiting=waiting, form=form, why=why, subject_label=subject_label,
        display_phone=display_phone, collective=rule_set.document.collective, about_danger=_is_about_danger(waiting),
        door=door_label(door), shown=doors_shown(door, case) if door else (),
        about_door=any(item.need.desk_reason == OTHER_DOOR for item in waiting),
    )  # fmt: skip
