"""What the story told is shown back, kept or dropped, and never asked again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from care_triage.cases.models import Case
from care_triage.infra.db import session
from tests.support.owner import Owner

_STORY = (
    "Je suis boulanger à Roanne, j’ai 3 salariés. Je dois 12 000 € à l’Urssaf, j’ai reçu une mise en demeure hier. "
    "Je n’arrive plus à payer mes fournisseurs."
)


@pytest.fixture
def owner(stocked_client: FlaskClient) -> Owner:
    return Owner(stocked_client)


def _confirm(owner: Owner, *told: str, subject: str = "dette-urssaf") -> None:
    owner.post("sujets", {"subjects": [subject], "told_shown": "1", "told": list(told)})


def test_each_fact_is_shown_with_the_words_that_say_it(owner: Owner) -> None:
    page = owner.tell(_STORY).page("sujets")
    assert "Voici ce que nous avons lu dans votre récit" in page
    assert "vous avez écrit : « 3 salariés »" in page
    assert "Votre entreprise est à Roanne" in page
    assert "Nous n’en sommes pas sûrs" in page


def test_the_sure_ones_are_ticked_and_the_others_wait(owner: Owner) -> None:
    owner.tell(_STORY)
    html = owner.client.get(f"/demande/{owner.token}/sujets").get_data(as_text=True)
    boxes = {
        box.split('value="')[1].split('"')[0]: "checked" in box
        for box in html.split("<input")[1:]
        if 'name="told"' in box.split(">")[0]
    }
    assert all(boxes[key] for key in ("employees", "amount_social_debt", "public_debts:urssaf", "lieu"))
    assert not boxes["cessation_of_payments"]


def test_what_is_kept_is_never_asked_again_and_filed_with_the_case(owner: Owner) -> None:
    owner.tell(_STORY)
    _confirm(owner, "employees", "activity", "public_debts:urssaf", "amount_social_debt", "lieu")
    asked = []
    while "/question/" in owner.place:
        asked.append(owner.place.rsplit("/", 1)[1])
        owner.post(f"question/{asked[-1]}", {"skip": "1"})
    assert not {"employees", "activity", "public_debts", "amount_social_debt"} & set(asked)
    assert owner.place.endswith("/contact")
    review = owner.introduce().page("verifier")
    assert "Nombre de salariés : 3" in review
    owner.send()
    with owner.client.application.app_context():
        facts = session().scalars(select(Case.facts).order_by(Case.id.desc())).first() or {}
    assert facts["employees"] == 3
    assert facts["public_debts"] == ["urssaf"]
    assert "legal_stage" not in facts or facts["legal_stage"] is None


def test_what_is_dropped_is_not_an_answer(owner: Owner) -> None:
    owner.tell(_STORY)
    _confirm(owner)
    assert "/question/" in owner.place
    assert "D’après votre récit" not in owner.page()
    # The aids may still depend on it; it is no answer that was given.
    assert "Nombre de salariés : 3" not in owner.answer().locate().introduce().page("verifier")


def test_the_question_shows_what_was_kept_and_lets_it_change(owner: Owner) -> None:
    owner.tell(_STORY)
    _confirm(owner, "public_debts:urssaf")
    page = owner.page("question/public_debts")
    assert "Vous avez écrit : « Urssaf »" in page
    owner.post("question/public_debts", {"answer": ["urssaf", "msa"]})
    # Answered on its own page since: no longer among the words to tick, and not lost when these are sent again.
    assert "Organismes publics auxquels vous devez de l’argent" not in owner.page("sujets")
    _confirm(owner)
    assert "MSA" in owner.answer().locate().introduce().page("verifier")


def test_telling_again_forgets_what_the_first_story_told(owner: Owner) -> None:
    owner.tell(_STORY)
    _confirm(owner, "employees")
    owner.post("recit", {"story": "L’Urssaf me réclame 4 000 euros de cotisations."})
    assert "Nombre de salariés" not in owner.page("sujets")


def test_an_error_keeps_the_ticks(owner: Owner) -> None:
    owner.tell(_STORY)
    answer = owner.post("sujets", {"told_shown": "1", "told": ["cessation_of_payments"]}, status=422)
    boxes = [
        box.split(">")[0] for box in answer.get_data(as_text=True).split("<input") if 'name="told"' in box.split(">")[0]
    ]
    assert [box.split('value="')[1].split('"')[0] for box in boxes if "checked" in box] == ["cessation_of_payments"]


def test_what_is_often_confused_is_said_kindly(owner: Owner) -> None:
    page = owner.tell(f"{_STORY} L’Urssaf me réclame aussi 8 000 € de TVA.").page("sujets")
    assert "C’est souvent confondu" in page
    assert "pas à l’Urssaf" in page


def test_a_story_without_facts_shows_no_empty_list(owner: Owner) -> None:
    assert "Voici ce que nous avons lu" not in owner.tell("Je cherche de l’aide pour mon entreprise.").page("sujets")


@pytest.mark.parametrize("told", ["no_such_fact", "employees:3", "'; DROP TABLE need; --", "lieu:lieu"])
def test_a_tick_that_was_not_offered_changes_nothing(owner: Owner, told: str) -> None:
    owner.tell(_STORY)
    _confirm(owner, told)
    assert owner.page("sujets")


def test_a_town_in_a_text_message_is_quoted_without_what_follows(owner: Owner) -> None:
    page = owner.tell("slt je sui plombier a saint etienne jai recu une contrainte de lurssaf").page("sujets")
    assert "vous avez écrit : « saint etienne »" in page
    assert "vous avez écrit : « une contrainte »" in page
