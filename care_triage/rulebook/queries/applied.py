"""What the data files said when they were last loaded."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.rulebook.models import AppliedCatalogue
from care_triage.rulebook.types import RuleFields


def find_applied_rules() -> Mapping[str, RuleFields] | None:
    """The rules of the files as they were last loaded, by id, in order; None before that."""
    document = session().scalar(select(AppliedCatalogue.document).order_by(AppliedCatalogue.id.desc()).limit(1))
    return None if document is None else {rule["id"]: _without_id(rule) for rule in document["rules"]}


def find_applied_fingerprint() -> str | None:
    """The fingerprint of the whole document that the files made then."""
    return session().scalar(select(AppliedCatalogue.fingerprint).order_by(AppliedCatalogue.id.desc()).limit(1))


def _without_id(rule: Mapping[str, Any]) -> RuleFields:
    return {name: value for name, value in rule.items() if name != "id"}
