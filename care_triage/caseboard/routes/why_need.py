"""« Pourquoi ici, pourquoi pas là »: every rule on one need, for coordinators and the units that have it."""

from flask import render_template

from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Viewer
from care_triage.caseboard import labels
from care_triage.caseboard.case_sheet import case_sheet
from care_triage.caseboard.queries.needs import OpenNeed, get_need
from care_triage.caseboard.routes.blueprint import CASE_READERS, bp
from care_triage.caseboard.subjects import subject_label
from care_triage.caseboard.why import why_here
from care_triage.caseboard.why_need import every_rule
from care_triage.cases.queries.access import LISTENERS
from care_triage.infra import clock
from care_triage.partners.queries import unit_ids_of_partners
from care_triage.web.access import allow


@bp.get("/besoins/<int:need_id>/pourquoi")
@allow(*CASE_READERS)
def why(need_id: int) -> str:
    """What fired, what failed and on what, what is not known, and how units were weighed."""
    viewer = current_viewer()
    opened = get_need(need_id, viewer)
    read_units = viewer.unit_ids | unit_ids_of_partners(viewer.partner_ids)
    sheet = case_sheet(opened.case, viewer, read_units, clock.now())
    found = [item for item in why_here(sheet, everything=viewer.is_coordinator) if item.need.id == need_id]
    return render_template(
        "caseboard/why_need.html", opened=opened, why=found, rules=every_rule(need_id, listens=_listens(opened, viewer, read_units)), labels=labels,
        subject_label=subject_label,
    )  # fmt: skip


def _listens(opened: OpenNeed, viewer: Viewer, read_units: frozenset[int]) -> bool:
    """Whether the viewer may know how the owner feels: coordinators, and units of the case that listen."""
    rows = (row for need in opened.case.needs for row in need.referrals)
    return viewer.is_coordinator or any(row.unit.unit_id in read_units and row.unit.kind in LISTENERS for row in rows)
