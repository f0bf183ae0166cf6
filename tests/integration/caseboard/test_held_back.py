"""What the machine held back: a person who spoke with the owner, or read the words, decides; two at once, one wins."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.caseboard.queries.desk_calls import calls_to_make
from care_triage.cases.companions import FalseAlarm
from care_triage.cases.errors import DecidedAlready
from care_triage.cases.links import OwnerKey
from care_triage.cases.models import HistoryEvent, Message
from care_triage.cases.queries.alarms import words_of_false_alarms
from care_triage.cases.queries.case_view import get_owner_case
from care_triage.cases.types import ActorKind, Audience, EventKind, Status, person
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.intake.service.answer import send_words, take_up_again
from care_triage.triage.service.held_back import held_back, send_as_proposed, tell_no_danger
from care_triage.triage.service.route import route_need
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn
from tests.integration.caseboard.test_desk import COORDINATOR
from tests.support.factories import file_case, filing, hire
from tests.support.filing import case_of, kind_of, lead_of, needs_of, referrals_of, unit_name

WORDS = "Je n’ouvre plus le courrier de l’Urssaf. J’ai regardé la poutre de la grange, la corde est prête."
CONSUMER = "J’ai acheté un canapé sur internet, le vendeur ne me rembourse pas et ne répond plus."


def _marks(case_id: int) -> dict[int, str]:
    return {item.need.need_id: item.mark for item in held_back(case_id)}


def _in_danger(*subjects: str, story: str = WORDS) -> int:
    return file_case(filing(*(subjects or ("dette-urssaf",)), story=story)).case_id


def _actors(case_id: int, kind: EventKind) -> list[tuple[ActorKind, int | None]]:
    query = select(HistoryEvent.actor_kind, HistoryEvent.actor_id).where(
        HistoryEvent.case_id == case_id, HistoryEvent.kind == kind
    )
    return [(row.actor_kind, row.actor_id) for row in session().execute(query.order_by(HistoryEvent.id))]


@pytest.fixture
def chloe(stocked_app: Flask) -> int:
    with stocked_app.app_context():
        return hire("Chloe", Role.COORDINATOR)


def test_whoever_spoke_with_the_owner_confirms_what_the_machine_proposes(
    stocked_app: Flask, chloe: int, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        case_id = _in_danger("dette-urssaf", "tresorerie-tendue")
        (call,) = calls_to_make(COORDINATOR)
        assert call.is_held_back
    client, there = sign_in("Chloe"), f"/espace/tri/dossiers/{case_id}/proposition"
    for page in ("/espace/tri", f"/espace/dossiers/{case_id}"):
        assert there in client.get(page).text
    shown = client.get(there).text
    assert "J’ai parlé avec la personne" in shown
    assert "secteur Roanne" in shown
    with stocked_app.app_context():
        marks = [f"{need_id} {mark}" for need_id, mark in _marks(case_id).items()]
    assert client.post(there, data={"needs": marks}).status_code == 422
    answer = client.post(there, data={"talked": "y", "needs": marks[:1]})
    assert (answer.status_code, answer.location) == (303, f"/espace/dossiers/{case_id}#needs")
    with stocked_app.app_context():
        first, second = needs_of(case_id)
        assert (first.status, second.status, second.desk_reason) == (Status.SENT, Status.DESK, "danger")
        assert first.confidential
        # The rules keep the collective beside who may be in danger; the partner of the matter helps.
        assert kind_of(lead_of(case_id)) == "human"
        assert "Urssaf Rhône-Alpes, secteur Roanne" in {unit_name(referral) for referral in referrals_of(case_id)}
        assert _actors(case_id, EventKind.NEED_ROUTED)[-1] == (ActorKind.PERSON, chloe)
        assert all(actor == (ActorKind.PERSON, chloe) for actor in _actors(case_id, EventKind.REFERRAL_SENT))
        hire("Lina", Role.ADVISER, "accueil-care-rhone-loire")
    history = sign_in("Lina").get(f"/espace/dossiers/{case_id}").text
    assert "après avoir parlé avec la personne" in history
    with stocked_app.app_context():
        hire("Alice", Role.ADVISER, LEAD_UNIT)
    assert "vie est peut-être en danger" not in sign_in("Alice").get(f"/espace/dossiers/{case_id}").text
    # What was read is no longer what waits.
    assert client.post(there, data={"talked": "y", "needs": marks[:1]}).status_code == 422


def test_a_proposal_that_has_changed_since_it_was_read_is_not_sent(stocked_context: Flask) -> None:
    case_id, somebody = _in_danger(), hire("Chloe", Role.COORDINATOR)
    with pytest.raises(DecidedAlready):
        send_as_proposed(case_id, dict.fromkeys(_marks(case_id), "999-lead"), person(somebody))
    assert referrals_of(case_id) == []


def test_two_people_confirm_at_once_and_one_wins(stocked_app: Flask) -> None:
    with stocked_app.app_context():
        case_id = _in_danger()
        people = [hire(name, Role.COORDINATOR) for name in ("Chloe", "Flora")]
        marks = _marks(case_id)
        session().rollback()
    together, ended = Barrier(2), []

    def confirm(somebody: int) -> None:
        with stocked_app.app_context():
            together.wait()
            try:
                send_as_proposed(case_id, marks, person(somebody))
            except DecidedAlready:
                ended.append("late")
            else:
                ended.append("sent")

    threads = [Thread(target=confirm, args=(somebody,)) for somebody in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["late", "sent"]
    with stocked_app.app_context():
        assert len({referral.unit_id for referral in referrals_of(case_id)}) == len(referrals_of(case_id)) > 0


def test_no_danger_after_all_calms_the_case_and_lets_it_go_its_way(
    stocked_app: Flask, chloe: int, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        case_id = _in_danger()
        assert (case_of(case_id).distress, get_owner_case(OwnerKey(case_id, 1)).in_danger) == (True, True)
    client = sign_in("Chloe")
    assert "Une vie est peut-être en danger" in client.get(f"/espace/dossiers/{case_id}").text
    address = f"/espace/tri/dossiers/{case_id}/sans-danger"
    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 409
    with stocked_app.app_context():
        outbox.perform_owed()
        (need,) = needs_of(case_id)
        assert (need.status, need.confidential, need.desk_reason) == (Status.SENT, False, None)
        assert not get_owner_case(OwnerKey(case_id, 1)).in_danger
        assert case_of(case_id).facts["life_in_danger"] is False
        assert _actors(case_id, EventKind.DANGER_DISMISSED) == [(ActorKind.PERSON, chloe)]
        assert words_of_false_alarms() == (WORDS,)
    assert "J’ai parlé avec la personne" not in client.get(f"/espace/dossiers/{case_id}").text
    with stocked_app.app_context():
        hire("Alice", Role.ADVISER, LEAD_UNIT)
    assert "danger" not in sign_in("Alice").get(f"/espace/dossiers/{case_id}").text
    result = stocked_app.test_cli_runner().invoke(args=["triage", "false-alarms"])
    assert "poutre" in result.output


def test_words_of_danger_that_come_later_are_heard_again(stocked_context: Flask) -> None:
    case_id, somebody = _in_danger(), hire("Chloe", Role.COORDINATOR)
    tell_no_danger(case_id, person(somebody))
    send_words(case_id, "Laissez tomber. Vous n’entendrez plus parler de moi.")
    outbox.perform_owed()
    assert case_of(case_id).facts["life_in_danger"] is True
    assert [need.desk_reason for need in needs_of(case_id)] == ["danger"]
    tell_no_danger(case_id, person(somebody))
    assert len(session().scalars(select(FalseAlarm)).all()) == 1


def test_suffering_stays_when_only_the_danger_was_none(stocked_context: Flask) -> None:
    story = f"{WORDS} Je ne dors plus, je pleure tous les soirs."
    case_id = _in_danger(story=story)
    tell_no_danger(case_id, person(hire("Chloe", Role.COORDINATOR)))
    assert case_of(case_id).distress
    assert case_of(case_id).facts["owner_distress"] is True


def test_nobody_else_decides(stocked_app: Flask, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        case_id = _in_danger()
        hire("Alice", Role.ADVISER, LEAD_UNIT)
    client, there = sign_in("Alice"), f"/espace/tri/dossiers/{case_id}"
    assert client.get(f"{there}/proposition").status_code == 403
    assert client.post(f"{there}/proposition").status_code == 403
    assert client.post(f"{there}/sans-danger").status_code == 403
    assert client.get(f"{there}/porte").status_code == 403


def test_nothing_to_decide_leads_back_to_the_case(stocked_app: Flask, chloe: int, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        case_id = file_case(filing("dette-urssaf")).case_id
    client, there = sign_in("Chloe"), f"/espace/tri/dossiers/{case_id}"
    assert client.get(f"{there}/proposition").status_code == 302
    assert client.post(f"{there}/proposition").status_code == 409
    assert client.get(f"{there}/porte").status_code == 409
    assert client.post("/espace/tri/dossiers/999999/sans-danger").status_code == 404


def _insists() -> int:
    return file_case(filing("je-ne-sais-pas", story=CONSUMER, other_door="consommateur")).case_id


def test_who_insists_is_read_by_a_person_who_confirms_the_door(stocked_app: Flask, chloe: int, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        case_id = _insists()
        assert referrals_of(case_id, active=False) == []
        assert [(need.status, need.desk_reason) for need in needs_of(case_id)] == [(Status.DESK, "other_door")]
    client = sign_in("Chloe")
    there = f"/espace/tri/dossiers/{case_id}"
    assert f"{there}/proposition" in client.get("/espace/tri").text
    shown = client.get(f"{there}/proposition").text
    assert CONSUMER in shown
    assert "SignalConso" in shown
    assert "J’ai parlé avec la personne" not in shown
    assert "SignalConso" in client.get(f"{there}/porte").text
    assert client.post(f"{there}/porte", data={"words": " "}).status_code == 422
    kind = "Bonjour, la bonne porte est SignalConso."
    assert client.post(f"{there}/porte", data={"words": kind}).status_code == 303
    assert client.post(f"{there}/porte", data={"words": kind}).status_code == 409
    with stocked_app.app_context():
        assert case_of(case_id).status is Status.CLOSED
        assert [need.status for need in needs_of(case_id)] == [Status.CLOSED]
        query = select(Message.body).where(Message.case_id == case_id, Message.audience == Audience.OWNER)
        assert session().scalars(query).all() == [kind]
        # Whoever says that this was a mistake comes back to a person.
        take_up_again(case_id, "J’ai bien une entreprise.")
        outbox.perform_owed()
        assert [need.desk_reason for need in needs_of(case_id)] == ["reopened"]


def test_a_person_may_keep_the_request_of_who_insists(stocked_app: Flask, chloe: int, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        case_id = _insists()
        marks = [f"{need_id} {mark}" for need_id, mark in _marks(case_id).items()]
    client = sign_in("Chloe")
    assert client.post(f"/espace/tri/dossiers/{case_id}/proposition", data={"needs": marks}).status_code == 303
    with stocked_app.app_context():
        assert lead_of(case_id).unit_id
        (need,) = needs_of(case_id)
        assert not need.confidential
        # Decided once: the machine does not hold it back for that again.
        route_need(need.id)
        assert needs_of(case_id)[0].status is Status.SENT


def test_danger_comes_before_the_other_door(stocked_context: Flask) -> None:
    case_id = file_case(filing("dette-urssaf", story=WORDS, other_door="consommateur")).case_id
    assert [need.desk_reason for need in needs_of(case_id)] == ["danger"]
    tell_no_danger(case_id, person(hire("Chloe", Role.COORDINATOR)))
    outbox.perform_owed()
    assert [need.desk_reason for need in needs_of(case_id)] == ["other_door"]
