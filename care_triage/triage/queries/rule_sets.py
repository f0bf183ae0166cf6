"""The rule set in force, compiled once per process and version."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from care_triage.infra import clock
from care_triage.infra.db import connection, session, table
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.errors import NoRuleSet, VersionNotFound
from care_triage.triage.models import PublishedRuleSet
from care_triage.triage.rule_set import RuleSet

# Every page asks, so it is made once: to make a statement takes longer than to run it.
_SETS = table(PublishedRuleSet)
_IN_FORCE = (
    select(_SETS.c.id, _SETS.c.fingerprint)
    .where(_SETS.c.effective_at <= bindparam("at"), _SETS.c.withdrawn_at.is_(None))
    .order_by(_SETS.c.version.desc())
    .limit(1)
)


def current_rule_set() -> RuleSet:
    """The rule set in force now. Raises NoRuleSet before the first `flask catalogue apply`."""
    row = connection().execute(_IN_FORCE, {"at": clock.now()}).one_or_none()
    if row is None:
        raise NoRuleSet
    return _compiled(row.id, row.fingerprint)


def newest_rule_set() -> RuleSet:
    """The last rule set that was published and not taken back, in force or yet to be. Raises NoRuleSet."""
    row = session().execute(newest_first().limit(1)).one_or_none()
    if row is None:
        raise NoRuleSet
    return _compiled(row.id, row.fingerprint)


def newest_first() -> Select[int, str, int, datetime]:
    """Id, fingerprint, number and effect of the versions that were not taken back."""
    return (
        select(
            PublishedRuleSet.id, PublishedRuleSet.fingerprint, PublishedRuleSet.version, PublishedRuleSet.effective_at
        )
        .where(PublishedRuleSet.withdrawn_at.is_(None))
        .order_by(PublishedRuleSet.version.desc())
    )


def get_version(number: int) -> RuleSet:
    """The rule set with this number. Raises VersionNotFound."""
    rule_set_id = session().scalar(select(PublishedRuleSet.id).where(PublishedRuleSet.version == number))
    if rule_set_id is None:
        raise VersionNotFound
    return get_rule_set(rule_set_id)


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
