"""The owner's page from silence to the end and after: news asked for, appointments, reopening, how it went, links."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from care_triage.cases.companion_types import AppointmentStatus, AppointmentWay, Moment, SlotOffer
from care_triage.cases.companions import Appointment, AppointmentSlot, CaseSequel, Opinion
from care_triage.cases.errors import SlotTaken
from care_triage.cases.events import FollowUpsDue
from care_triage.cases.jobs import follow_up
from care_triage.cases.links import OwnerKey, Scope, owner_token, read_owner_token
from care_triage.cases.models import Referral
from care_triage.cases.queries.appointments import open_appointments
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.appointments import choose_slot, offer_appointment
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.work_referral import close_referral, wait
from care_triage.cases.types import (
    Audience,
    Contact,
    Draft,
    Outcome,
    ReferralStatus,
    Status,
    WaitingOn,
    person,
)
from care_triage.infra import clock, outbox
from care_triage.infra.db import session
from care_triage.notifications.models import Mail
from tests.support.filing import case_of, file_and_route, filing, lead_of, referrals_of
from tests.support.owner import Owner, key_in, words
from tests.support.staff import adviser_of


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


@pytest.fixture
def sent(stocked_app: Flask, owner: Owner) -> str:
    """The address of the page of a request that was routed."""
    page = owner.file()
    with stocked_app.app_context():
        outbox.perform_owed()
    return page


def id_of(app: Flask, page: str) -> int:
    with app.app_context():
        return read_owner_token(page.rpartition("/")[2]).case_id


def taken(case_id: int) -> tuple[int, int]:
    """Let an adviser take the case; gives the referral and the adviser."""
    lead = lead_of(case_id)
    adviser = adviser_of(lead.unit_id)
    accept_referral(lead.id, person(adviser, lead.unit_id))
    return lead.id, adviser


def offered(referral_id: int, adviser: int, *days: int) -> tuple[int, list[int]]:
    """Slots offered so many days from now at the same hour; the appointment and its slots."""
    unit = session().get_one(Referral, referral_id).unit_id
    starts = tuple(clock.now().replace(microsecond=0) + timedelta(days=day) for day in days)
    offer = SlotOffer(AppointmentWay.ON_SITE, "12 rue des Tanneurs, Roanne", 30, starts)
    appointment = offer_appointment(referral_id, offer, person(adviser, unit))
    slots = select(AppointmentSlot.id).where(AppointmentSlot.appointment_id == appointment)
    return appointment, list(session().scalars(slots.order_by(AppointmentSlot.starts_at)))


def mails(kind: str) -> list[Mail]:
    session().expire_all()
    return list(session().scalars(select(Mail).where(Mail.kind == kind).order_by(Mail.id)))


def opened(scope: Scope, case_id: int) -> str:
    return f"/{scope}/{owner_token(OwnerKey(case_id, case_of(case_id).link_version), scope)}"


def test_silence_is_said_by_us_first_and_asking_tells_everybody_once(
    stocked_app: Flask, owner: Owner, sent: str
) -> None:
    assert "Rien n’a bougé" not in words(owner.client.get(sent))
    with clock.pretend(clock.now() + timedelta(days=12)):
        shown = words(owner.client.get(sent))
        assert "Rien n’a bougé depuis le" in shown
        assert "jours ouvrés" in shown
        assert owner.client.post(f"{sent}/relancer").status_code == 303
        shown = words(owner.client.get(sent))
        assert "viennent d’être prévenus" in shown
        assert "Vous avez relancé" in shown
        owner.client.post(f"{sent}/relancer")
        assert "il y a moins de deux jours" in words(owner.client.get(sent))
        with stocked_app.app_context():
            outbox.perform_owed()
            assert mails("unit_nudged")


def test_no_silence_while_the_owner_has_the_move(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        referral, adviser = taken(id_of(stocked_app, sent))
        wait(referral, WaitingOn.OWNER, None, person(adviser, lead_of(id_of(stocked_app, sent)).unit_id))
    with clock.pretend(clock.now() + timedelta(days=12)):
        assert "Rien n’a bougé" not in words(owner.client.get(sent))


def test_a_date_that_moves_says_from_when_to_when_and_why(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        referral, adviser = taken(case_id)
        unit = lead_of(case_id).unit_id
    assert "La date promise passe du" in words(owner.client.get(sent))
    with stocked_app.app_context(), clock.pretend(clock.now() + timedelta(days=2)):
        post_message(Draft(case_id, Audience.OWNER, "Où en est votre banque ?", person(adviser, unit), None, referral))
        wait(referral, WaitingOn.OWNER, None, person(adviser, unit))
    shown = words(owner.client.get(sent))
    assert "vous venez d’avoir des nouvelles" in shown
    assert "est suspendue : nous attendons votre réponse" in shown
    assert "CR" in shown


def test_an_owner_chooses_a_moment_and_both_get_it_for_their_calendar(
    stocked_app: Flask, owner: Owner, sent: str
) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        appointment, slots = offered(*taken(case_id), 2, 3)
        outbox.perform_owed()
        assert len(mails("owner_slots")) == 1
        page = opened(Scope.APPOINTMENT, case_id)
    assert "12 rue des Tanneurs" in words(owner.client.get(sent))
    assert owner.client.post(f"{page}/{appointment}/choisir", data={}).status_code == 422
    field = {f"rdv{appointment}-slot": slots[1]}
    for _twice in range(2):
        owner.client.post(f"{page}/{appointment}/choisir", data=field)
    assert "Ajouter à mon agenda" in words(owner.client.get(page))
    file = owner.client.get(f"{page}/{appointment}.ics")
    assert file.mimetype == "text/calendar"
    assert "BEGIN:VEVENT" in file.get_data(as_text=True)
    with stocked_app.app_context():
        outbox.perform_owed()
        invitations = [*mails("owner_booked"), *mails("unit_booked")]
        assert len(invitations) == 2
        kept = list((stocked_app.config["VAR_DIR"] / "mailbox").glob("*.eml"))
        assert sum("text/calendar" in path.read_text() for path in kept) == 2


def test_slots_past_or_taken_are_refused_kindly(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        referral, adviser = taken(case_id)
        appointment, slots = offered(referral, adviser, 2, 3)
    with clock.pretend(clock.now() + timedelta(days=2, hours=1)):
        owner.client.post(f"{sent.replace('/suivi/', '/rendez-vous/')}/{appointment}/choisir",
                          data={f"rdv{appointment}-slot": slots[0]})  # fmt: skip
        assert session_status(stocked_app, appointment) is AppointmentStatus.OFFERED


def session_status(app: Flask, appointment: int) -> AppointmentStatus:
    with app.app_context():
        return session().get_one(Appointment, appointment).status


def test_one_adviser_meets_one_owner_at_a_time(stocked_context: Flask) -> None:
    first, second = (file_and_route(filing(contact=Contact(name, f"{name}@exemple.fr"))).case_id for name in ("a", "b"))
    with clock.pretend(clock.now()):
        referral, adviser = taken(first)
        accept_referral(lead_of(second).id, person(adviser, lead_of(second).unit_id))
        one, slots = offered(referral, adviser, 2)
        two, others = offered(lead_of(second).id, adviser, 2)
        choose_slot(first, one, slots[0])
        assert not open_appointments(second)[0].slots[0].free
        with pytest.raises(SlotTaken):
            choose_slot(second, two, others[0])


def test_no_moment_suits_and_the_words_reach_the_adviser(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        appointment, _slots = offered(*taken(case_id), 2)
        page = opened(Scope.APPOINTMENT, case_id)
    owner.client.post(f"{page}/{appointment}/aucun", data={"words": "Plutôt le lundi."})
    assert "Plutôt le lundi." in words(owner.client.get(sent))
    with stocked_app.app_context():
        outbox.perform_owed()
        assert len(mails("unit_no_slot")) == 1


def test_calling_off_tells_both_and_withdrawing_calls_off(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        appointment, slots = offered(*taken(case_id), 2)
        choose_slot(case_id, appointment, slots[0])
    owner.client.post(f"{sent}/retrait")
    with stocked_app.app_context():
        assert session().get_one(Appointment, appointment).status is AppointmentStatus.CANCELLED
        outbox.perform_owed()
        assert len(mails("owner_cancelled")) == 1
        assert len(mails("unit_cancelled")) == 1


def test_the_day_before_both_are_reminded_once(stocked_app: Flask, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        appointment, slots = offered(*taken(case_id), 3)
        choose_slot(case_id, appointment, slots[0])
        with clock.pretend(clock.now() + timedelta(days=2)):
            for _twice in range(2):
                follow_up(FollowUpsDue())
                outbox.perform_owed()
        assert len(mails("owner_near")) == len(mails("unit_near")) == 1


def test_the_link_of_an_appointment_opens_nothing_else(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        tokens = {scope: opened(scope, case_id).rpartition("/")[2] for scope in (Scope.APPOINTMENT, Scope.OPINION)}
    for token in tokens.values():
        for path in ("", "/donnees", "/donnees.zip", "/effacer", "/reprendre", "/retrait"):
            assert owner.client.get(f"/suivi/{token}{path}").status_code == 404
    assert owner.client.get(f"/avis/{tokens[Scope.APPOINTMENT]}").status_code == 404
    assert owner.client.get(f"/rendez-vous/{tokens[Scope.OPINION]}").status_code == 404


def test_a_withdrawn_request_is_taken_up_where_it_was(stocked_app: Flask, owner: Owner, sent: str) -> None:
    with stocked_app.app_context():
        case_id = id_of(stocked_app, sent)
        referral, adviser = taken(case_id)
        supports = len(referrals_of(case_id))
    owner.client.post(f"{sent}/retrait")
    assert "Reprendre ma demande" in words(owner.client.get(sent))
    assert owner.client.post(f"{sent}/reprendre", data={"reason": " "}).status_code == 422
    for _twice in range(2):
        owner.client.post(f"{sent}/reprendre", data={"reason": "La banque a changé d’avis."})
    with stocked_app.app_context():
        lead = lead_of(case_id)
        assert (lead.id, lead.adviser_id, lead.status) == (referral, adviser, ReferralStatus.ACCEPTED)
        assert lead.due_at is not None
        assert len(referrals_of(case_id)) == supports
        assert case_of(case_id).status is Status.IN_PROGRESS
        outbox.perform_owed()
        assert len(mails("owner_reopened")) == 1
        assert mails("unit_reopened")
    assert "La banque a changé d’avis." in words(owner.client.get(sent))


def closed(app: Flask, page: str, outcome: Outcome = Outcome.HELPED) -> int:
    """Take the case and end it."""
    with app.app_context():
        case_id = id_of(app, page)
        for referral in referrals_of(case_id):
            adviser = adviser_of(referral.unit_id)
            accept_referral(referral.id, person(adviser, referral.unit_id))
            close_referral(referral.id, outcome, "", person(adviser, referral.unit_id))
        outbox.perform_owed()
        assert case_of(case_id).status is Status.CLOSED
        return case_id


def test_a_closed_request_goes_back_to_its_adviser(stocked_app: Flask, owner: Owner, sent: str) -> None:
    case_id = closed(stocked_app, sent)
    owner.client.post(f"{sent}/reprendre", data={"reason": "L’accord n’a pas tenu."})
    with stocked_app.app_context():
        assert lead_of(case_id).status is ReferralStatus.ACCEPTED
        assert case_of(case_id).closed_at is None


def test_after_thirty_days_a_new_request_begins_with_what_is_known(stocked_app: Flask, owner: Owner, sent: str) -> None:
    case_id = closed(stocked_app, sent)
    with clock.pretend(clock.now() + timedelta(days=31)):
        shown = words(owner.client.get(f"{sent}/reprendre"))
        assert "plus de trente jours" in shown
        assert owner.client.post(f"{sent}/reprendre", data={"reason": "Tard"}).status_code == 200
        answer = owner.client.post(f"{sent}/nouvelle")
        assert answer.status_code == 303
        owner.token, owner.place = answer.location.split("/")[2], answer.location
        owner.post("recit", {"story": "Les impôts me réclament maintenant la TVA."})
        owner.choose("dette-fiscale").answer()
        assert "nadia.perrin@exemple.fr" in owner.client.get(f"/demande/{owner.token}/contact").get_data(as_text=True)
        page = owner.introduce().send()
    with stocked_app.app_context():
        follows = session().scalar(select(CaseSequel.follows_id).where(CaseSequel.case_id == id_of(stocked_app, page)))
        assert follows == case_id


@pytest.mark.parametrize("outcome", [Outcome.HELPED, Outcome.GAVE_UP])
def test_how_it_went_is_asked_at_the_end_and_a_month_later_once(
    stocked_app: Flask, owner: Owner, sent: str, outcome: Outcome
) -> None:
    case_id = closed(stocked_app, sent, outcome)
    start = clock.now()
    with stocked_app.app_context():
        for later in (
            timedelta(),
            timedelta(hours=2),
            timedelta(hours=3),
            timedelta(days=30, hours=1),
            timedelta(days=31),
        ):
            with clock.pretend(start + later):
                follow_up(FollowUpsDue())
                outbox.perform_owed()
        assert len(mails("owner_opinion")) == 2
        page = opened(Scope.OPINION, case_id)
    shown = words(owner.client.get(page))
    assert "Avez-vous reçu une aide utile ?" in shown
    assert sent not in owner.client.get(page).get_data(as_text=True)
    nothing = owner.client.post(page, data={"words": "  ", "shares_words": "y"})
    assert nothing.status_code == 422
    assert "Répondez à une question au moins" in words(nothing)
    assert owner.client.post(page, data={"useful": "partly", "words": "Trop long"}).status_code == 303
    owner.client.post(page, data={"useful": "yes", "business": "fragile", "words": "Trop long, mais utile"})
    with clock.pretend(start + timedelta(days=61)):
        owner.client.post(page, data={"useful": "no"})
        assert "plus de deux mois" in words(owner.client.get(page))
    with stocked_app.app_context():
        first = session().scalars(select(Opinion).where(Opinion.moment == Moment.ENDING)).one()
        assert (first.useful, first.business, first.words) == ("yes", "fragile", "Trop long, mais utile")


def test_an_owner_who_withdrew_is_asked_too(stocked_app: Flask, owner: Owner, sent: str) -> None:
    owner.client.post(f"{sent}/retrait")
    with stocked_app.app_context(), clock.pretend(clock.now() + timedelta(hours=2)):
        follow_up(FollowUpsDue())
        assert session().scalar(select(func.count()).select_from(Opinion)) == 1


def test_a_fresh_link_is_sent_to_the_address_on_file_and_ends_the_others(
    stocked_app: Flask, owner: Owner, sent: str
) -> None:
    with stocked_app.app_context():
        case = case_of(id_of(stocked_app, sent))
        reference, version = case.reference, case.link_version
    answers = [
        owner.client.post("/lien", data={"reference": typed})
        for typed in (reference.lower().replace("-", " "), "ZZZZ-ZZZZ")
    ]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/lien/envoye")}
    with stocked_app.app_context():
        outbox.perform_owed()
        (mail,) = mails("owner_link")
        assert mail.to_address == "nadia.perrin@exemple.fr"
        assert case_of(case.id).link_version == version + 1
    answer = owner.client.get(sent)
    assert answer.status_code == 403
    assert "Recevoir un nouveau lien" in words(answer)
    assert reference not in words(answer)


def test_asking_for_links_is_limited(owner: Owner, sent: str) -> None:
    codes = [owner.client.post("/lien", data={"reference": "ZZZZ-ZZZZ"}).status_code for _ in range(5)]
    assert codes.count(429) == 2


def test_other_devices_are_disconnected_and_this_one_goes_on(stocked_app: Flask, owner: Owner, sent: str) -> None:
    answer = owner.client.post(f"{sent}/deconnecter")
    assert answer.status_code == 303
    assert owner.client.get(sent).status_code == 403
    assert owner.client.get(answer.location).status_code == 200
    assert key_in(answer.location) != key_in(sent)


def test_a_life_in_danger_is_heard_in_what_is_told_after_the_end(stocked_app: Flask, owner: Owner, sent: str) -> None:
    case_id = closed(stocked_app, sent)
    with stocked_app.app_context():
        page = opened(Scope.OPINION, case_id)
    owner.client.post(page, data={"words": "Je veux mourir, je vais me suicider ce soir."})
    assert "3114" in words(owner.client.get(page))
    with stocked_app.app_context():
        assert case_of(case_id).urgent
        outbox.perform_owed()
