"""The blueprint that the pages of partners hang on, and who opens them."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from care_triage.accounts.types import Role

bp = Blueprint("partners", __name__, template_folder="../templates", url_prefix="/espace/partenaires")

# Who may change the directory; which partner or unit exactly is decided by the use cases.
DIRECTORY = (Role.COORDINATOR, Role.ADMINISTRATOR)
PARTNERS = (*DIRECTORY, Role.PARTNER_MANAGER)
UNITS = (*PARTNERS, Role.UNIT_MANAGER)


def to_partner(partner_id: int, said: str) -> Response:
    """After a change: the partner's page, with what was done."""
    flash(said, "success")
    return redirect(url_for("partners.partner", partner_id=partner_id), 303)


def to_unit(unit_id: int, said: str) -> Response:
    """After a change: the unit's page, with what was done."""
    flash(said, "success")
    return redirect(url_for("partners.unit", unit_id=unit_id), 303)
