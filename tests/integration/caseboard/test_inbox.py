"""The inbox: what presses on top, piles, pages, and a bounded number of queries."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event

from care_triage.accounts import service as accounts
from care_triage.accounts.queries import find_person_by_email, viewer_of
from care_triage.accounts.types import SYSTEM, Role, Viewer
from care_triage.caseboard.queries import inbox as inbox_queries
from care_triage.caseboard.queries.inbox import InboxPage, inbox, tab_counts
from care_triage.caseboard.types import InboxFilter, Place, Tab
from care_triage.infra.db import db, transaction
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn, Travel, World
from tests.support.factories import file_case, filing, hire, referral_of, unit_id


def test_an_empty_pile_says_what_to_do(world: World, sign_in: SignIn) -> None:
    bruno = sign_in("Bruno")
    assert "Rien n’attend votre réponse" in bruno.get("/espace").text
    assert "Voir toute mon antenne" in bruno.get("/espace?vue=en-cours").text
    assert "Commencez par la pile" in bruno.get("/espace?vue=en-attente&qui=antenne").text


def test_an_address_that_says_nonsense_is_the_first_page(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    for words in ("vue=ailleurs", "apres=x~1", "apres=2026-01-01~1", "avant=~", "apres=9999~99999999999999999999"):
        assert world.reference in alice.get(f"/espace?{words}").text, words


def test_what_is_late_is_said_and_comes_first(world: World, sign_in: SignIn, travel: Travel) -> None:
    with world.inside():
        travel(timedelta(days=10))
        newer = file_case(filing("dette-urssaf", company="Garage du Lac"))
    page = sign_in("Alice").get("/espace").text
    assert "En retard" in page
    assert page.index(world.reference) < page.index(newer.reference)


def test_an_accepted_referral_is_among_mine_and_among_the_unit_s(world: World, sign_in: SignIn) -> None:
    alice, aline = sign_in("Alice"), sign_in("Aline")
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    assert world.reference not in alice.get("/espace").text
    assert world.reference in alice.get("/espace?vue=en-cours").text
    assert world.reference not in aline.get("/espace?vue=en-cours").text
    assert world.reference in aline.get("/espace?vue=en-cours&qui=antenne").text


@pytest.fixture
def alice(world: World) -> Viewer:
    """Alice as queries see her."""
    with world.inside():
        found = find_person_by_email("alice@exemple.fr")
        assert found is not None
        return viewer_of(found)


def test_pages_follow_each_other_without_gap_or_repeat(
    world: World, alice: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_queries, "PAGE_SIZE", 3)
    with world.inside():
        for index in range(7):
            opened = file_case(filing("dette-urssaf"))
            with transaction():
                # Two by two at the same minute, the last without any date.
                due_at = referral_of(world.case_id, LEAD_UNIT).due_at
                assert due_at is not None
                referral_of(opened.case_id, LEAD_UNIT).due_at = (
                    due_at + timedelta(minutes=index // 2) if index < 6 else None
                )
        forwards = _walk(alice, lambda page: page.following)
        assert len(forwards) == len(set(forwards)) == 8
        last = inbox(alice, InboxFilter(), _last_start(alice))
        back = [row.referral_id for row in last.rows]
        place = last.preceding
        while place is not None:
            page = inbox(alice, InboxFilter(), place)
            back = [row.referral_id for row in page.rows] + back
            place = page.preceding
        assert back == forwards


def _walk(viewer: Viewer, step: Callable[[InboxPage], Place | None]) -> list[int]:
    page = inbox(viewer, InboxFilter())
    found = [row.referral_id for row in page.rows]
    while (place := step(page)) is not None:
        page = inbox(viewer, InboxFilter(), place)
        found += [row.referral_id for row in page.rows]
    return found


def _last_start(viewer: Viewer) -> Place | None:
    start: Place | None = None
    while (following := inbox(viewer, InboxFilter(), start).following) is not None:
        start = following
    return start


def test_a_list_is_one_query_and_its_numbers_another(world: World, alice: Viewer) -> None:
    with world.inside():
        file_case(filing("dette-urssaf"))
        statements: list[str] = []

        def note(*arguments: object) -> None:
            statements.append(str(arguments[2]))

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert len(inbox(alice, InboxFilter()).rows) == 2
            assert tab_counts(alice, mine=True)[Tab.TODO] == 2
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        assert len([statement for statement in statements if statement.startswith("SELECT")]) == 2


def test_somebody_of_two_units_sees_both(world: World, sign_in: SignIn) -> None:
    with world.inside():
        lyon = file_case(filing("dette-urssaf", commune="69123", company="Atelier Croix-Rousse"))
        zoe = hire("Zoe", Role.ADVISER, LEAD_UNIT)
        accounts.grant_role(SYSTEM, zoe, Role.ADVISER, unit_id=unit_id("urssaf-ra-lyon"))
    page = sign_in("Zoe").get("/espace").text
    assert world.reference in page
    assert lyon.reference in page


def test_the_page_weighs_little_and_asks_for_no_script_to_work(world: World, sign_in: SignIn) -> None:
    page = sign_in("Alice").get("/espace")
    assert len(page.data) < 30_000
    assert re.search(rf'href="/espace/dossiers/{world.case_id}"', page.text)
