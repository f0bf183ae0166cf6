"""The rule set in force, compiled once per process and version."""

from functools import lru_cache

from sqlalchemy import bindparam, select

from care_triage.infra import clock
from care_triage.infra.db import connection, session, table
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.models import PublishedRuleSet
from care_triage.triage.rule_set import RuleSet

# Every page asks, so it is made once: to make a statement takes longer than to run it.
_SETS = table(PublishedRuleSet)
_IN_FORCE = (
    select(_SETS.c.id, _SETS.c.fingerprint)
    .where(_SETS.c.effective_at <= bindparam("at"))
    .order_by(_SETS.c.version.desc())
    .limit(1)
)


def current_rule_set() -> RuleSet:
    """The rule set in force now. Raises NoRuleSet before the first `flask catalogue apply`."""
    row = connection().execute(_IN_FORCE, {"at": clock.now()}).one_or_none()
    if row is None:
        raise NoRuleSet
    return _compiled(row.id, row.fingerprint)


def get_rule_set(rule_set_id: int) -> RuleSet:
    """A rule set that was published, in force or not. Raises NoRuleSet."""
    fingerprint = session().scalar(select(PublishedRuleSet.fingerprint).where(PublishedRuleSet.id == rule_set_id))
    if fingerprint is None:
        raise NoRuleSet
    return _compiled(rule_set_id, fingerprint)


@lru_cache(maxsize=4)
def _compiled(rule_set_id: int, _fingerprint: str) -> RuleSet:
    # The fingerprint keeps tests and restored databases, which use the same ids again, apart.
    row = session().get_one(PublishedRuleSet, rule_set_id)
    return RuleSet(row.id, row.version, RuleSetDocument.from_dict(row.document))
