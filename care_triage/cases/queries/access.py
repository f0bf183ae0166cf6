"""Row-level access to cases: the conditions that lists, objects, counts, searches and exports share.

A unit sees the cases it has a referral on. A confidential need (C. com. L611-15; distress) is seen by
its own units only; coordinators know that it exists and read it while it waits at their desk.

Each subquery says which outer table it follows (`correlate`): left to guess, SQLAlchemy would take the referral or
need that the outer query happens to select for the one the condition is looking for.
"""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from care_triage.accounts.types import Role, Viewer
from care_triage.cases.models import Case, Document, Message, Need, Referral
from care_triage.cases.types import Audience, Status
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import Kind

LISTENERS = (Kind.HUMAN, Kind.APESA)


def units_of_viewer(viewer: Viewer) -> ColumnElement[bool]:
    """Referrals addressed to a unit the viewer works in, or whose partner they manage."""
    own = Referral.unit_id.in_(viewer.unit_ids) if viewer.unit_ids else false()
    if not viewer.partner_ids:
        return own
    managed = select(Unit.id).where(Unit.partner_id.in_(viewer.partner_ids))
    return or_(own, Referral.unit_id.in_(managed))


def visible_case(viewer: Viewer) -> ColumnElement[bool]:
    """Cases that exist for the viewer."""
    if viewer.is_coordinator:
        return true()
    held = exists().where(Referral.case_id == Case.id, units_of_viewer(viewer)).correlate(Case)
    if Role.AGENT in viewer.roles:
        return or_(held, Case.filed_by_id == viewer.user_id)
    return held


def visible_need(viewer: Viewer) -> ColumnElement[bool]:
    """Needs whose content the viewer may read, within a case that is visible to them."""
    held = exists().where(Referral.need_id == Need.id, units_of_viewer(viewer)).correlate(Need)
    if viewer.is_coordinator:
        return or_(Need.confidential.is_(False), Need.status == Status.DESK, held)
    return or_(Need.confidential.is_(False), held)


def visible_story(viewer: Viewer) -> ColumnElement[bool]:
    """Cases whose story and contact the viewer may read: it may tell of the confidential need."""
    other = aliased(Need)
    held = exists().where(Referral.need_id == other.id, units_of_viewer(viewer)).correlate(other)
    hidden = exists().where(
        other.case_id == Case.id,
        other.confidential.is_(True),
        ~held,
        other.status != Status.DESK if viewer.is_coordinator else true(),
    )
    return or_(Case.confidential.is_(False), ~hidden.correlate(Case))


def visible_contact(viewer: Viewer) -> ColumnElement[bool]:
    """Cases whose owner the viewer may reach: whoever works on a need of theirs, whatever else the case holds."""
    held = exists().where(Referral.case_id == Case.id, units_of_viewer(viewer)).correlate(Case)
    return or_(held, visible_story(viewer))


def visible_distress(viewer: Viewer) -> ColumnElement[bool]:
    """Cases of which the viewer may know that the owner is in distress: coordinators, and units that listen.

    A creditor has no business with it; what the owner chose to write in the story is another matter.
    """
    if viewer.is_coordinator:
        return true()
    listening = (
        exists()
        .where(Referral.case_id == Case.id, units_of_viewer(viewer))
        .where(Unit.id == Referral.unit_id, Partner.id == Unit.partner_id, Partner.kind.in_(LISTENERS))
    )
    return listening.correlate(Case)


def visible_message(viewer: Viewer) -> ColumnElement[bool]:
    """Messages of a visible case that the viewer may read."""
    return _visible_words(Message, viewer)


def visible_document(viewer: Viewer) -> ColumnElement[bool]:
    """Documents of a visible case that the viewer may open."""
    return _visible_words(Document, viewer)


def _visible_words(table: type[Message] | type[Document], viewer: Viewer) -> ColumnElement[bool]:
    own = table.unit_id.in_(viewer.unit_ids) if viewer.unit_ids else false()
    audience = or_(table.audience != Audience.UNIT, own)
    of_need = exists().where(Need.id == table.need_id, visible_need(viewer)).correlate(table)
    # What the owner wrote to the whole case is as telling as the story itself.
    general = exists().where(Case.id == table.case_id, visible_story(viewer)).correlate(table)
    # What one's own unit has said hides nothing from it.
    return and_(audience, or_(own, and_(table.need_id.is_(None), general), of_need))
