"""What an adviser answers: accept, refuse, hand on, wait, close, take back."""

from datetime import timedelta

from sqlalchemy import select

from care_triage.cases.models import Clock, ClockSegment, Message, Need, Referral
from care_triage.cases.types import Audience, Origin, Outcome, ReferralRole, ReferralStatus, Status, WaitingOn
from care_triage.infra import clock, outbox
from care_triage.infra.db import session
from tests.integration.caseboard.conftest import LEAD_UNIT, OTHER_UNIT, SignIn, Travel, World
from tests.support.factories import unit_id


def test_accepting_takes_the_referral_and_shows_how_to_undo(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    answer = alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    assert answer.status_code == 303
    page = alice.get(answer.location).text
    assert f"/espace/orientations/{world.referral_id}/annuler" in page
    assert "Suivi par Alice" in page
    assert world.referral().status is ReferralStatus.ACCEPTED


def test_the_second_to_accept_is_told_who_was_faster_and_when(world: World, sign_in: SignIn) -> None:
    sign_in("Alice").post(f"/espace/orientations/{world.referral_id}/accepter")
    answer = sign_in("Aline").post(f"/espace/orientations/{world.referral_id}/accepter")
    assert answer.status_code == 409
    assert "Alice a déjà accepté" in answer.text
    assert "à l’instant" in answer.text


def test_undoing_an_acceptance_gives_it_back_to_the_unit(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    assert alice.post(f"/espace/orientations/{world.referral_id}/annuler").status_code == 303
    referral = world.referral()
    assert (referral.status, referral.adviser_id) == (ReferralStatus.SENT, None)
    assert referral.due_at is not None


def test_nothing_can_be_undone_after_ten_minutes(world: World, sign_in: SignIn, travel: Travel) -> None:
    alice = sign_in("Alice")
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    travel(timedelta(minutes=11))
    assert "/annuler" not in alice.get(f"/espace/dossiers/{world.case_id}").text
    assert alice.post(f"/espace/orientations/{world.referral_id}/annuler").status_code == 409
    assert world.referral().status is ReferralStatus.ACCEPTED


def test_a_colleague_cannot_undo_for_somebody_else(world: World, sign_in: SignIn) -> None:
    sign_in("Alice").post(f"/espace/orientations/{world.referral_id}/accepter")
    assert sign_in("Aline").post(f"/espace/orientations/{world.referral_id}/annuler").status_code == 409


def test_a_refusal_needs_a_reason(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    answer = alice.post(f"/espace/orientations/{world.referral_id}/refuser", data={"note": "Pas nous."})
    assert answer.status_code == 422
    assert "Choisissez une raison" in answer.text
    assert "Pas nous." in answer.text


def test_another_reason_must_be_told(world: World, sign_in: SignIn) -> None:
    answer = sign_in("Alice").post(f"/espace/orientations/{world.referral_id}/refuser", data={"reason": "other"})
    assert answer.status_code == 422
    assert world.referral().status is ReferralStatus.SENT


def test_a_refused_need_is_routed_again_without_the_unit(world: World, sign_in: SignIn) -> None:
    answer = sign_in("Alice").post(
        f"/espace/orientations/{world.referral_id}/refuser", data={"reason": "no_capacity", "note": ""}
    )
    assert answer.status_code == 303
    with world.inside():
        outbox.perform_owed()
        need = session().scalars(select(Need).where(Need.case_id == world.case_id)).one()
        leads = session().scalars(
            select(Referral)
            .where(Referral.need_id == need.id, Referral.role == ReferralRole.LEAD)
            .order_by(Referral.id)
        )
        first, *others = leads
        assert first.status is ReferralStatus.DECLINED
        assert unit_id(LEAD_UNIT) not in {other.unit_id for other in others}
        assert need.status in (Status.SENT, Status.DESK)
        assert need.routed


def test_a_refusal_may_send_the_letter_of_its_reason(world: World, sign_in: SignIn) -> None:
    sign_in("Alice").post(
        f"/espace/orientations/{world.referral_id}/refuser", data={"reason": "no_capacity", "letter": "y"}
    )
    with world.inside():
        letter = session().scalars(select(Message).where(Message.case_id == world.case_id)).one()
        assert letter.audience is Audience.OWNER
        assert "dans un délai raisonnable" in letter.body


def test_a_refusal_without_its_letter_writes_nothing_to_the_owner(world: World, sign_in: SignIn) -> None:
    sign_in("Alice").post(f"/espace/orientations/{world.referral_id}/refuser", data={"reason": "no_capacity"})
    with world.inside():
        assert session().scalars(select(Message)).all() == []


def test_a_second_press_of_ones_own_is_no_race(world: World, sign_in: SignIn) -> None:
    alice, aline = sign_in("Alice"), sign_in("Aline")
    url = f"/espace/orientations/{world.referral_id}/accepter"
    assert alice.post(url).status_code == 303
    again, late = alice.post(url), aline.post(url)
    assert again.status_code == late.status_code == 409
    assert "C’est déjà fait" in again.text
    assert "Quelqu’un a été plus rapide" not in again.text
    assert "Quelqu’un a été plus rapide" in late.text


def test_refusing_what_a_colleague_refused_is_a_conflict_and_writes_no_letter(world: World, sign_in: SignIn) -> None:
    alice, aline = sign_in("Alice"), sign_in("Aline")
    url = f"/espace/orientations/{world.referral_id}/refuser"
    alice.post(url, data={"reason": "no_capacity"})
    assert aline.post(url, data={"reason": "not_our_field", "letter": "y"}).status_code == 409
    with world.inside():
        assert session().scalars(select(Message)).all() == []


def test_a_transfer_moves_the_need_to_the_chosen_unit(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    url = f"/espace/orientations/{world.referral_id}/transferer?kind=urssaf"
    with world.inside():
        lyon = unit_id("urssaf-ra-lyon")
    assert (
        "Compétente pour cette commune"
        in alice.get(f"/espace/orientations/{world.referral_id}/transferer?kind=cci").text
    )
    assert alice.post(url, data={"unit": lyon}).status_code == 422
    assert alice.post(url, data={"unit": lyon, "reason": "Siège à Lyon."}).status_code == 303
    assert world.referral().status is ReferralStatus.TRANSFERRED
    moved = world.referral("urssaf-ra-lyon")
    assert (moved.role, moved.origin, moved.note) == (ReferralRole.LEAD, Origin.TRANSFER, "Siège à Lyon.")
    page = alice.get(f"/espace/dossiers/{world.case_id}").text
    assert "Siège à Lyon." in page


def test_a_unit_that_was_not_offered_cannot_be_chosen(world: World, sign_in: SignIn) -> None:
    url = f"/espace/orientations/{world.referral_id}/transferer?kind=urssaf"
    with world.inside():
        itself, stranger = unit_id(LEAD_UNIT), unit_id(OTHER_UNIT)
    alice = sign_in("Alice")
    for unit in (itself, stranger, 0, "x"):
        assert alice.post(url, data={"unit": unit, "reason": "Essai."}).status_code == 422
    assert world.referral().status is ReferralStatus.SENT


def test_an_added_partner_supports_and_the_lead_stays(world: World, sign_in: SignIn) -> None:
    with world.inside():
        bank = unit_id("bdf-loire")
    answer = sign_in("Alice").post(
        f"/espace/orientations/{world.referral_id}/ajouter?kind=banque_de_france",
        data={"unit": bank, "reason": "Un découvert à traiter."},
    )
    assert answer.status_code == 303
    added = world.referral("bdf-loire")
    assert (added.role, added.origin, added.status) == (ReferralRole.SUPPORT, Origin.ADDED, ReferralStatus.SENT)
    assert world.referral().status is ReferralStatus.SENT


def test_waiting_on_the_owner_pauses_what_is_due(world: World, sign_in: SignIn, travel: Travel) -> None:
    alice = sign_in("Alice")
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    before = world.referral().due_at
    assert alice.post(f"/espace/orientations/{world.referral_id}/attendre", data={"on": "owner"}).status_code == 303
    paused = world.referral()
    assert (paused.status, paused.waiting_on, paused.due_at) == (ReferralStatus.WAITING, WaitingOn.OWNER, None)
    travel(timedelta(days=14))
    page = alice.get(f"/espace/dossiers/{world.case_id}").text
    assert "en pause" in page
    alice.post(f"/espace/orientations/{world.referral_id}/reprendre")
    resumed = world.referral().due_at
    assert before is not None
    assert resumed is not None
    assert resumed > before + timedelta(days=10)
    with world.inside():
        rows = session().scalars(
            select(ClockSegment.running)
            .join(Clock, Clock.id == ClockSegment.clock_id)
            .where(Clock.referral_id == world.referral_id, Clock.name == "next_action")
            .order_by(ClockSegment.id)
        )
        assert rows.all() == [True, False, True]


def test_waiting_for_a_date_needs_a_date_to_come(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    url = f"/espace/orientations/{world.referral_id}/attendre"
    past = clock.today() - timedelta(days=1)
    assert alice.post(url, data={"on": "date"}).status_code == 422
    old = {"on": "date", "until_on-day": past.day, "until_on-month": past.month, "until_on-year": past.year}
    answer = alice.post(url, data=old)
    assert answer.status_code == 422
    assert "Choisissez une date à venir" in answer.text
    assert alice.post(url, data={"on": "date", "until_on-day": "31", "until_on-month": "2"}).status_code == 422
    assert world.referral().status is ReferralStatus.ACCEPTED


def test_closing_needs_an_outcome_and_can_be_undone(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    url = f"/espace/orientations/{world.referral_id}/terminer"
    assert alice.post(url, data={"note": "Délai obtenu."}).status_code == 422
    assert alice.post(url, data={"outcome": "helped", "note": "Délai obtenu."}).status_code == 303
    closed = world.referral()
    assert (closed.status, closed.outcome, closed.end_note) == (ReferralStatus.CLOSED, Outcome.HELPED, "Délai obtenu.")
    assert "/annuler" in alice.get(f"/espace/dossiers/{world.case_id}").text
    alice.post(f"/espace/orientations/{world.referral_id}/annuler")
    assert world.referral().status is ReferralStatus.ACCEPTED


def test_only_what_the_state_allows_is_offered_and_accepted(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    page = alice.get(f"/espace/dossiers/{world.case_id}").text
    assert "/accepter" in page
    assert "/terminer" not in page
    assert "/attendre" not in page
    assert alice.get(f"/espace/orientations/{world.referral_id}/terminer").status_code == 409
    assert alice.post(f"/espace/orientations/{world.referral_id}/reprendre").status_code == 409


def test_a_coordinator_takes_a_referral_back_with_a_reason(world: World, sign_in: SignIn) -> None:
    chloe = sign_in("Chloe")
    url = f"/espace/orientations/{world.referral_id}/retirer"
    assert url in chloe.get(f"/espace/dossiers/{world.case_id}").text
    assert chloe.post(url, data={"note": " "}).status_code == 422
    assert chloe.post(url, data={"note": "Adressé par erreur."}).status_code == 303
    assert world.referral().status is ReferralStatus.WITHDRAWN
    assert chloe.post(url, data={"note": "Encore."}).status_code == 409
