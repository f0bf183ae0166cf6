"""Publishing a rule set: numbered, dated, never changed afterwards."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.models import PublishedRuleSet
from care_triage.triage.rule_set import RuleSet

# The first rule set has no predecessor: it also answers for requests that are older than itself.
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@transactional
def publish_rule_set(document: RuleSetDocument, note: str) -> int:
    """Publish a new version, in force at once. Returns its number; the same document again gives the same one.

    Raises the errors of `care_triage.rules` when the document does not compile.
    """
    RuleSet(0, 0, document)
    newest = session().scalar(select(PublishedRuleSet).order_by(PublishedRuleSet.version.desc()).limit(1))
    if newest is not None and newest.fingerprint == document.fingerprint:
        return newest.version
    version = (session().scalar(select(func.max(PublishedRuleSet.version))) or 0) + 1
    at = clock.now()
    session().add(
        PublishedRuleSet(
            version=version, fingerprint=document.fingerprint, document=document.to_dict(), note=note,
            published_at=at, effective_at=at if newest is not None else _ALWAYS,
        )
    )  # fmt: skip
    return version
