"""Who a message or a document will reach, said before it is sent."""

from collections.abc import Mapping, Sequence

from care_triage.accounts.queries import people_of_units
from care_triage.accounts.types import Standing, Viewer
from care_triage.caseboard.case_sheet import CaseSheet, OwnReferral
from care_triage.caseboard.forms import AddressedForm
from care_triage.caseboard.labels import AUDIENCE_NAMES
from care_triage.caseboard.subjects import subject_label
from care_triage.cases.queries.rows import NeedRow
from care_triage.cases.types import ACTIVE, Audience, ReferralStatus
from care_triage.web.i18n import _

_SPEAKING = ACTIVE | {ReferralStatus.CLOSED}


def speaking_for(sheet: CaseSheet, viewer: Viewer) -> tuple[OwnReferral, ...]:
    """Referrals in whose name the viewer may write: of their units, not refused nor handed on."""
    return tuple(own for own in sheet.own if own.row.unit.unit_id in viewer.unit_ids and own.row.status in _SPEAKING)


def may_write(sheet: CaseSheet, viewer: Viewer) -> bool:
    """Whether the viewer may add words to the case. A coordinator does where they may read the story."""
    return bool(speaking_for(sheet, viewer)) or (viewer.is_coordinator and sheet.case.story is not None)


def prepare(form: AddressedForm, sheet: CaseSheet, viewer: Viewer) -> None:
    """Offer only what the viewer may choose: their referrals, and audiences that somebody would read."""
    speaking = speaking_for(sheet, viewer)
    if speaking:
        form.about.choices = [
            (own.row.id, f"{subject_label(own.need.subject)} ({own.row.unit.unit})") for own in speaking
        ]
        if form.about.data not in {own.row.id for own in speaking} and not form.is_submitted():
            form.about.data = speaking[0].row.id
    else:
        del form.about
        form.audience.choices = [
            (audience, name) for audience, name in AUDIENCE_NAMES.items() if audience is not Audience.UNIT
        ]


def audience_hints(sheet: CaseSheet, viewer: Viewer) -> Mapping[str, str]:
    """For each audience, the people it reaches."""
    speaking = speaking_for(sheet, viewer)
    return {
        Audience.OWNER: _owner(sheet),
        Audience.PARTNERS: " ".join(_partners(sheet, speaking)),
        Audience.UNIT: _colleagues({own.row.unit.unit_id for own in speaking}),
    }


def _owner(sheet: CaseSheet) -> str:
    contact = sheet.case.contact
    if contact is None:
        return _("Le dirigeant, sur sa page de suivi.")
    if contact.email:
        return _("%(name)s, par mail à %(email)s et sur sa page.", name=contact.name, email=contact.email)
    return _("%(name)s, sur sa page seulement : pas de mail connu, appelez aussi.", name=contact.name)


def _partners(sheet: CaseSheet, speaking: Sequence[OwnReferral]) -> list[str]:
    kept = [own.need for own in speaking if own.need.confidential]
    own_units = {own.row.unit.unit_id for own in speaking}
    lines = []
    if not speaking or any(not own.need.confidential for own in speaking):
        lines.append(_units([need for need in sheet.needs if not need.confidential], own_units))
    for need in kept:
        units = _units([need], own_units)
        lines.append(
            _("Besoin confidentiel « %(subject)s » : %(units)s", subject=subject_label(need.subject), units=units)
        )
    return lines


def _units(needs: Sequence[NeedRow], without: set[int]) -> str:
    names = {
        row.unit.unit: None
        for need in needs
        for row in need.referrals
        if row.status in ACTIVE and row.unit.unit_id not in without
    }
    if not names:
        return _("L’équipe d’orientation : aucun autre partenaire ne suit ce dossier.")
    return _("%(units)s et l’équipe d’orientation.", units=", ".join(names))


def _colleagues(unit_ids: set[int]) -> str:
    names = {member.name: None for member in people_of_units(unit_ids) if member.standing is Standing.ACTIVE}
    return _("Personne d’autre ne la verra : %(names)s.", names=", ".join(names)) if names else ""
