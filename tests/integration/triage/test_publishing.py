"""Publishing while cases are decided: a decision uses one version, the one it stores, and explains itself with it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.explanations import explain_need
from care_triage.triage.queries.rule_sets import current_rule_set, get_rule_set
from care_triage.triage.service import route
from care_triage.triage.service.propose import propose
from care_triage.triage.service.publish import publish_rule_set
from care_triage.triage.types import Proposal
from tests.support.filing import file_and_route, filing, kind_of, lead_of, needs_of

pytestmark = pytest.mark.usefixtures("stocked_context")


def without_rules_about(subject: str) -> RuleSetDocument:
    """The rules in force without those that name the subject."""
    document = current_rule_set().document
    return replace(
        document, rules=tuple(rule for rule in document.rules if subject not in rule.when.get("subject", ""))
    )


def decision_of(case_id: int) -> StoredDecision:
    (need,) = needs_of(case_id)
    return session().scalars(select(StoredDecision).where(StoredDecision.need_id == need.id)).one()


def test_a_decision_under_way_ends_with_the_version_it_began_with(monkeypatch: pytest.MonkeyPatch) -> None:
    before = current_rule_set()

    def publish_first(*arguments: Any) -> Proposal:
        publish_rule_set(without_rules_about("dette-urssaf"), "Pendant la décision")
        return propose(*arguments)

    monkeypatch.setattr(route, "propose", publish_first)
    case_id = file_and_route(filing("dette-urssaf")).case_id
    assert current_rule_set().version == before.version + 1
    stored = decision_of(case_id)
    assert stored.rule_set_id == before.id
    assert kind_of(lead_of(case_id)) == "urssaf"
    assert set(stored.outcome["fired"]) <= set(get_rule_set(stored.rule_set_id).document.rule_by_id)
    explained = explain_need(stored.need_id, "fr")
    assert explained is not None
    assert (explained.version, bool(explained.partners)) == (before.version, True)


def test_a_case_is_decided_by_the_version_of_its_day() -> None:
    later = clock.now() + timedelta(days=2)
    planned = publish_rule_set(without_rules_about("dette-urssaf"), "Plus tard", effective_at=later)
    today = file_and_route(filing("dette-urssaf")).case_id
    with clock.pretend(later + timedelta(minutes=1)):
        then = file_and_route(filing("dette-urssaf")).case_id
    versions = [get_rule_set(decision_of(case_id).rule_set_id).version for case_id in (today, then)]
    assert versions == [planned - 1, planned]
