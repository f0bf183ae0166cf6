"""Create, change, retire and reopen a partner."""

from dataclasses import asdict

from care_triage.accounts.types import Viewer
from care_triage.infra.db import transactional
from care_triage.partners.models import Partner
from care_triage.partners.service.rows import changed, locked_partner, need_directory, write
from care_triage.partners.types import PartnerFields


@transactional
def save_partner(
    viewer: Viewer, fields: PartnerFields, partner_id: int | None = None, version: int | None = None
) -> int:
    """Create a partner, or change the one shown at `version`. Gives its id; raises ChangedMeanwhile, SlugTaken."""
    if partner_id is None:
        need_directory(viewer)
        partner = Partner(**asdict(fields))
        write(partner)
        return partner.id
    partner = locked_partner(viewer, partner_id, version)
    for name, value in asdict(fields).items():
        setattr(partner, name, value)
    changed(partner)
    return partner_id


@transactional
def retire_partner(viewer: Viewer, partner_id: int) -> None:
    """Take a partner out of the directory: none of its units receives anything more. Undone by `reopen_partner`."""
    _set_active(viewer, partner_id, active=False)


@transactional
def reopen_partner(viewer: Viewer, partner_id: int) -> None:
    """Bring a retired partner back."""
    _set_active(viewer, partner_id, active=True)


def _set_active(viewer: Viewer, partner_id: int, *, active: bool) -> None:
    need_directory(viewer)
    partner = locked_partner(viewer, partner_id, version=None)
    partner.active = active
    changed(partner)
