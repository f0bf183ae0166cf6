"""Publishing a rule set: numbered, dated, never changed afterwards; taken back only before it takes effect.

Versions take effect in the order of their numbers: the highest one whose time has come is in force, so that a version
planned for later is never overtaken, or hidden for ever, by one published after it.
"""

from datetime import UTC, datetime

from sqlalchemy import func, select

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.errors import TakesEffectTooEarly, VersionInForce, VersionNotFound
from care_triage.triage.models import PublishedRuleSet
from care_triage.triage.queries.rule_sets import newest_first
from care_triage.triage.rule_set import RuleSet

# The first rule set has no predecessor: it also answers for requests that are older than itself.
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@transactional
def publish_rule_set(
    document: RuleSetDocument, note: str, *, effective_at: datetime | None = None, published_by_id: int | None = None
) -> int:
    """Publish a new version, in force at `effective_at`, else as soon as may be: now, or with a version planned already.

    Returns its number; the same document again gives the same one. Raises TakesEffectTooEarly, and the errors of
    `care_triage.rules` when the document does not compile.
    """
    RuleSet(0, 0, document)
    hold_publications()
    newest = session().execute(newest_first().limit(1)).one_or_none()
    if newest is not None and newest.fingerprint == document.fingerprint:
        standing: int = newest.version
        return standing
    at = clock.now()
    effect = _effect(effective_at, at, newest.effective_at) if newest else _ALWAYS
    version = (session().scalar(select(func.max(PublishedRuleSet.version))) or 0) + 1
    session().add(
        PublishedRuleSet(
            version=version, fingerprint=document.fingerprint, document=document.to_dict(), note=note,
            published_at=at, effective_at=effect, published_by_id=published_by_id,
        )
    )  # fmt: skip
    return version


@transactional
def withdraw_rule_set(version: int) -> None:
    """Take back a version that is yet to take effect; later ones are taken back first, since they build on it.

    Raises VersionNotFound, VersionInForce.
    """
    hold_publications()
    row = session().scalar(select(PublishedRuleSet).where(PublishedRuleSet.version == version).with_for_update())
    if row is None:
        raise VersionNotFound
    newest = session().execute(newest_first().limit(1)).one()
    if row.id != newest.id or row.effective_at <= clock.now():
        raise VersionInForce
    row.withdrawn_at = clock.now()


def hold_publications() -> None:
    """Make whoever else publishes wait for the end of this transaction."""
    session().execute(select(PublishedRuleSet.id).order_by(PublishedRuleSet.version).limit(1).with_for_update())


def _effect(wanted: datetime | None, at: datetime, newest: datetime) -> datetime:
    if wanted is None:
        return max(at, newest)
    if wanted < max(at, newest):
        raise TakesEffectTooEarly
    return wanted
