"""Every answer that a person may choose is read from stories, or somebody wrote why it never is."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from care_triage.triage.told import answers
from care_triage.triage.told.answers import besides, several, words
from care_triage.triage.told.business import FORMS
from care_triage.triage.told.creditors import PUBLIC
from care_triage.triage.told.event_lines import EVENTS
from care_triage.triage.told.law import LEGAL
from care_triage.triage.told.money_lines import MONEY
from care_triage.triage.told.trades import ACTIVITIES

DATA = ACTIVITIES.parents[1]
NEVER = tomllib.loads((DATA / "told" / "never.toml").read_text(encoding="utf-8"))


def _facts() -> Iterator[tuple[str, frozenset[str]]]:
    for file in sorted((DATA / "vocabulary").glob("*.toml")):
        for fact in tomllib.loads(file.read_text(encoding="utf-8"))["fact"]:
            if fact["kind"] == "boolean":
                yield fact["name"], frozenset({"true"})
            elif fact["kind"] in ("enum", "set"):
                yield fact["name"], frozenset(value["code"] for value in fact["values"])


CHOICES = dict(_facts())


def _read() -> set[tuple[str, str]]:
    found = {(fact, value) for fact, values in {**words(), **several()}.items() for value in values}
    found |= {(line.fact, "true" if line.value is True else str(line.value)) for line in (*LEGAL, *MONEY, *EVENTS)}
    found |= {("activity", code) for code in tomllib.loads(ACTIVITIES.read_text(encoding="utf-8"))}
    found |= {("legal_form", code) for code in FORMS}
    return found | {("public_debts", code) for code, _creditor in PUBLIC.values()}


def test_every_choice_has_words_or_a_reason_to_have_none() -> None:
    read = _read()
    unread = {f"{fact}.{value}" for fact, values in CHOICES.items() for value in values if (fact, value) not in read}
    assert unread == set(NEVER)
    assert all(len(reason) > len("parce que") for reason in NEVER.values())


def test_words_are_those_of_known_answers() -> None:
    known = {fact: values | ({"false"} if values == {"true"} else set()) for fact, values in CHOICES.items()}
    assert {fact: values.keys() - known[fact] for fact, values in {**words(), **several()}.items()} == {
        fact: set() for fact in {**words(), **several()}
    }


def test_what_is_told_besides_is_of_known_subjects_that_do_not_ask_for_it() -> None:
    asked = {
        subject["slug"]: {question["fact"] for question in subject.get("question", ())}
        for file in sorted((DATA / "subjects").glob("*.toml"))
        for subject in tomllib.loads(file.read_text(encoding="utf-8"))["subject"]
    }
    assert all(fact not in asked[slug] for fact, slugs in besides().items() for slug in slugs)
    assert besides().keys() <= {*words(), *several()}


def test_data_files_are_plain_folded_words() -> None:
    for file in sorted(Path(DATA / "told").rglob("*.toml")):
        if file.name != "never.toml":
            lines = file.read_text(encoding="utf-8").splitlines()
            assert all(line.isascii() and line == line.lower() for line in lines if line and line[0] != "#"), file


@pytest.mark.parametrize("fact", sorted(words()))
def test_every_way_of_saying_an_answer_says_it(fact: str) -> None:
    read = {way: answers(as_typed(way), {fact}) for ways in words()[fact].values() for way in ways}
    meant = {way: value for value, ways in words()[fact].items() for way in ways}
    assert {way: [str(one.value).lower() for one in found] for way, found in read.items()} == {
        way: [value.lower()] for way, value in meant.items()
    }


def as_typed(way: str) -> str:
    """The first words that fit."""
    return " ".join(
        "truc" if word == ".." else word.split("|")[0].replace("_", " ").replace("*", "")
        for word in way.removesuffix("?").split()
    )
