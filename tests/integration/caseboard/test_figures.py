"""The figures, against an example computed by hand, those without an answer included."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from care_triage.accounts.types import Role
from care_triage.caseboard.figures_view import bars_of, line_of, merge
from care_triage.caseboard.queries.figures import (
    Delays,
    FiguresFilter,
    delays_by_department,
    delays_by_subject,
    partner_figures,
)
from care_triage.cases.service.answer_referral import accept_referral, decline_referral
from care_triage.cases.types import DeclineReason, ReferralRole, Status, person
from care_triage.infra import clock
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn, Travel
from tests.support.board_rows import case_row, write_cases
from tests.support.factories import file_case, filing, hire, partner_id, referral_of, unit_id

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
SINCE = FiguresFilter(NOW - timedelta(days=17))
SECRET = "prevention-difficultes"


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon, and stays so."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def delays(wanted: FiguresFilter) -> Delays:
    """All requests together, as the page counts them."""
    return merge(delays_by_department(wanted).values())


def _answered(minutes: int, **changes: object) -> dict[str, object]:
    filed_at = NOW - timedelta(days=10)
    return case_row(filed_at, first_answered_at=filed_at + timedelta(minutes=minutes), **changes)


def _waiting(minutes: int, **changes: object) -> dict[str, object]:
    return case_row(NOW - timedelta(minutes=minutes), **changes)


def _example() -> None:
    """Answered after 1, 2 and 5 hours; two wait since 1 h 30 and since 10 h; one was withdrawn after 30 minutes."""
    filed_at = NOW - timedelta(days=3)
    gone = case_row(filed_at, status=Status.WITHDRAWN, closed_at=filed_at + timedelta(minutes=30))
    write_cases([_answered(60), _answered(120), _answered(300), _waiting(90), _waiting(600), gone])
    # Before the period, and never answered: not counted.
    write_cases([case_row(NOW - timedelta(days=40))])


def test_the_example_computed_by_hand(stocked_context: Flask, noon: None) -> None:
    _example()
    found = delays(SINCE)
    assert found.answered == Counter({60: 1, 120: 1, 300: 1})
    assert found.waiting == Counter({90: 1, 600: 1})
    assert found.ended == Counter({30: 1})
    # At risk 6 then 5 (one withdrawn at 30). 60: 4/5. 120: 4/5 x 2/3 = 0.53. 300: 0.53 x 1/2 = 0.27, under a half.
    line = line_of("", found)
    assert (line.filed, line.answered, line.unanswered) == ("6", "3", "3")
    assert line.median == "5\u00a0h"
    assert line.most == "plus de 10\u00a0h"


def test_groups_and_filters_count_their_own(stocked_context: Flask, noon: None) -> None:
    write_cases([_answered(60), _waiting(90)])
    write_cases([_answered(30, department="69")], subject="bail-commercial")
    assert {name: found.filed for name, found in delays_by_department(SINCE).items()} == {"42": 2, "69": 1}
    assert {name: found.filed for name, found in delays_by_subject(SINCE).items()} == {
        "dette-urssaf": 2, "bail-commercial": 1,
    }  # fmt: skip
    assert delays(FiguresFilter(SINCE.since_at, "69")).answered == Counter({30: 1})
    assert delays(FiguresFilter(SINCE.since_at, "", ("dette-urssaf",))).filed == 2
    assert delays(FiguresFilter(SINCE.since_at, "", ())).filed == 0


def test_a_confidential_need_counts_for_no_subject(stocked_context: Flask, noon: None) -> None:
    write_cases([_answered(60, confidential=True)], subject=SECRET, confidential=True)
    assert delays(SINCE).filed == 1
    assert delays_by_subject(SINCE) == {}
    assert delays(FiguresFilter(SINCE.since_at, "", (SECRET,))).filed == 0


def test_the_bars_hold_every_request(stocked_context: Flask, noon: None) -> None:
    _example()
    bars = bars_of(delays(SINCE))
    assert [bar.number for bar in bars] == [2, 1, 0, 0, 0, 2, 1]
    assert max(bar.length for bar in bars) == 100


def test_a_partner_is_counted_by_what_it_did(stocked_context: Flask, travel: Travel) -> None:
    since = FiguresFilter(clock.now() - timedelta(days=1))
    actor = person(hire("Alice", Role.ADVISER, LEAD_UNIT), unit_id(LEAD_UNIT))
    cases = [file_case(filing("dette-urssaf")).case_id for _ in range(4)]
    accept_referral(referral_of(cases[0], LEAD_UNIT).id, actor)
    decline_referral(referral_of(cases[1], LEAD_UNIT).id, DeclineReason.NO_CAPACITY, "", actor)
    travel(timedelta(days=2))
    # Not late: its clock starts now, and the two unanswered ones have four days at least.
    urssaf = next(row for row in partner_figures(since) if row.partner_id == partner_id(LEAD_UNIT))
    assert (urssaf.received, urssaf.accepted, urssaf.declined) == (4, 1, 1)
    travel(timedelta(days=30))
    urssaf = next(row for row in partner_figures(since) if row.partner_id == partner_id(LEAD_UNIT))
    assert urssaf.late == 3


def test_a_partner_of_a_confidential_need_is_not_told_by_figures(stocked_context: Flask) -> None:
    case_id = file_case(filing(confidential=(SECRET,))).case_id
    assert referral_of(case_id, role=ReferralRole.LEAD).id
    assert list(partner_figures(FiguresFilter(clock.now() - timedelta(days=1)))) == []


@pytest.mark.parametrize(
    "query", ["", "periode=annee", "periode=²", "departement=42&theme=dettes", "theme=rien", "departement=%27"]
)
def test_the_page_opens_for_any_choice(query: str, stocked_app: Flask, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        hire("Chloe", Role.COORDINATOR)
        write_cases([case_row(), case_row(first_answered_at=clock.now() + timedelta(hours=2))])
    assert sign_in("Chloe").get(f"/espace/chiffres?{query}").status_code == 200


def test_a_picture_has_its_words_and_a_table_behind_it(stocked_app: Flask, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        hire("Chloe", Role.COORDINATOR)
        write_cases([case_row(), case_row(first_answered_at=clock.now() + timedelta(hours=2))])
    page = sign_in("Chloe").get("/espace/chiffres").text
    assert 'role="img"' in page
    assert "attendent encore 1" in page
    assert "Délai médian" in page
    assert " style=" not in page
