"""Cells as controls of a form, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from care_triage.rulebook.pages.cell_editor import Controls, cell_of, controls_of, marked, read_cell
from care_triage.rules import CellError, Fact, Kind, codes, parse_cell

FORM = Fact("form", Kind.ENUM, values=codes("ei", "sarl", "sa"))
DEBTS = Fact("debts", Kind.SET, values=codes("urssaf", "tva"))
PLACE = Fact("place", Kind.CODE)
STAFF = Fact("staff", Kind.INTEGER)
AMOUNT = Fact("amount", Kind.MONEY)
DAY = Fact("day", Kind.DATE)
YES = Fact("yes", Kind.BOOLEAN)


@pytest.mark.parametrize(
    ("fact", "cell", "controls"),
    [
        (FORM, '"ei","sarl"', Controls("is", codes=("ei", "sarl"))),
        (FORM, 'not("sa")', Controls("not", codes=("sa",))),
        (DEBTS, 'list contains(?, "tva")', Controls("is", codes=("tva",))),
        (DEBTS, 'not(list contains(?, "tva"))', Controls("not", codes=("tva",))),
        (PLACE, 'starts with(?, "commune:42")', Controls("starts", prefixes="commune:42")),
        (PLACE, 'not("arr:422")', Controls("not", codes=("arr:422",))),
        (STAFF, "[10..50)", Controls("is", low="10", high="49")),
        (STAFF, "12", Controls("is", low="12", high="12")),
        (STAFF, "< 10", Controls("is", high="9")),
        (AMOUNT, ">= 10000", Controls("is", low="10000")),
        (AMOUNT, "[100..200.50)", Controls("is", low="100", high="200.5")),
        (DAY, '< date("2026-02-01")', Controls("is", high="2026-01-31")),
        (YES, "false", Controls("is", yes="no")),
        (YES, "unknown()", Controls("unknown")),
        (FORM, "known()", Controls("known")),
        (STAFF, "< 10, >= 50", Controls("written")),
        (FORM, '"gmbh"', Controls("written")),
        (FORM, "-", Controls("written")),
        (FORM, "", Controls()),
    ],
)
def test_a_cell_is_shown_in_controls_that_write_it_again(fact: Fact, cell: str, controls: Controls) -> None:
    assert controls_of(fact, cell) == controls
    if controls.mode != "written" and cell:
        assert parse_cell(cell_of(fact, controls), fact) == parse_cell(cell, fact)


def _posted(fact: Fact, was: str, written: str | None = None, **controls: str | list[str]) -> "MultiDict[str, str]":
    pairs = MultiDict({f"was.{fact.name}": was, f"cell.{fact.name}": was if written is None else written})
    for key, value in controls.items():
        pairs.setlist(f"{key}.{fact.name}", [value] if isinstance(value, str) else value)
    return pairs


def test_what_nobody_touched_keeps_its_writing() -> None:
    was = '"sarl",   "ei"'
    assert read_cell(FORM, _posted(FORM, was, mode="is", code=["ei", "sarl"])).cell == was


def test_the_controls_that_were_changed_write_the_cell() -> None:
    assert read_cell(FORM, _posted(FORM, '"ei"', mode="not", code=["ei", "sa"])).cell == 'not("ei", "sa")'
    assert read_cell(YES, _posted(YES, "true", mode="is", yes="no")).cell == "false"
    assert read_cell(FORM, _posted(FORM, '"ei"', mode="unknown", code="ei")).cell == "unknown()"


def test_the_written_cell_wins_when_it_was_changed() -> None:
    read = read_cell(FORM, _posted(FORM, '"ei"', '"sa"', mode="is", code=["sarl"]))
    assert (read.cell, read.controls.codes) == ('"sa"', ("sa",))


def test_amounts_are_read_as_people_write_them() -> None:
    assert read_cell(AMOUNT, _posted(AMOUNT, "", mode="is", low="10\u00a0000 €", high="12,5")).cell == "[10000..12.5)"


def test_nonsense_goes_into_the_cell_to_be_refused_there() -> None:
    cell = read_cell(STAFF, _posted(STAFF, "", mode="is", low="beaucoup")).cell
    with pytest.raises(CellError):
        parse_cell(cell, STAFF)


def test_the_character_at_fault_is_marked() -> None:
    assert marked('"ei" "sa"', 5) == ('"ei" ', '"', 'sa"')
    assert marked('"ei', 3) == ('"ei', "␣", "")
    assert marked('"ei"', None) is None


@given(st.text(max_size=40))
def test_any_text_in_a_cell_comes_back(text: str) -> None:
    for fact in (FORM, DEBTS, PLACE, STAFF, AMOUNT, DAY, YES):
        shown = controls_of(fact, text)
        assert isinstance(shown, Controls)
        assert isinstance(cell_of(fact, shown), str)
