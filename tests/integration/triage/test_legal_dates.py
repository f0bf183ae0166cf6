"""Legal dates where they are read: the owner's page and the case, the coordinator's list, urgency that follows the days."""

from datetime import timedelta

import pytest

from care_triage.accounts.types import Role, Viewer
from care_triage.caseboard.queries.pressing import what_presses
from care_triage.cases.links import OwnerKey
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.service.press import cases_that_press, mark_pressing
from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.triage.queries.legal_dates import LegalDates, legal_dates_of
from tests.support.filing import case_of, file_and_route, filing

pytestmark = pytest.mark.usefixtures("stocked_context")
COORDINATOR = Viewer(0, "", frozenset({Role.COORDINATOR}))


def filed(subject: str, days_ago: int | None, **facts: object) -> int:
    if days_ago is not None:
        facts["legal_stage_on"] = (clock.today() - timedelta(days=days_ago)).isoformat()
    return file_and_route(filing(subject, facts=facts)).case_id


def test_the_earliest_of_two_dates_comes_first_with_its_article() -> None:
    case_id = filed("dette-urssaf", 2, legal_stage="mise_en_demeure")
    dates = dates_of(case_id).dates
    assert [(found.spec and found.spec.name, found.law) for found in dates] == [
        ("mise-en-demeure", "CSS L244-2, R133-3"), ("recours-amiable", "CSS R142-1"),
    ]  # fmt: skip


def test_a_delay_without_its_first_day_is_said_without_a_date() -> None:
    found = dates_of(filed("dette-urssaf", None, legal_stage="contrainte"))
    assert found.dates == ()
    assert [spec.name for spec in found.dateless] == ["contrainte"]


def test_what_is_near_is_on_the_list_and_makes_the_case_urgent() -> None:
    case_id = filed("dette-urssaf", 10, legal_stage="contrainte")
    assert [item.case_id for item in what_presses(COORDINATOR)] == [case_id]
    case_of(case_id).urgent = False
    session().flush()
    assert list(cases_that_press()) == [case_id]
    mark_pressing(case_id)
    assert case_of(case_id).urgent
    assert list(cases_that_press()) == []


def dates_of(case_id: int) -> LegalDates:
    (need,) = get_owner_case(OwnerKey(case_id, case_of(case_id).link_version)).needs
    return legal_dates_of(need)
