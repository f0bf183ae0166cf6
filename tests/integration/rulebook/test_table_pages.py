"""The pages on which rules are read, asked, tried and written."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from care_triage.accounts.types import Role
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.service import drafts as use_cases
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.support.factories import PASSWORD, hire

RULE = "urssaf-dette"
_LARGEST_PAGE = 300_000
Enter = Callable[[str], FlaskClient]


@pytest.fixture
def draft_id(stocked_app: Flask) -> int:
    """A draft of Lea, who writes rules with Marc; Chloe coordinates, Paul approves, Alice advises."""
    with stocked_app.app_context():
        lea = hire("Lea", Role.RULE_AUTHOR)
        hire("Marc", Role.RULE_AUTHOR)
        hire("Paul", Role.RULE_APPROVER)
        hire("Chloe", Role.COORDINATOR)
        hire("Alice", Role.ADVISER, "urssaf-ra-roanne")
        return use_cases.start_draft("Essai", current_rule_set().id, lea)


@pytest.fixture
def enter(stocked_app: Flask, draft_id: int) -> Enter:
    """A browser in which somebody is signed in."""

    def start(name: str) -> FlaskClient:
        client = stocked_app.test_client()
        answer = client.post("/connexion", data={"email": f"{name.lower()}@exemple.fr", "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return start


def _row_url(draft_id: int, rule_id: str = RULE) -> str:
    return f"/espace/regles/projets/{draft_id}/regle/{rule_id}"


def _sent(**fields: str | list[str]) -> "MultiDict[str, str]":
    """The form of RULE as it is shown, with other values; `__` stands for the dot of a name."""
    pairs: MultiDict[str, str] = MultiDict(
        {
            "revision": "0", "do": "save", "partner": "urssaf", "role": "lead", "rank": "50", "answer_hours": "16",
            "urgency": "normal", "status": "V", "why": "Parce que.",
            "was.subject": '"dette-urssaf"', "cell.subject": '"dette-urssaf"', "mode.subject": "is",
            "code.subject": "dette-urssaf",
        }
    )  # fmt: skip
    pairs.setlist("fact", ["subject"])
    for name, value in fields.items():
        pairs.setlist(name.replace("__", "."), [value] if isinstance(value, str) else value)
    return pairs


def test_who_opens_the_pages(enter: Enter, draft_id: int) -> None:
    reading = ("", f"/regle/{RULE}", "/essayer", f"/projets/{draft_id}", f"/projets/{draft_id}/constats",
               f"/projets/{draft_id}/regle/{RULE}", f"/projets/{draft_id}/essayer")  # fmt: skip
    for name, status in (("Lea", 200), ("Paul", 200), ("Chloe", 200), ("Alice", 403)):
        browser = enter(name)
        for path in reading:
            assert browser.get(f"/espace/regles{path}").status_code == status, (name, path)
        assert browser.post(_row_url(draft_id), data=_sent()).status_code == (303 if name == "Lea" else 403)
        new = browser.get(f"/espace/regles/projets/{draft_id}/regles/nouvelle").status_code
        assert new == (200 if name == "Lea" else 403)


def test_the_table_is_light_and_says_rules_in_words(enter: Enter) -> None:
    page = enter("Chloe").get("/espace/regles?sujet=dette-urssaf")
    assert len(page.data) < _LARGEST_PAGE
    assert "Impôt sur les bénéfices" in page.text
    assert "list contains" not in page.text
    whole = enter("Chloe").get("/espace/regles")
    assert len(whole.data) < _LARGEST_PAGE
    assert 'rel="next"' in whole.text


def test_filters_narrow_the_table_and_nonsense_is_answered(enter: Enter) -> None:
    browser = enter("Chloe")
    assert RULE in browser.get("/espace/regles?sujet=theme:dettes&partenaire=urssaf&role=lead").text
    empty = browser.get("/espace/regles?q=zzzz&page=99&information=ghost")
    assert empty.status_code == 200
    assert "Aucune règle ne correspond" in empty.text
    assert browser.get("/espace/regles/regle/nowhere").status_code == 404


def test_a_question_is_answered_with_what_was_read(enter: Enter) -> None:
    browser = enter("Chloe")
    answer = browser.get(
        "/espace/regles/essayer?question=what happens to a craftsman in Roanne with a tax debt?", follow_redirects=True
    )
    assert answer.status_code == 200
    for text in ("Je dois de l’argent aux impôts", "Roanne (42300)", "Artisanat", "Services des impôts des entreprises",
                 "Règles appliquées", "fiscal-dette", "Ce qu’on ne sait pas"):  # fmt: skip
        assert text in answer.text, text
    assert answer.request.args.getlist("f.activity") == ["artisanat"]


def test_a_question_nobody_understands_says_so(enter: Enter) -> None:
    answer = enter("Chloe").get("/espace/regles/essayer?question=zzzz", follow_redirects=True)
    assert "n’a pas été comprise" in answer.text


def test_a_situation_shows_near_misses_and_refuses_what_it_cannot_read(enter: Enter) -> None:
    browser = enter("Chloe")
    tried = browser.get("/espace/regles/essayer?sujet=dette-urssaf&commune=Roanne 42300&f.procedure_open=liquidation")
    assert tried.status_code == 200
    assert "il faudrait" in tried.text
    assert "la réponse est «" in tried.text
    assert browser.get("/espace/regles/essayer?sujet=dette-urssaf&f.employees=beaucoup").status_code == 422
    shared = browser.get("/espace/regles/essayer?sujet=dette-urssaf&commune=Savigny")
    assert shared.status_code == 422
    assert "Quelle commune" in shared.text
    outside = browser.get("/espace/regles/essayer?sujet=dette-urssaf&commune=Brest 29200")
    assert "hors du territoire" in outside.text


def test_a_rule_is_saved_and_the_draft_shows_it(enter: Enter, draft_id: int, stocked_app: Flask) -> None:
    browser = enter("Lea")
    sent = _sent(fact=["subject", "legal_form"], mode__legal_form="not", code__legal_form=["sci", "sa"], rank="41")
    assert browser.post(_row_url(draft_id), data=sent).status_code == 303
    with stocked_app.app_context():
        rule = get_draft(draft_id).find(RULE)
        assert rule is not None
        assert (rule.fields["when"]["legal_form"], rule.fields["rank"]) == ('not("sa", "sci")', 41)
    table = browser.get(f"/espace/regles/projets/{draft_id}?modifiees=1").text
    assert "modifiée" in table
    assert re.search(r"sauf\s+SA,", table)


def test_a_wrong_cell_is_marked_and_saved_only_when_wanted(enter: Enter, draft_id: int, stocked_app: Flask) -> None:
    browser = enter("Lea")
    sent = _sent(cell__subject='"dette-urssaf","nulle-part"', rank="beaucoup")
    refused = browser.post(_row_url(draft_id), data=sent)
    assert refused.status_code == 422
    for text in ('<mark>&#34;</mark>nulle-part', 'id="cell-subject-error"', 'id="f-rank-error"', "error-summary",
                 "Enregistrer avec ces erreurs", 'value="beaucoup"'):  # fmt: skip
        assert text in refused.text, text
    sent["do"] = "keep"
    assert browser.post(_row_url(draft_id), data=sent).status_code == 303
    assert "caractère 16" in browser.get(f"/espace/regles/projets/{draft_id}/constats").text
    assert "contient une erreur" in browser.get(f"/espace/regles/projets/{draft_id}").text
    tried = browser.get(f"/espace/regles/projets/{draft_id}/essayer?sujet=dette-urssaf")
    assert tried.status_code == 200
    assert "laissée de côté" in tried.text


def test_facts_are_added_and_dropped_without_saving(enter: Enter, draft_id: int, stocked_app: Flask) -> None:
    browser = enter("Lea")
    added = browser.post(_row_url(draft_id), data=_sent(do="add", add="employees", why="Encore non enregistré."))
    assert added.status_code == 200
    for text in ('name="low.employees"', "Encore non enregistré."):
        assert text in added.text
    dropped = browser.post(_row_url(draft_id), data=_sent(fact=["subject", "employees"], drop="employees"))
    assert 'name="low.employees"' not in dropped.text
    with stocked_app.app_context():
        assert get_draft(draft_id).changed == ()


def test_a_territory_is_found_by_its_name(enter: Enter, draft_id: int) -> None:
    sent = _sent(fact=["subject", "territory"], mode__territory="is", search__territory="Roannais Agglomération")
    page = enter("Lea").post(_row_url(draft_id), data=sent)
    assert re.search(r'name="code.territory"\s+value="epci:200035731"\s+checked', page.text)
    several = enter("Lea").post(_row_url(draft_id), data=_sent(fact=["territory"], mode__territory="is",
                                                               search__territory="Roanne"))  # fmt: skip
    assert "Propositions" in several.text


def test_the_slower_author_sees_both_versions_and_loses_nothing(
    enter: Enter, draft_id: int, stocked_app: Flask
) -> None:
    lea, marc = enter("Lea"), enter("Marc")
    assert marc.post(_row_url(draft_id), data=_sent(rank="12")).status_code == 303
    late = lea.post(_row_url(draft_id), data=_sent(rank="34", why="Mes mots."))
    assert late.status_code == 409
    for text in ("Marc a modifié cette règle", ">50<", ">12<", ">34<", "Mes mots."):
        assert text in late.text, text
    revision = re.search(r'name="revision" value="(\d+)"', late.text)
    assert revision is not None
    assert lea.post(_row_url(draft_id), data=_sent(rank="34", revision=revision[1])).status_code == 303
    with stocked_app.app_context():
        rule = get_draft(draft_id).find(RULE)
        assert rule is not None
        assert rule.fields["rank"] == 34


def test_rules_are_added_copied_removed_and_put_back(enter: Enter, draft_id: int, stocked_app: Flask) -> None:
    browser, new = enter("Lea"), f"/espace/regles/projets/{draft_id}/regles/nouvelle"
    assert f'value="{RULE}-2"' in browser.get(f"{new}?copie={RULE}").text
    assert browser.post(new, data=_sent(id="Pas Bon")).status_code == 422
    assert browser.post(new, data=_sent(id=RULE)).status_code == 422
    made = browser.post(f"{new}?copie={RULE}", data=_sent(id="une-copie"))
    assert made.status_code == 303
    assert made.location.endswith("/regle/une-copie")
    assert browser.post(f"{_row_url(draft_id)}/retirer", data={"revision": "0"}).status_code == 303
    with stocked_app.app_context():
        assert {rule.id: rule.change for rule in get_draft(draft_id).changed} == {RULE: "removed", "une-copie": "added"}
    assert browser.post(f"{_row_url(draft_id)}/remettre", data={"revision": "1"}).status_code == 303
    with stocked_app.app_context():
        assert [rule.id for rule in get_draft(draft_id).changed] == ["une-copie"]


def test_findings_come_as_a_fragment_while_a_rule_is_written(enter: Enter, draft_id: int) -> None:
    url = f"/espace/regles/projets/{draft_id}/constats-de-la-regle?regle={RULE}"
    browser = enter("Lea")
    twin = _sent(fact=["subject", "procedure_open"], mode__procedure_open="unknown", rank="50")
    assert "Rien à signaler" in browser.post(url, data=twin).text
    wrong = browser.post(url, data=_sent(cell__subject='"nulle-part"'))
    assert wrong.status_code == 200
    assert "caractère 1" in wrong.text
    # Whatever the catalogue says about farms, this rule can never be read for anything else.
    never = _sent(fact=["subject", "territory"], mode__territory="is", code__territory=["commune:29019"])
    assert 'class="row-note row-note--' in browser.post(url, data=never).text
    assert "<html" not in wrong.text


def test_a_draft_is_tried_beside_the_version_it_starts_from(enter: Enter, draft_id: int) -> None:
    browser = enter("Lea")
    page = f"/espace/regles/projets/{draft_id}/essayer?sujet=dette-urssaf&insee=42187"
    assert "le projet ne change rien" in browser.get(page).text
    browser.post(_row_url(draft_id), data=_sent(partner="cci", rank="1"))
    changed = browser.get(page).text
    assert "le projet change l’orientation" in changed
    assert changed.index("Avant") < changed.index("Après")


def test_hostile_forms_are_answered(enter: Enter, draft_id: int) -> None:
    browser = enter("Lea")
    for sent in (
        _sent(fact=["ghost", "x" * 500], cell__ghost="<script>"),
        _sent(cell__subject="(" * 5000),
        _sent(rank="9" * 400, clock__days="-1", why="\x00<b>"),
        _sent(fact=["territory"], mode__territory="is", search__territory="%_'\"\x00"),
        MultiDict({"do": "save"}),
    ):
        assert browser.post(_row_url(draft_id), data=sent).status_code == 422
    assert browser.get("/espace/regles/essayer?" + "f.x=1&" * 500).status_code == 200
