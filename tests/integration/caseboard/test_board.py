"""The board: who opens it, what a row says, what filters find, and pages that do not slip."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from care_triage.accounts.queries import find_person_by_email
from care_triage.accounts.types import Role, Viewer
from care_triage.caseboard.queries import board, board_counts
from care_triage.caseboard.queries.board import BoardRow, Cursor, board_columns, board_page
from care_triage.caseboard.queries.board_counts import count_by_status
from care_triage.caseboard.queries.board_filter import BoardFilter
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.types import Contact, ReferralRole, Status, person
from care_triage.infra.db import db
from tests.integration.caseboard.conftest import LEAD_UNIT, OTHER_UNIT, SignIn, Travel, World
from tests.support.board_rows import case_row, write_cases
from tests.support.factories import file_case, filing, partner_id, referral_of, unit_id

COORDINATOR = Viewer(1, "Chloe", frozenset({Role.COORDINATOR}))
SECRET = "prevention-difficultes"


def _rows(wanted: BoardFilter, viewer: Viewer = COORDINATOR) -> list[BoardRow]:
    return list(board_page(wanted, viewer, Cursor()).rows)


def _found(wanted: BoardFilter) -> list[int]:
    return [row.case_id for row in _rows(wanted)]


@pytest.mark.parametrize("path", ["/espace/tableau", "/espace/tableau?vue=colonnes", "/espace/tri", "/espace/chiffres"])
def test_only_coordinators_open_the_pages_of_the_whole(path: str, world: World, sign_in: SignIn) -> None:
    assert sign_in("Chloe").get(path).status_code == 200
    for name in ("Alice", "Denis", "Elise"):
        assert sign_in(name).get(path).status_code == 403


def test_a_row_says_who_leads_and_whose_move_it_is(world: World, sign_in: SignIn) -> None:
    page = sign_in("Chloe").get("/espace/tableau").text
    assert world.reference in page
    assert "Boulangerie du Port" in page
    with world.inside():
        (row,) = _rows(BoardFilter())
        (need,) = row.needs
        assert (row.status, need.subject, need.late) == (Status.SENT, "dette-urssaf", False)
        assert need.unit is not None
        assert f"À {need.unit} de répondre" in page


def test_the_query_gives_a_unit_its_own_cases_and_no_other(world: World) -> None:
    with world.inside():
        alice = Viewer(2, "Alice", frozenset({Role.ADVISER}), frozenset({unit_id(LEAD_UNIT)}))
        bruno = Viewer(3, "Bruno", frozenset({Role.ADVISER}), frozenset({unit_id(OTHER_UNIT)}))
        assert [row.case_id for row in _rows(BoardFilter(), alice)] == [world.case_id]
        assert _rows(BoardFilter(), bruno) == []
        assert sum(count.number for count in count_by_status(BoardFilter(), bruno).values()) == 0


def test_what_is_late_is_said_and_found(world: World, sign_in: SignIn, travel: Travel) -> None:
    with world.inside():
        assert _found(BoardFilter(late=True)) == []
    travel(timedelta(days=20))
    with world.inside():
        assert _found(BoardFilter(late=True)) == [world.case_id]
        assert _rows(BoardFilter())[0].late
    assert "En retard" in sign_in("Chloe").get("/espace/tableau?retard=1").text


def test_filters_find_what_they_say(stocked_context: Flask) -> None:
    one = file_case(filing("dette-urssaf", company="Garage Chalendon")).case_id
    two = file_case(filing("dette-urssaf", commune="69123", urgent=True, distress=True)).case_id
    assert _found(BoardFilter(department="42")) == [one]
    assert _found(BoardFilter(department="69")) == [two]
    assert _found(BoardFilter(urgent=True)) == [two]
    assert _found(BoardFilter(distress=True)) == [two]
    assert _found(BoardFilter(subject="dette-urssaf")) == [two, one]
    assert _found(BoardFilter(unit_id=unit_id(LEAD_UNIT))) == [one]
    assert _found(BoardFilter(partner_id=partner_id(LEAD_UNIT))) == [two, one]
    assert _found(BoardFilter(status=Status.CLOSED)) == []
    assert _found(BoardFilter(status=Status.SENT, department="42", text="chalend")) == [one]


@pytest.mark.parametrize(
    "text", ["chalendon", "GARAGE chal", "vern", "Érnest", "st victor", "garage saint-vict", "hélène"]
)
def test_beginnings_of_words_find_a_case(text: str, stocked_context: Flask) -> None:
    file_case(filing("dette-urssaf"))
    contact = Contact("Hélène Vernaison-Ernest", "h@exemple.fr")
    request = filing("dette-urssaf", company="Garage Chalendon", contact=contact)
    wanted = file_case(replace(request, commune_label="Saint-Victor")).case_id
    assert wanted in _found(BoardFilter(text=text))
    assert _found(BoardFilter(text=f"{text} zzz")) == []


def test_a_reference_is_found_however_it_is_typed(world: World, sign_in: SignIn) -> None:
    with world.inside():
        write_cases([case_row()])
        for typed in (world.reference, world.reference.lower(), world.reference.replace("-", " ")):
            assert _found(BoardFilter(text=f" {typed} ")) == [world.case_id]


def test_a_confidential_need_is_not_found_by_what_it_is_about(stocked_context: Flask) -> None:
    contact = Contact("Odile Vernay", "o@exemple.fr")
    case_id = file_case(
        filing("dette-urssaf", confidential=(SECRET,), company="Tissages Faure", contact=contact)
    ).case_id
    kept = referral_of(case_id, role=ReferralRole.LEAD)
    (row,) = _rows(BoardFilter())
    hidden = next(need for need in row.needs if need.subject is None)
    assert (hidden.unit, hidden.due_at, hidden.waiting_on) == (None, None, None)
    assert _found(BoardFilter(subject=SECRET)) == []
    assert _found(BoardFilter(unit_id=kept.unit_id)) == []
    assert _found(BoardFilter(text="vernay")) == []
    assert _found(BoardFilter(text="tissages vernay")) == []
    assert _found(BoardFilter(text="tissages")) == [case_id]
    keeper = Viewer(9, "Hector", frozenset({Role.ADVISER}), frozenset({kept.unit_id}))
    assert {need.subject for need in _rows(BoardFilter(text="vernay"), keeper)[0].needs} == {"dette-urssaf", SECRET}


def test_pages_hold_every_case_once_while_cases_come_in(
    stocked_context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "PAGE", 3)
    before = write_cases([case_row() for _ in range(11)])
    seen: list[int] = []
    cursor = Cursor()
    while True:
        page = board_page(BoardFilter(), COORDINATOR, cursor)
        seen += [row.case_id for row in page.rows]
        write_cases([case_row()])
        if page.older is None:
            break
        cursor = Cursor(before=page.older)
    assert seen == sorted(before, reverse=True)


def test_pages_lead_back_the_way_they_came(stocked_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "PAGE", 3)
    ids = sorted(write_cases([case_row() for _ in range(8)]), reverse=True)
    last = board_page(BoardFilter(), COORDINATOR, Cursor(before=ids[5]))
    assert ([row.case_id for row in last.rows], last.older, last.newer) == (ids[6:], None, ids[6])
    middle = board_page(BoardFilter(), COORDINATOR, Cursor(after=ids[6]))
    assert ([row.case_id for row in middle.rows], middle.older, middle.newer) == (ids[3:6], ids[5], ids[3])
    first = board_page(BoardFilter(), COORDINATOR, Cursor(after=ids[3]))
    assert ([row.case_id for row in first.rows], first.newer) == (ids[:3], None)


def test_columns_hold_the_newest_of_each_open_status(stocked_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "COLUMN", 2)
    sent = write_cases([case_row() for _ in range(3)])
    desk = write_cases([case_row(status=Status.DESK)])
    write_cases([case_row(status=Status.CLOSED)])
    columns = board_columns(BoardFilter(), COORDINATOR)
    assert [row.case_id for row in columns[Status.SENT]] == [sent[2], sent[1]]
    assert [row.case_id for row in columns[Status.DESK]] == desk
    assert Status.CLOSED not in columns


def test_counts_stop_at_their_bound_and_say_so(stocked_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cases([case_row() for _ in range(4)])
    write_cases([case_row(status=Status.DESK)])
    exact = count_by_status(BoardFilter(status=Status.DESK), COORDINATOR)
    assert (exact[Status.SENT].number, exact[Status.DESK].number, exact[Status.SENT].at_least) == (4, 1, False)
    monkeypatch.setattr(board_counts, "MOST_COUNTED", 3)
    bounded = count_by_status(BoardFilter(), COORDINATOR)
    assert (bounded[Status.SENT].number, bounded[Status.SENT].at_least, bounded[Status.DESK].at_least) == (
        3,
        True,
        False,
    )
    monkeypatch.setattr(board_counts, "MOST_LOOKED_AT", 5)
    assert all(count.at_least for count in count_by_status(BoardFilter(department="42"), COORDINATOR).values())


@pytest.mark.parametrize(
    "query",
    [
        "statut=zzz", "avant=abc", "apres=99999999999999999999", "avant=-4", "chez=antenne:x", "chez=partenaire:", "sujet=theme:",
        "sujet=rien", "departement=%3Cscript%3E", "q=%E2%80%AE%F0%9F%98%80", "q=%25_%27%22", "q=" + "x" * 3000, "vue=zzz", "chez=antenne:²",
    ],
)  # fmt: skip
def test_a_strange_address_is_answered_calmly(query: str, world: World, sign_in: SignIn) -> None:
    assert sign_in("Chloe").get(f"/espace/tableau?{query}").status_code == 200


def test_a_page_costs_two_queries_for_any_number_of_cases(stocked_context: Flask) -> None:
    for number in (1, 60):
        write_cases([case_row() for _ in range(number)])
        with _queries() as asked:
            _rows(BoardFilter())
        assert len(asked) == 2


def test_an_accepted_case_names_its_adviser(world: World, sign_in: SignIn) -> None:
    with world.inside():
        alice = find_person_by_email("alice@exemple.fr")
        assert alice is not None
        accept_referral(world.referral_id, person(alice.id, unit_id(LEAD_UNIT)))
    assert "À Alice d’avancer" in sign_in("Chloe").get("/espace/tableau").text


@contextmanager
def _queries() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
