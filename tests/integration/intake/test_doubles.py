"""A second request of one firm on one subject: joined, or a case of its own for the desk to look at; never doubled, never shown."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases import links
from care_triage.cases.models import Case, HistoryEvent, Message, Need, Referral, Twin
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.service.merge import merge_cases, tell_apart
from care_triage.cases.types import ACTIVE, EventKind, ReferralRole, Status, TwinState, person
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.intake.service.file_request import file_request
from care_triage.notifications.models import Mail
from tests.support.factories import hire
from tests.support.owner import Owner, words
from tests.support.together import together

FIRM = {"siret": "73282932000074", "company_name": "Boulangerie du Port"}
AGAIN = "L’Urssaf m’a encore écrit ce matin, et mon bailleur veut partir en justice pour les loyers."


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


def send(client: FlaskClient, *subjects: str, story: str = AGAIN, **contact: str) -> str:
    """File from a fresh browser; gives the address that the sender lands on."""
    owner = Owner(client)
    owner.tell(story).choose(*(subjects or ("dette-urssaf",))).answer().locate().introduce(**{**FIRM, **contact})
    owner.post("envoyer", {})
    return owner.place


def cases() -> list[Case]:
    session().expire_all()
    return list(session().scalars(select(Case).order_by(Case.id)))


def test_the_same_owner_joins_the_open_case_and_is_shown_nothing_of_it(
    stocked_app: Flask, stocked_client: FlaskClient
) -> None:
    send(stocked_client, story="Je dois quatre mois de cotisations.")
    with stocked_app.app_context():
        outbox.perform_owed()
        (first,) = cases()
        reference = first.reference
    there = send(stocked_app.test_client(), "dette-urssaf", "dette-fiscale")
    assert "/envoyee" in there
    page = stocked_client.get(there)
    assert page.status_code == 200
    text = words(page)
    assert "déjà une demande en cours" in text
    assert reference not in text
    assert "/suivi/" not in page.get_data(as_text=True)
    with stocked_app.app_context():
        outbox.perform_owed()
        (case,) = cases()
        assert [need.subject for need in session().scalars(select(Need).order_by(Need.id))] == [
            "dette-urssaf",
            "dette-fiscale",
        ]
        assert all(need.routed for need in session().scalars(select(Need)))
        (message,) = session().scalars(select(Message).where(Message.case_id == case.id))
        assert (message.body, message.unproven) == (AGAIN, True)
        mail = session().scalars(select(Mail).where(Mail.kind == "owner_joined")).one()
        assert mail.to_address == "nadia.perrin@exemple.fr"
        assert AGAIN not in mail.text


def test_pressing_again_after_joining_shows_the_same_page(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    send(stocked_client)
    owner = Owner(stocked_app.test_client())
    owner.tell(AGAIN).choose("dette-urssaf").answer().locate().introduce(**FIRM)
    owner.post("envoyer", {})
    owner.post("envoyer", {})
    for step in ("", "/contact", "/verifier", "/recit"):
        answer = owner.client.get(f"/demande/{owner.token}{step}")
        assert answer.status_code == 303
        assert answer.location.endswith("/envoyee")
    with stocked_app.app_context():
        assert len(cases()) == 1
        assert len(list(session().scalars(select(Message)))) == 1


@pytest.mark.parametrize("changes", [{"email": "autre@exemple.fr"}, {"email": "", "phone": "04 77 00 00 01"}])
def test_another_contact_gets_a_case_of_its_own_and_the_desk_is_asked(
    stocked_app: Flask, stocked_client: FlaskClient, changes: dict[str, str]
) -> None:
    send(stocked_client)
    there = send(stocked_app.test_client(), **changes)
    assert "/suivi/" in there
    with stocked_app.app_context():
        older, newer = cases()
        page = words(stocked_client.get(there))
        assert newer.reference in page
        assert older.reference not in page
        assert "déjà une demande" not in page
        twin = session().scalars(select(Twin)).one()
        assert (twin.case_id, twin.other_id, twin.state) == (newer.id, older.id, TwinState.POSSIBLE)


def test_another_subject_or_another_firm_is_another_case(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    send(stocked_client)
    send(stocked_app.test_client(), "dette-fiscale")
    send(stocked_app.test_client(), siret="55210055400013", company_name="Autre")
    with stocked_app.app_context():
        assert len(cases()) == 3
        assert not list(session().scalars(select(Twin)))


def test_without_a_siret_the_same_contact_with_the_same_name_is_the_same_firm(
    stocked_app: Flask, stocked_client: FlaskClient
) -> None:
    send(stocked_client, siret="", company_name="S.A.R.L. Durand")
    send(stocked_app.test_client(), siret="", company_name="sarl durand", email="NADIA.Perrin@exemple.fr")
    send(stocked_app.test_client(), siret="", company_name="Garage Morel")
    with stocked_app.app_context():
        assert [case.company_name for case in cases()] == ["S.A.R.L. Durand", "Garage Morel"]


def test_an_ended_case_takes_nothing_in(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    there = send(stocked_client)
    stocked_client.post(f"{there.partition('?')[0]}/retrait", data={})
    assert "/suivi/" in send(stocked_app.test_client())
    with stocked_app.app_context():
        assert [case.status for case in cases()] == [Status.WITHDRAWN, Status.PENDING]


def test_two_sends_at_once_of_one_firm_and_subject_make_one_case(stocked_app: Flask) -> None:
    owners = [Owner(stocked_app.test_client()) for _ in range(4)]
    for number, owner in enumerate(owners):
        owner.tell(f"{AGAIN} Numéro {number}.").choose("dette-urssaf").answer().locate().introduce(**FIRM)

    def sending(owner: Owner) -> Callable[[], object]:
        def call() -> object:
            with stocked_app.app_context():
                return file_request(owner.token)

        return call

    found = together(*(sending(owner) for owner in owners))
    assert sorted(type(each).__name__ for each in found) == ["Sent"] * 4, found
    assert sum(not each.joined for each in found) == 1  # type: ignore[attr-defined]
    with stocked_app.app_context():
        (case,) = cases()
        told = " ".join([case.story, *session().scalars(select(Message.body))])
        assert sorted(re.findall(r"Numéro (\d)", told)) == ["0", "1", "2", "3"]


def _two(app: Flask, client: FlaskClient) -> tuple[int, int, int]:
    """An older case, a newer one with one subject more, and the pair they make."""
    send(client, story="La première fois.")
    send(app.test_client(), "dette-urssaf", "dette-fiscale", email="associe@exemple.fr", story="La seconde fois.")
    outbox.perform_owed()
    older, newer = cases()
    return older.id, newer.id, session().scalars(select(Twin.id)).one()


def test_merging_keeps_everything_and_both_links_lead_to_the_one_case(
    stocked_app: Flask, stocked_client: FlaskClient
) -> None:
    with stocked_app.app_context():
        older_id, newer_id, twin_id = _two(stocked_app, stocked_client)
        chloe = person(hire("Chloe", Role.COORDINATOR))
        assert merge_cases(twin_id, chloe) == older_id
        assert merge_cases(twin_id, chloe) == older_id
        outbox.perform_owed()
        older, newer = cases()
        assert newer.status is Status.WITHDRAWN
        needs = {need.subject: need.case_id for need in session().scalars(select(Need).where(Need.case_id == older_id))}
        assert set(needs) == {"dette-urssaf", "dette-fiscale"}
        leads = list(
            session().scalars(
                select(Referral).where(
                    Referral.case_id == older_id, Referral.status.in_(ACTIVE), Referral.role == ReferralRole.LEAD
                )
            )
        )
        assert len({lead.need_id for lead in leads}) == len(leads) >= 1
        assert not list(
            session().scalars(select(Referral).where(Referral.case_id == newer_id, Referral.status.in_(ACTIVE)))
        )
        for case in (older, newer):
            view = get_owner_case(links.OwnerKey(case.id, case.link_version))
            assert view.reference == older.reference
            assert "La première fois." in (view.story or "")
            assert any("La seconde fois." in message.body for message in view.messages)
            kinds = [line.kind for line in view.history]
            assert kinds.count(EventKind.CASE_FILED) == 2
        assert session().scalar(select(HistoryEvent.id).where(HistoryEvent.case_id == newer_id)) is not None


def test_two_cases_that_differ_are_left_alone_and_asked_about_no_more(
    stocked_app: Flask, stocked_client: FlaskClient
) -> None:
    with stocked_app.app_context():
        _older_id, _newer_id, twin_id = _two(stocked_app, stocked_client)
        chloe = person(hire("Chloe", Role.COORDINATOR))
        tell_apart(twin_id, chloe)
        assert session().get_one(Twin, twin_id).state is TwinState.DIFFERENT
        assert Status.WITHDRAWN not in [case.status for case in cases()]


def test_two_merges_at_once_are_one(stocked_app: Flask, stocked_client: FlaskClient) -> None:
    with stocked_app.app_context():
        older_id, _newer_id, twin_id = _two(stocked_app, stocked_client)
        chloe = person(hire("Chloe", Role.COORDINATOR))

    def merge() -> object:
        with stocked_app.app_context():
            return merge_cases(twin_id, chloe)

    assert together(merge, merge, merge) == [older_id] * 3
    with stocked_app.app_context():
        assert len(list(session().scalars(select(Message).where(Message.body == "La seconde fois.")))) == 1
