"""A request page by page, without JavaScript: forwards, backwards, in two tabs, later, corrected."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_triage.intake.forms import MESSAGE_LIMIT
from care_triage.intake.policy import STORY_LIMIT
from tests.support.owner import CONTACT, STORY, Owner, words


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


def test_a_whole_request_shows_who_receives_it_why_and_by_when_before_it_is_sent(owner: Owner) -> None:
    review = owner.prepare("dette-urssaf", place="Villefranche-sur-Saône 69400").page("verifier")
    assert "Villefranche et Beaujolais" in review
    assert "Vous répond au plus tard" in review
    assert STORY in review
    page = owner.client.get(owner.send())
    assert page.status_code == 200
    assert re.search(r"Votre dossier [0-9A-Z]{4}-[0-9A-Z]{4}", words(page))


def test_the_first_page_needs_no_account_and_sets_no_tracker(owner: Owner) -> None:
    page = owner.client.get("/")
    assert page.status_code == 200
    assert "3114" in words(page)


@pytest.mark.parametrize("story", ["", "   ", "!!! ???", "\u202e\u200b", "🙏🙏🙏", "\x00\x01"])
def test_a_story_without_a_word_is_asked_again(owner: Owner, story: str) -> None:
    answer = owner.client.post("/demande", data={"story": story})
    assert answer.status_code == 422
    assert "Écrivez quelques mots" in words(answer)


def test_a_story_too_long_is_given_back_whole_with_its_length(owner: Owner) -> None:
    story = "dette " * 900
    answer = owner.client.post("/demande", data={"story": story})
    assert answer.status_code == 422
    assert str(STORY_LIMIT) in words(answer)
    assert story.strip() in words(answer)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Je dois 3 000 € 😢 à l’Urssaf", "Je dois 3 000 € 😢 à l’Urssaf"),
        ("عليّ ديون للضمان الاجتماعي", "عليّ ديون للضمان الاجتماعي"),
        ("dette\x00 urssaf\x07", "dette urssaf"),
        ("dette\ud800 urssaf", "dette"),
        ("<script>alert(1)</script> dette urssaf", "<script>alert(1)</script> dette urssaf"),
        ("dette urssaf\u202egnitar", "dette urssafgnitar"),
        ("{{ 7 * 7 }} dette %(name)s %s", "{{ 7 * 7 }} dette %(name)s %s"),
    ],
)
def test_unusual_words_travel_safely_to_the_end(owner: Owner, typed: str, kept: str) -> None:
    owner.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    body = typed.encode("utf-8", "surrogatepass")
    answer = owner.client.post("/demande", data=b"story=" + b"".join(b"%%%02X" % byte for byte in body),
                               content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert answer.status_code == 303
    owner.place = answer.location
    owner.token = owner.place.split("/")[2]
    review = owner.choose("dette-urssaf").answer().locate().introduce().page("verifier")
    assert kept in review
    assert "<script>alert" not in owner.client.get(f"/demande/{owner.token}/verifier").get_data(as_text=True)
    assert owner.client.get(owner.send()).status_code == 200


def test_going_back_and_changing_an_answer_changes_who_receives(owner: Owner) -> None:
    owner.prepare("dette-urssaf", public_debts=["urssaf"])
    assert "CCSF de la Loire" not in owner.page("verifier").partition("Ce que vous nous avez dit")[0]
    owner.post("question/public_debts", {"answer": ["urssaf", "fiscal_tva"]})
    assert owner.place.endswith("/verifier")
    assert "CCSF de la Loire" in owner.page()


def test_skipping_is_always_possible_and_can_be_taken_back(owner: Owner) -> None:
    owner.prepare("dette-urssaf")
    fact = re.search(r"/question/(\w+)", owner.client.get(f"/demande/{owner.token}/verifier").get_data(as_text=True))
    assert fact is not None
    review = owner.client.get(f"/demande/{owner.token}/verifier").get_data(as_text=True)
    assert "question sans réponse" in review or "questions sans réponse" in review
    assert re.search(r"/question/\w+\">Répondre", review)
    assert "inconnu" not in owner.page("verifier")


def test_changing_the_place_changes_the_unit(owner: Owner) -> None:
    owner.prepare("dette-urssaf", place="Roanne 42300").locate("Lyon 69003")
    assert "secteur Lyon" in owner.page("verifier")


def test_subjects_can_be_changed_later_and_only_new_questions_are_asked(owner: Owner) -> None:
    owner.prepare("client-impaye").choose("cessation-paiements")
    assert "/question/" in owner.place
    asked_again = owner.place
    owner.answer()
    assert owner.place.endswith("/verifier")
    assert asked_again != owner.place


def test_the_story_can_be_told_again(owner: Owner) -> None:
    owner.tell("Je vends des chaises").post("recit", {"story": "Mon client ne paie pas sa facture"})
    assert "Mon client ne paie pas sa facture" in owner.page("sujets")


def test_what_was_understood_is_shown_first_and_any_other_subject_may_be_chosen(owner: Owner) -> None:
    page = owner.tell().page("sujets")
    assert page.index("Urssaf") < page.index("Tous les sujets")
    owner.choose("exporter")
    assert owner.place


def test_the_list_of_all_subjects_is_folded_only_where_nothing_in_it_is_needed(owner: Owner) -> None:
    """Who was understood goes on at once; whoever was not, looks for another subject or erred sees the list."""
    assert not _is_list_open(_subjects(owner.tell()))
    assert _is_list_open(owner.post("sujets", {"subjects": []}, status=422))
    assert not _is_list_open(_subjects(owner.choose("dette-urssaf")))
    elsewhere = _subjects(owner.choose("exporter"))
    assert _is_list_open(elsewhere)
    assert re.search(r'<details class="theme" open>(?:(?!</details>).)*value="exporter"', elsewhere.text, re.DOTALL)


def _subjects(owner: Owner) -> TestResponse:
    return owner.client.get(f"/demande/{owner.token}/sujets")


def _is_list_open(page: TestResponse) -> bool:
    (state,) = re.findall(r'<details class="other-subjects"([^>]*)>', page.text)
    return "open" in state


@pytest.mark.parametrize(
    ("subjects", "message"),
    [
        ([], "Choisissez au moins un sujet"),
        (["dette-urssaf", "dette-fiscale", "client-impaye", "recruter", "exporter"], "les plus pressants"),
        (["no-such-subject"], ""),
        (["dette-urssaf", "'; DROP TABLE need; --"], ""),
    ],
)
def test_a_wrong_choice_of_subjects_is_refused_kindly(owner: Owner, subjects: list[str], message: str) -> None:
    answer = owner.tell().post("sujets", {"subjects": subjects}, status=422)
    assert message in words(answer)


def test_a_question_that_is_not_asked_leads_on(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf")
    for fact in ("no_such_fact", "trade_zone"):
        answer = owner.client.post(f"/demande/{owner.token}/question/{fact}", data={"answer": "1"})
        assert answer.status_code in (302, 303)
        assert "/question/" in answer.location


@pytest.mark.parametrize(
    ("fact", "typed", "message"),
    [
        ("dispute_amount", "beaucoup", "Écrivez un seul nombre"),
        ("dispute_amount", "-5", "n’est pas possible"),
        ("dispute_amount", "9" * 29, "n’est pas possible"),
        ("dispute_amount", "1e9999", "Écrivez un seul nombre"),
        ("dispute_amount", "NaN", "Écrivez un seul nombre"),
        ("dispute_amount", "", "Je ne sais pas"),
        ("customer_kind", "nothing-like-it", ""),
        ("customer_in_procedure", "maybe", ""),
    ],
)
def test_an_answer_that_cannot_be_is_said_beside_the_field(owner: Owner, fact: str, typed: str, message: str) -> None:
    owner.tell().choose("client-impaye")
    answer = owner.client.post(f"/demande/{owner.token}/question/{fact}", data={"answer": typed})
    assert answer.status_code == 422
    assert message in words(answer)


@pytest.mark.parametrize("typed", ["12000", "12 000 €", "12 000,50", "12,5k", "0"])
def test_amounts_are_read_as_people_write_them(owner: Owner, typed: str) -> None:
    owner.tell().choose("client-impaye")
    owner.post("question/dispute_amount", {"answer": typed})


@pytest.mark.parametrize(
    "typed", [("31", "2", "2026"), ("1", "13", "2026"), ("", "5", "2026"), ("1", "1", "1900"), ("a", "b", "c")]
)
def test_a_date_that_cannot_be_is_asked_again(owner: Owner, typed: tuple[str, str, str]) -> None:
    owner.tell().choose("cessation-paiements")
    boxes = dict(zip(("answer-day", "answer-month", "answer-year"), typed, strict=True))
    answer = owner.client.post(f"/demande/{owner.token}/question/cessation_on", data=boxes)
    assert answer.status_code == 422
    for part in typed:
        assert part in answer.get_data(as_text=True)


def test_the_legal_date_is_shown_before_sending(owner: Owner) -> None:
    owner.prepare("cessation-paiements", place="Tarare 69170", cessation_on=(1, 11, 2026))
    review = owner.page("verifier")
    assert "16 décembre" in review
    assert "1er novembre 2026" in review
    assert "L631-4" in review
    assert "Villefranche-Tarare" in review


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("", "Indiquez la commune"),
        ("99999", ""),
        ("Atlantide", ""),
        ("69383", ""),
        ("42160", "Plusieurs"),
        ("Savigny", "Plusieurs"),
        ("Roanne 69003", ""),
        ("x" * 200, ""),
        ("12", ""),
    ],
)
def test_a_place_that_is_not_one_place_becomes_a_message_or_a_choice(owner: Owner, place: str, message: str) -> None:
    owner.tell().choose("dette-urssaf").answer()
    answer = owner.client.post(f"/demande/{owner.token}/lieu", data={"place": place})
    if answer.status_code == 303:
        assert place == "69383"
        return
    assert answer.status_code == 422
    assert message in words(answer)


def test_a_name_that_exists_five_times_becomes_a_choice_of_five(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf").answer()
    page = owner.post("lieu", {"place": "Savigny"}, status=422)
    codes = re.findall(r'name="commune"[^>]*value="(\w+)"', page.get_data(as_text=True))
    assert len(codes) == 5
    owner.post("lieu", {"place": "Savigny", "commune": "69175"})
    assert owner.place.endswith("/contact")


def test_a_postal_code_over_two_courts_asks_which_commune(owner: Owner) -> None:
    owner.tell().choose("cessation-paiements").answer()
    page = words(owner.post("lieu", {"place": "69490"}, status=422))
    assert "Laquelle est la vôtre" in page


def test_a_chosen_code_that_is_no_commune_is_no_choice(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf").answer()
    for code in ("99999", "x" * 500, "' OR 1=1", "\u202e"):
        owner.post("lieu", {"place": "Savigny", "commune": code}, status=422)


@pytest.mark.parametrize("place", ["69383", "Lyon 69003", "Lyon 3e"])
def test_lyons_arrondissements_are_lyon(owner: Owner, place: str) -> None:
    assert "secteur Lyon" in owner.prepare("dette-urssaf", place=place).page("verifier")


def test_a_cedex_address_leads_to_its_town(owner: Owner) -> None:
    assert "Saint-Étienne" in owner.prepare("dette-urssaf", place="42000 SAINT ETIENNE CEDEX 1").page("verifier")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Indiquez votre nom"),
        ({"email": ""}, "une adresse mail ou un numéro de téléphone"),
        ({"email": "nadia@"}, "Cette adresse n’est pas complète"),
        ({"email": "", "phone": "12"}, ""),
        ({"siret": "123"}, ""),
        ({"siret": "73282932000075"}, ""),
        ({"siret": "73282932000074" * 4}, ""),
        ({"consents": ""}, "Sans votre accord"),
        ({"name": "N" * 300}, ""),
    ],
)
def test_a_contact_that_cannot_be_reached_is_said_field_by_field(
    owner: Owner, changes: dict[str, str], message: str
) -> None:
    owner.tell().choose("dette-urssaf").answer().locate()
    answer = owner.post("contact", {**CONTACT, **changes}, status=422)
    assert message in words(answer)
    if "name" not in changes:
        assert CONTACT["name"] in answer.get_data(as_text=True)


def test_a_good_siret_and_phone_are_kept_and_shown_readably(owner: Owner) -> None:
    owner.prepare().introduce(siret="732 829 320 00074", phone="06 01 02 03 04")
    review = owner.page("verifier")
    assert "732 829 320 00074" in review
    assert "06 01 02 03 04" in review


def test_a_request_is_taken_up_again_where_it_was_left(owner: Owner) -> None:
    owner.tell().choose("dette-urssaf").answer()
    left = owner.place
    resumed = owner.client.get(f"/demande/{owner.token}")
    assert resumed.status_code == 302
    assert resumed.location == left


@pytest.mark.parametrize(("ceased", "is_asked_since_when"), [("yes", True), ("no", False)])
def test_a_question_that_can_change_nothing_any_more_is_not_asked(
    owner: Owner, ceased: str, is_asked_since_when: bool
) -> None:
    owner.tell().choose("arreter-activite")
    asked = []
    while "/question/" in owner.place:
        fact = owner.place.rpartition("/")[2]
        asked.append(fact)
        owner.post(f"question/{fact}", {"answer": ceased} if fact == "cessation_of_payments" else {"skip": "1"})
    assert "cessation_of_payments" in asked
    assert ("cessation_on" in asked) is is_asked_since_when
    assert owner.place.endswith("/lieu")


def test_nothing_can_be_sent_before_it_is_complete(owner: Owner) -> None:
    owner.tell()
    owner.post("envoyer", {})
    assert owner.place.endswith(f"/demande/{owner.token}")
    assert "Il manque encore une étape" in owner.page()


def test_a_review_opened_too_early_leads_to_the_missing_step(owner: Owner) -> None:
    owner.tell()
    answer = owner.client.get(f"/demande/{owner.token}/verifier")
    assert answer.status_code == 302
    assert answer.location.endswith("/sujets")


@pytest.mark.parametrize(
    "path", ["", "/sujets", "/recit", "/lieu", "/contact", "/verifier", "/porte", "/question/activity"]
)
def test_a_token_nobody_was_given_opens_nothing(stocked_client: FlaskClient, path: str) -> None:
    for token in ("x", "a" * 43, "é" * 10, "%00", "..%2F..", "9" * 4000):
        answer = stocked_client.get(f"/demande/{token}{path}")
        assert answer.status_code in (400, 404)
        assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/sujets", "/recit", "/lieu", "/contact", "/envoyer", "/question/activity"])
def test_nothing_is_written_under_a_token_nobody_was_given(stocked_client: FlaskClient, path: str) -> None:
    answer = stocked_client.post(f"/demande/{'a' * 43}{path}", data={"story": STORY})
    assert answer.status_code == 404
    assert "Nous ne retrouvons pas cette demande" in words(answer)


def test_a_firm_outside_the_territory_sees_the_right_doors_and_may_insist(owner: Owner) -> None:
    review = owner.prepare(place="Paris 75001").page("verifier")
    assert "hors du territoire" in review
    assert "partout en France" in review
    assert "secteur" not in review.partition("Ce que vous nous avez dit")[0]
    assert owner.client.get(owner.send()).status_code == 200


def test_a_consumer_is_warmly_shown_another_door_and_may_insist(owner: Owner) -> None:
    page = owner.tell("J’ai acheté une télévision en ligne, jamais livrée, le vendeur refuse de rembourser").page()
    assert "Nous connaissons la bonne porte" in page
    assert "SignalConso" in page
    owner.choose("litige-commercial").answer().locate().introduce()
    assert owner.client.get(owner.send()).status_code == 200


def test_words_of_danger_show_human_numbers_at_once_and_on_every_step(owner: Owner) -> None:
    owner.tell("Je dois tout à l’Urssaf, je veux en finir")
    for step in ("sujets", "recit", "lieu", "contact"):
        page = owner.page(step)
        assert page.index("3114") < page.index("Continuer" if step != "recit" else "Enregistrer")
        assert "Vous n’êtes pas seul" in page


def test_words_of_distress_offer_somebody_to_talk_to(owner: Owner) -> None:
    page = owner.tell("Ma banque refuse mon découvert, j’ai honte devant mes fournisseurs de bois").page()
    assert "Vous pouvez en parler" in page
    assert page.index("3114") < page.index("Continuer")


def test_danger_puts_a_person_first_whatever_subject_is_chosen(owner: Owner) -> None:
    review = owner.prepare("dette-urssaf", story="Mes dettes Urssaf… ma famille serait mieux sans moi").page("verifier")
    assert "Une personne du collectif lit cette demande" in review
    assert "secteur Roanne" not in review


def test_what_the_story_tells_is_proposed_as_an_answer_and_never_taken_for_one(owner: Owner) -> None:
    owner.tell("Je suis boulanger et je ne peux plus payer mes dettes").choose("cessation-paiements")
    page = owner.client.get(f"/demande/{owner.token}/question/activity").get_data(as_text=True)
    assert re.search(r'<input[^>]*\bchecked[^>]*value="artisanat"', page)
    assert "D’après votre récit" in page
    owner.answer().locate().introduce()
    assert "Artisanat" not in owner.page("verifier").partition("Ce que vous nous avez dit")[2]


def test_english_pages_speak_english(owner: Owner) -> None:
    owner.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = owner.tell("My customer does not pay his invoices").page("sujets")
    assert "customer" in page


def test_limits_are_the_same_for_the_form_and_the_message() -> None:
    assert STORY_LIMIT == MESSAGE_LIMIT
