"""The triage desk: owners to call now, needs that nobody leads, and what the collective's own people have."""

from flask import flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.caseboard import labels
from care_triage.caseboard.queries.desk import DeskPlace, desk_count, desk_page
from care_triage.caseboard.queries.desk_calls import calls_to_make, human_referrals
from care_triage.caseboard.queries.desk_entry import (
    entry_count,
    held_cases,
    mandates_to_confirm,
    possible_twins,
    refused_cases,
)
from care_triage.caseboard.queries.own_people import find_own_unit
from care_triage.caseboard.queries.pressing import what_presses
from care_triage.caseboard.routes.blueprint import COORDINATORS, Page, bp
from care_triage.caseboard.service.take_call import take_call
from care_triage.caseboard.subjects import door_label, subject_label
from care_triage.territory.identifiers import display_phone
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web import navigation
from care_triage.web.access import allow
from care_triage.web.i18n import _, lazy

_MOST_COUNTED = 100


@bp.get("/tri", endpoint="desk")
@allow(*COORDINATORS)
def show_desk() -> str:
    """What waits for a coordinator, most pressing first."""
    viewer, after = current_viewer(), _place(request.args.get("apres", ""))
    page = desk_page(viewer, after)
    following = page.following
    return render_template(
        "caseboard/desk.html",
        page=page,
        first_page=after is None,
        calls=calls_to_make(viewer) if after is None else (),
        pressing=what_presses(viewer) if after is None else (),
        hands=human_referrals(viewer) if after is None else (),
        held=held_cases(viewer) if after is None else (),
        refused=refused_cases(viewer) if after is None else (),
        twins=possible_twins(viewer) if after is None else (),
        mandates=mandates_to_confirm(viewer) if after is None else (),
        collective=current_rule_set().document.collective,
        may_take=find_own_unit(viewer) is not None,
        subject_label=subject_label,
        door_label=door_label,
        labels=labels,
        display_phone=display_phone,
        next_url=url_for("caseboard.desk", apres=f"{following.rank}.{following.need_id}") if following else None,
        first_url=url_for("caseboard.desk") if after else None,
    )


@bp.post("/tri/dossiers/<int:case_id>/appel")
@allow(*COORDINATORS)
def take_desk_call(case_id: int) -> Page:
    """The owner was called: whoever called keeps the case."""
    take_call(case_id, _("Appelé depuis le bureau de tri."), current_viewer())
    flash(_("Vous suivez maintenant ce dossier. Notez ce qui a été dit, pour vous et vos collègues."), "success")
    return redirect(url_for("caseboard.case", case_id=case_id), 303)


def _place(word: str) -> DeskPlace | None:
    rank, dot, need_id = word.partition(".")
    numbers = all(part.isascii() and part.isdigit() and len(part) < 10 for part in (rank, need_id))
    return DeskPlace(int(rank), int(need_id)) if dot and numbers else None


def _waiting() -> int | None:
    viewer = current_viewer()
    return desk_count(viewer, _MOST_COUNTED) + entry_count(viewer) or None


navigation.add(
    bp, lazy("Bureau de tri"), "caseboard.desk", roles=COORDINATORS, order=20, icon="filter", count=_waiting
)  # fmt: skip
