"""The blueprint of the rulebook, and who opens its pages."""

from flask import Blueprint
from werkzeug.wrappers import Response

from care_triage.accounts.types import Role

bp = Blueprint("rulebook", __name__, template_folder="../templates", url_prefix="/espace/regles")

Page = Response | str | tuple[Response | str, int]

AUTHORS = (Role.RULE_AUTHOR,)
APPROVERS = (Role.RULE_APPROVER,)
# Who moves a draft on: which step exactly is decided by the use cases.
WRITERS = (*AUTHORS, *APPROVERS)
READERS = (*WRITERS, Role.COORDINATOR, Role.ADMINISTRATOR)
