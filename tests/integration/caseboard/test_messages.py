"""Words on a case: who reads them, and what is said when the case has moved meanwhile."""

import re

from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.cases.models import HistoryEvent, Message
from care_triage.cases.service.answer_referral import accept_referral
from care_triage.cases.service.correspond import post_message
from care_triage.cases.types import OWNER, Audience, Draft, person
from care_triage.infra.db import session
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn, World
from tests.support.factories import hire, unit_id


def _seen(page: str) -> str:
    found = re.search(r'name="seen_event"[^>]*value="(\d+)"', page)
    assert found
    return found[1]


def _write(world: World, audience: str, body: str, seen: str = "0") -> dict[str, str]:
    return {"audience": audience, "body": body, "about": str(world.referral_id), "seen_event": seen}


def _add_bank(world: World, sign_in: SignIn) -> None:
    with world.inside():
        bank = unit_id("bdf-loire")
        hire("Fanny", Role.ADVISER, "bdf-loire")
    sign_in("Alice").post(
        f"/espace/orientations/{world.referral_id}/ajouter?kind=banque_de_france",
        data={"unit": bank, "reason": "Aide."},
    )


def test_who_will_read_is_said_before_sending(world: World, sign_in: SignIn) -> None:
    _add_bank(world, sign_in)
    page = sign_in("Alice").get(f"/espace/dossiers/{world.case_id}").text
    assert "Odile Vernay, par mail à odile.vernay@exemple.fr" in page
    assert re.search(r"Banque de France[^<]*et l’équipe d’orientation", page)
    assert "Personne d’autre ne la verra\u00a0: Alice, Aline." in page


def test_each_audience_reads_what_is_meant_for_it(world: World, sign_in: SignIn) -> None:
    _add_bank(world, sign_in)
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}/messages"
    seen = _seen(alice.get(f"/espace/dossiers/{world.case_id}").text)
    for audience, body in (("owner", "Au dirigeant."), ("partners", "Aux partenaires."), ("unit", "Entre nous.")):
        assert alice.post(url, data=_write(world, audience, body, seen)).status_code == 303, audience
    own = alice.get(f"/espace/dossiers/{world.case_id}").text
    assert all(body in own for body in ("Au dirigeant.", "Aux partenaires.", "Entre nous."))
    assert "message--unit" in own
    other = sign_in("Fanny").get(f"/espace/dossiers/{world.case_id}").text
    assert "Au dirigeant." in other
    assert "Aux partenaires." in other
    assert "Entre nous." not in other
    assert "Note interne\n" not in other


def test_a_note_of_another_unit_is_no_news(world: World, sign_in: SignIn) -> None:
    _add_bank(world, sign_in)
    fanny = sign_in("Fanny")
    fanny.get(f"/espace/dossiers/{world.case_id}")
    sign_in("Alice").post(f"/espace/dossiers/{world.case_id}/messages", data=_write(world, "unit", "Entre nous."))
    assert "Nouveau" not in fanny.get("/espace").text


def test_writing_on_an_old_page_is_stopped_once_and_keeps_the_text(world: World, sign_in: SignIn) -> None:
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}/messages"
    seen = _seen(alice.get(f"/espace/dossiers/{world.case_id}").text)
    with world.inside():
        post_message(Draft(world.case_id, Audience.OWNER, "J’ai reçu une saisie ce matin.", OWNER))
    stopped = alice.post(url, data=_write(world, "owner", "Tout va bien de notre côté.", seen))
    assert stopped.status_code == 409
    assert "Tout va bien de notre côté." in stopped.text
    assert "Le dossier a bougé" in stopped.text
    assert "J’ai reçu une saisie ce matin." in stopped.text
    with world.inside():
        assert len(session().scalars(select(Message)).all()) == 1
    again = _write(world, "owner", "Tout va bien de notre côté.", _seen(stopped.text))
    assert alice.post(url, data=again).status_code == 303


def test_what_the_writer_did_since_is_no_news_to_them(world: World, sign_in: SignIn) -> None:
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}"
    seen = _seen(alice.get(url).text)
    alice.post(f"/espace/orientations/{world.referral_id}/accepter")
    assert alice.post(f"{url}/messages", data=_write(world, "owner", "Je m’en occupe.", seen)).status_code == 303


def test_a_colleague_who_accepted_meanwhile_is_news(world: World, sign_in: SignIn) -> None:
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}"
    seen = _seen(alice.get(url).text)
    with world.inside():
        aline = hire("Alix", Role.ADVISER, LEAD_UNIT)
        accept_referral(world.referral_id, person(aline, unit_id(LEAD_UNIT)))
    answer = alice.post(f"{url}/messages", data=_write(world, "owner", "Bonjour.", seen))
    assert answer.status_code == 409
    assert "Accepté par" in answer.text
    assert "Alix" in answer.text


def test_a_note_for_the_unit_is_never_stopped(world: World, sign_in: SignIn) -> None:
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}"
    seen = _seen(alice.get(url).text)
    with world.inside():
        post_message(Draft(world.case_id, Audience.OWNER, "Bonjour.", OWNER))
    assert alice.post(f"{url}/messages", data=_write(world, "unit", "À rappeler.", seen)).status_code == 303


def test_a_message_without_words_or_audience_is_shown_back(world: World, sign_in: SignIn) -> None:
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}/messages"
    empty = alice.post(url, data=_write(world, "owner", "  "))
    assert empty.status_code == 422
    assert "Écrivez votre message" in empty.text
    nobody = alice.post(url, data={"body": "Pour qui ?", "about": str(world.referral_id)})
    assert nobody.status_code == 422
    assert "Pour qui" in nobody.text
    assert alice.post(url, data=_write(world, "owner", "x" * 5001)).status_code == 422
    assert alice.post(url, data={"audience": "owner", "body": "x", "about": "999999"}).status_code == 422


def test_a_coordinator_writes_to_owner_and_partners_and_has_no_unit(world: World, sign_in: SignIn) -> None:
    chloe, url = sign_in("Chloe"), f"/espace/dossiers/{world.case_id}"
    page = chloe.get(url).text
    assert "À mon antenne seulement" not in page
    sent = {"audience": "owner", "body": "Nous suivons votre dossier.", "seen_event": _seen(page)}
    assert chloe.post(f"{url}/messages", data=sent).status_code == 303
    assert chloe.post(f"{url}/messages", data={"audience": "unit", "body": "Note."}).status_code == 422


def test_opening_a_case_is_recorded_and_clears_the_news(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    assert "Nouveau" in alice.get("/espace").text
    alice.get(f"/espace/dossiers/{world.case_id}")
    assert "Nouveau" not in alice.get("/espace").text
    with world.inside():
        post_message(Draft(world.case_id, Audience.OWNER, "Bonjour.", OWNER))
    assert "Nouveau" in alice.get("/espace").text


def test_a_colleague_who_looks_is_named_and_another_partner_is_not(world: World, sign_in: SignIn) -> None:
    _add_bank(world, sign_in)
    sign_in("Fanny").get(f"/espace/dossiers/{world.case_id}")
    sign_in("Aline").get(f"/espace/dossiers/{world.case_id}")
    page = sign_in("Alice").get(f"/espace/dossiers/{world.case_id}").text
    assert "Aline l’a ouvert" in page
    assert "Fanny" not in page


def test_the_history_holds_no_word_of_a_message(world: World, sign_in: SignIn) -> None:
    alice = sign_in("Alice")
    alice.post(f"/espace/dossiers/{world.case_id}/messages", data=_write(world, "unit", "Secret bien gardé."))
    with world.inside():
        lines = session().scalars(select(HistoryEvent).where(HistoryEvent.case_id == world.case_id))
        assert not [line for line in lines if "Secret" in str(line.data)]


def test_a_message_may_start_from_a_model_of_its_stage(world: World, sign_in: SignIn) -> None:
    alice, url = sign_in("Alice"), f"/espace/dossiers/{world.case_id}"
    page = alice.get(f"{url}?modele=premier-contact").text
    assert "Bonjour Odile Vernay,\n\nJe m’appelle Alice et je m’occupe de votre demande" in page
    assert "Nous terminons" not in alice.get(f"{url}?modele=fin").text
    assert alice.get(f"{url}?modele=rien-de-tel").status_code == 200
