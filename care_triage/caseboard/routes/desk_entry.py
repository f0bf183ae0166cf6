"""Decisions of the triage desk about how requests came in: true or not, one or two, whether the owner agrees."""

from flask import flash, redirect, url_for

from care_triage.accounts.session import current_viewer
from care_triage.caseboard.routes.blueprint import COORDINATORS, Page, bp
from care_triage.cases.service.hold import refuse_case, release_case, take_refusal_back
from care_triage.cases.service.mandate import confirm_mandate, end_mandate
from care_triage.cases.service.merge import merge_cases, tell_apart
from care_triage.cases.types import Actor, HoldKind, person
from care_triage.web.access import allow
from care_triage.web.i18n import _


def _actor() -> Actor:
    return person(current_viewer().user_id)


def _back(anchor: str) -> Page:
    return redirect(url_for("caseboard.desk", _anchor=anchor), 303)


@bp.post("/tri/dossiers/<int:case_id>/vraie-demande")
@allow(*COORDINATORS)
def release_held(case_id: int) -> Page:
    """A true request: routed at once, its time counted from filing."""
    release_case(case_id, HoldKind.SUSPICION, _actor())
    flash(_("La demande est orientée maintenant. Son délai compte depuis le dépôt."), "success")
    return _back("retenues")


@bp.post("/tri/dossiers/<int:case_id>/indesirable")
@allow(*COORDINATORS)
def refuse_held(case_id: int) -> Page:
    """No request at all: closed without a mail, and kept."""
    refuse_case(case_id, _actor())
    flash(_("La demande est classée, sans mail. Vous pouvez encore revenir en arrière."), "success")
    return _back("retenues")


@bp.post("/tri/dossiers/<int:case_id>/retenir")
@allow(*COORDINATORS)
def hold_again(case_id: int) -> Page:
    """Take a refusal back."""
    take_refusal_back(case_id, _actor())
    flash(_("La demande attend de nouveau votre décision."), "success")
    return _back("retenues")


@bp.post("/tri/doubles/<int:twin_id>/fusionner")
@allow(*COORDINATORS)
def merge_twin(twin_id: int) -> Page:
    """Two cases become one."""
    case_id = merge_cases(twin_id, _actor())
    flash(_("Les deux dossiers n’en font plus qu’un. Les deux références et les deux liens y mènent."), "success")
    return redirect(url_for("caseboard.case", case_id=case_id), 303)


@bp.post("/tri/doubles/<int:twin_id>/distincts")
@allow(*COORDINATORS)
def keep_apart(twin_id: int) -> Page:
    """Two cases stay two."""
    tell_apart(twin_id, _actor())
    flash(_("Noté : ce sont deux demandes différentes."), "success")
    return _back("doubles")


@bp.post("/tri/dossiers/<int:case_id>/mandat")
@allow(*COORDINATORS)
def confirm_by_phone(case_id: int) -> Page:
    """The owner was called, and agrees."""
    confirm_mandate(case_id, _actor())
    flash(_("L’accord du dirigeant est noté. La demande suit son cours."), "success")
    return _back("mandats")


@bp.post("/tri/dossiers/<int:case_id>/sans-mandat")
@allow(*COORDINATORS)
def go_on_alone(case_id: int) -> Page:
    """The owner was called: they want help, but not through whoever wrote for them."""
    end_mandate(case_id, _actor())
    flash(_("Le dirigeant suit seul son dossier. La demande suit son cours."), "success")
    return _back("mandats")
