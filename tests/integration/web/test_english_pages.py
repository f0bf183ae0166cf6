"""A page asked for in English says nothing in French."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts.types import Role
from tests.support.factories import PASSWORD, file_case, filing, hire, partner_id, referral_of, unit_id
from tests.support.owner import Owner
from tools.messages import SOURCE

UNIT = "urssaf-ra-roanne"
_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-label")
_PLACE = re.compile(r"%\\?\(\w+\\?\)[sd]")
IsFrench = Callable[[str], bool]


class Words(HTMLParser):
    """Pieces of text that a reader meets, without those that are said to be in another language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._foreign: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._foreign or (values.get("lang") == "fr" and tag != "html"):
            self._foreign.append(tag)
            return
        self.found += [value for name in _ATTRIBUTES if (value := values.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._foreign:
            del self._foreign[self._foreign.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._foreign and data.strip():
            self.found.append(data)


@pytest.fixture(scope="module")
def is_french() -> IsFrench:
    """Whether a text is one that the catalogue puts into other words."""
    whole, parts = set(), []
    for source, english in _pairs():
        if _PLACE.search(source):
            parts.append(re.sub(r"\\?%\\?\(\w+\\?\)[sd]", ".+", re.escape(_plain(source))))
        elif _plain(source).casefold() not in _plain(english).casefold():
            whole.add(_plain(source))
    pattern = re.compile("|".join(parts))
    return lambda text: _plain(text) in whole or bool(pattern.fullmatch(_plain(text)))


def _pairs() -> Iterator[tuple[str, str]]:
    with (SOURCE / "translations" / "en" / "LC_MESSAGES" / "care.po").open("rb") as file:
        for message in read_po(file, locale="en"):
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            targets = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from (pair for pair in zip(map(str, sources), map(str, targets), strict=False) if _says(*pair))


def _says(source: str, english: str) -> bool:
    """Leaves out what is the same in both languages, and what is hardly more than its values."""
    return english != source and len(re.findall(r"\w{2,}", _PLACE.sub("", source))) > ("%(" in source)


def _plain(text: str) -> str:
    return " ".join(text.split())


def french_in(client: FlaskClient, address: str, is_french: IsFrench) -> list[str]:
    """What the page at `address` says in French."""
    answer = client.get(address, headers={"Accept-Language": "en"}, follow_redirects=True)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    page = answer.get_data(as_text=True)
    assert '<html lang="en"' in page
    return [text for text in Words(page).found if is_french(text)]


def test_french_is_noticed(stocked_client: FlaskClient, is_french: IsFrench) -> None:
    page = stocked_client.get("/?lang=fr").get_data(as_text=True)
    assert len([text for text in Words(page).found if is_french(text)]) > 10


def test_an_owner_reads_english_from_the_first_page_to_the_last(
    stocked_client: FlaskClient, is_french: IsFrench
) -> None:
    stocked_client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    owner = Owner(stocked_client)
    found = french_in(stocked_client, "/?lang=en", is_french)
    owner.tell("I owe four months of social contributions and cannot pay any more.")
    found += french_in(stocked_client, owner.place, is_french)
    owner.choose("dette-urssaf")
    found += french_in(stocked_client, owner.place, is_french)
    owner.answer().locate().introduce()
    for step in ("recit", "sujets", "lieu", "contact", "verifier"):
        found += french_in(stocked_client, f"/demande/{owner.token}/{step}", is_french)
    tracking = owner.send()
    found += french_in(stocked_client, tracking, is_french)
    found += french_in(stocked_client, f"{tracking}/retrait", is_french)
    assert found == []


def test_pages_of_partners_and_of_the_collective_are_in_english(stocked_app: Flask, is_french: IsFrench) -> None:
    with stocked_app.app_context():
        people = [hire("Alice", Role.ADVISER, UNIT), hire("Chloe", Role.COORDINATOR)]
        case = file_case(filing("dette-urssaf"))
        referral = referral_of(case.case_id, UNIT)
        values = {
            "case_id": case.case_id, "referral_id": referral.id, "need_id": referral.need_id, "unit_id": unit_id(UNIT),
            "partner_id": partner_id(UNIT), "person_id": people[0],
        }  # fmt: skip
    found, seen = [], set()
    for name in ("alice", "chloe", None):
        client = stocked_app.test_client()
        if name:
            client.post("/connexion", data={"email": f"{name}@exemple.fr", "password": PASSWORD})
        for address in addresses(stocked_app, values):
            answer = client.get(address, headers={"Accept-Language": "en"})
            if answer.status_code == 200 and answer.mimetype == "text/html":
                seen.add(address)
                found += [(address, text) for text in Words(answer.get_data(as_text=True)).found if is_french(text)]
    assert found == []
    assert len(seen) > 30


def addresses(app: Flask, values: dict[str, int]) -> Iterator[str]:
    """Every page that these ids lead to; the mailbox shows mails in the language of who they are for."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "notifications.mailbox" and "GET" in (rule.methods or ()) and rule.arguments <= set(values):
            yield app.url_map.bind("localhost").build(rule.endpoint, {name: values[name] for name in rule.arguments})
