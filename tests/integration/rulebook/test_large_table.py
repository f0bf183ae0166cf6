"""The table of a large rule set: sparse rows, light pages."""

import gzip
import re
from html import unescape

import pytest
from flask import Flask

from care_triage.accounts.types import Role
from care_triage.rulebook.pages.table_filter import PAGE
from care_triage.triage.service.publish import publish_rule_set
from tests.support.factories import PASSWORD
from tests.support.large_rules import FACTS, RULES, large_document
from tests.support.rulebook import person_with

_HEAVIEST, _HEAVIEST_SENT = 160_000, 20_000
_ROW = re.compile(r'<tr class="[^"]*" id="regle-([^"]+)">(.*?)</tr>', re.DOTALL)


@pytest.fixture
def pages(app: Flask) -> list[bytes]:
    """Every page of the table, one after the other."""
    with app.app_context():
        publish_rule_set(large_document(), "Grand")
        person_with("Chloe", Role.COORDINATOR)
    client = app.test_client()
    client.post("/connexion", data={"email": "chloe@exemple.fr", "password": PASSWORD})
    return [client.get(f"/espace/regles?page={number}").data for number in range(1, RULES // PAGE + 1)]


def test_a_row_shows_the_facts_that_its_rule_uses_and_no_other(pages: list[bytes]) -> None:
    document = large_document()
    labels = {fact.name: fact.label("fr") for fact in document.vocabulary}
    assert len(labels) == FACTS
    shown = {}
    for page in pages:
        for rule_id, row in _ROW.findall(page.decode()):
            facts = re.findall(r'class="chip__fact">(.*?)\xa0:</span>', row)
            shown[rule_id] = sorted(unescape(fact) for fact in facts)
    expected = {
        # The heading of the group says the subject.
        rule.id: sorted(labels[name] for name in rule.when if name != "subject")
        for rule in document.rules
    }
    assert shown == expected
    assert max(map(len, shown.values())) == 12


def test_every_page_is_light(pages: list[bytes]) -> None:
    assert max(map(len, pages)) < _HEAVIEST
    assert max(len(gzip.compress(page)) for page in pages) < _HEAVIEST_SENT
