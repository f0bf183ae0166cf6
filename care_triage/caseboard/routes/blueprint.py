"""The blueprint of the case board, and who opens its pages."""

from flask import Blueprint
from werkzeug.wrappers import Response

from care_triage.accounts.types import Role

bp = Blueprint("caseboard", __name__, template_folder="../templates", url_prefix="/espace")

Page = Response | str | tuple[Response | str, int]

# Who acts on referrals; which unit exactly is decided by the queries and use cases.
ADVISERS = (Role.ADVISER, Role.UNIT_MANAGER)
# A partner's manager reads what reaches every unit of the partner.
PARTNER_PEOPLE = (*ADVISERS, Role.PARTNER_MANAGER)
CASE_READERS = (*PARTNER_PEOPLE, Role.COORDINATOR)
COORDINATORS = (Role.COORDINATOR,)
