"""Routing as background work: once however often it runs, again without who declined, at last to the desk."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from care_triage.cases.events import CaseFiled, NeedToRouteAgain
from care_triage.cases.models import LegalClock
from care_triage.cases.service.answer_referral import decline_referral
from care_triage.cases.service.open_case import open_case
from care_triage.cases.service.work_referral import withdraw_case
from care_triage.cases.types import ACTIVE, Contact, DeclineReason, ReferralRole, Status, person
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.triage.jobs import route_again, route_case
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.explanations import explain_need
from tests.support.filing import case_of, file_and_route, filing, kind_of, lead_of, needs_of, referrals_of, unit_name
from tests.support.staff import adviser_of

pytestmark = pytest.mark.usefixtures("stocked_context")


def decline(referral_id: int, unit_id: int) -> None:
    decline_referral(referral_id, DeclineReason.NO_CAPACITY, "", person(adviser_of(unit_id), unit_id))


def test_a_case_is_routed_once_however_often_the_job_runs() -> None:
    case_id = file_and_route(filing("dette-urssaf", "client-impaye")).case_id
    before = [(row.id, row.unit_id, row.role) for row in referrals_of(case_id)]
    decisions = session().scalar(select(func.count()).select_from(StoredDecision))
    for _ in range(2):
        route_case(CaseFiled(case_id))
        for need in needs_of(case_id):
            route_again(NeedToRouteAgain(need.id))
    assert [(row.id, row.unit_id, row.role) for row in referrals_of(case_id)] == before
    assert session().scalar(select(func.count()).select_from(StoredDecision)) == decisions
    assert [row.role for row in referrals_of(case_id)].count(ReferralRole.LEAD) == len(needs_of(case_id))


def test_the_next_to_lead_leads_when_the_first_declines() -> None:
    request = filing("dette-urssaf", facts={"public_debts": ["urssaf", "fiscal_tva"]})
    case_id = file_and_route(request).case_id
    first = lead_of(case_id)
    assert kind_of(first) == "ccsf"
    decline(first.id, first.unit_id)
    outbox.perform_owed()
    second = lead_of(case_id)
    assert kind_of(second) == "urssaf"
    assert "Roanne" in unit_name(second)


def test_who_declined_is_never_asked_again_and_the_desk_comes_last() -> None:
    case_id = file_and_route(filing("dette-urssaf")).case_id
    asked = []
    for _ in range(8):
        leads = [row for row in referrals_of(case_id) if row.role is ReferralRole.LEAD]
        if not leads:
            break
        asked.append(leads[0].unit_id)
        decline(leads[0].id, leads[0].unit_id)
        outbox.perform_owed()
    assert len(set(asked)) == len(asked)
    (need,) = needs_of(case_id)
    assert (need.status, need.desk_reason) == (Status.DESK, "everyone_declined")
    assert case_of(case_id).status is Status.DESK


def test_a_firm_outside_the_territory_that_insists_is_the_desks() -> None:
    case_id = file_and_route(filing("dette-urssaf", commune="75056", outside_territory=True)).case_id
    (need,) = needs_of(case_id)
    assert (need.status, need.desk_reason) == (Status.DESK, "outside_territory")
    assert referrals_of(case_id, active=False) == []


def test_the_legal_date_binds_the_need_once() -> None:
    facts = {"cessation_on": "2026-11-01", "activity": "commerce"}
    case_id = file_and_route(filing("cessation-paiements", commune="69243", facts=facts)).case_id
    lead = lead_of(case_id)
    assert "Villefranche-Tarare" in unit_name(lead)
    decline(lead.id, lead.unit_id)
    outbox.perform_owed()
    (clock,) = session().scalars(select(LegalClock))
    assert (clock.from_on.isoformat(), clock.days, clock.due_on.isoformat()) == ("2026-11-01", 45, "2026-12-16")


def test_distress_is_led_by_a_person_flagged_and_confidential() -> None:
    case_id = file_and_route(filing("detresse-dirigeant", distress=True)).case_id
    case = case_of(case_id)
    assert kind_of(lead_of(case_id)) == "human"
    assert (case.distress, case.urgent, case.confidential) == (True, True, True)
    assert "apesa" not in {kind_of(row) for row in referrals_of(case_id)}


def test_a_request_withdrawn_before_its_routing_reaches_nobody() -> None:
    case_id = open_case(filing("dette-urssaf")).case_id
    withdraw_case(case_id)
    outbox.perform_owed()
    assert referrals_of(case_id, active=False) == []
    assert session().scalar(select(func.count()).select_from(StoredDecision)) == 0
    assert case_of(case_id).status is Status.WITHDRAWN


def test_facts_that_no_rule_set_knows_stop_no_routing() -> None:
    facts = {"from_the_past": 1, "activity": "alchemy", "employees": "many"}
    case_id = file_and_route(filing("dette-urssaf", facts=facts)).case_id
    assert kind_of(lead_of(case_id)) == "urssaf"


def test_a_decision_can_be_explained_as_it_was_taken() -> None:
    case_id = file_and_route(filing("dette-urssaf", facts={"public_debts": ["urssaf"]})).case_id
    (need,) = needs_of(case_id)
    for locale in ("fr", "en"):
        found = explain_need(need.id, locale)
        assert found is not None
        lead = found.for_unit(lead_of(case_id).unit_id)
        assert lead is not None
        assert lead.reasons[0].text
        assert found.maybe


def test_every_referral_of_a_case_is_active_and_knows_its_due_time(stocked_context: Flask) -> None:
    contact = Contact("Nadia Perrin", None, "+33601020304")
    case_id = file_and_route(filing("client-impaye", "recruter", contact=contact)).case_id
    for row in referrals_of(case_id):
        assert row.status in ACTIVE
        assert row.due_at is not None or row.role is ReferralRole.INFORM
