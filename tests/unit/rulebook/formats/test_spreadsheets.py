"""Spreadsheets: no formula goes out or comes in, and what Excel does to a cell is undone."""

import csv
import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from care_triage.rulebook.formats import Format, InvalidRuleFile, read_rules, write_rules
from care_triage.triage.document import RuleSpec
from tests.unit.rulebook.formats.strategies import document, rule

NASTY = ["=HYPERLINK(1)", "+1", "-2+3", "@x", "'=1", "'"]


def test_no_cell_of_a_csv_begins_like_a_formula() -> None:
    rules = [rule(f"r-{n}", law=text, when={"staff": "-5"}) for n, text in enumerate(NASTY)]
    text = write_rules(document(*rules), Format.CSV).data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    rules = [rule(f"r-{n}", law=text) for n, text in enumerate(NASTY)]
    book = load_workbook(io.BytesIO(write_rules(document(*rules), Format.XLSX).data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.data_type == "n" and cell.value is not None]


def test_the_sheet_shows_only_facts_in_use_under_a_frozen_header_with_labels() -> None:
    data = write_rules(document(rule(when={"subject": '"dette"', "staff": ">= 10"})), Format.XLSX).data
    book = load_workbook(io.BytesIO(data))
    sheet = book["Règles"]
    assert [cell.value for cell in sheet[1]][:4] == ["id", "when.subject", "when.staff", "partner"]
    assert [cell.value for cell in sheet[2]][:4] == ["Règle", "Sujet", "Salariés", "Partenaire"]
    assert sheet.freeze_panes == "B3"
    assert "Libellé tva" in {cell.value for row in book["Vocabulaire"].iter_rows() for cell in row}


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


COLUMNS: list[object] = ["id", "when.subject", "when.staff", "when.farmer", "when.stopped_on", "partner", "role", "rank",
           "answer_hours", "why", "status", "valid_from", "confidential"]  # fmt: skip
TYPED: list[object] = ["r-1", '"dette"', 10, True, date(2026, 1, 31), "urssaf", "lead", 10.0, 16, "Parce que.", "V",
                       date(2026, 3, 1), True]  # fmt: skip
WANTED = {"subject": '"dette"', "staff": "10", "farmer": "true", "stopped_on": 'date("2026-01-31")'}


def only(found: tuple[RuleSpec, ...]) -> RuleSpec:
    (one,) = found
    return one


def test_numbers_dates_and_truths_typed_in_a_workbook_are_read() -> None:
    found = only(read_rules(workbook([COLUMNS, TYPED]), Format.XLSX, document()).document.rules)
    assert found.when == WANTED
    assert (found.rank, found.answer_hours, found.valid_from, found.confidential) == (10, 16, date(2026, 3, 1), True)


def test_what_excel_makes_of_a_csv_is_read() -> None:
    text = ["r-1", '"dette"', "10", "VRAI", 'date("2026-01-31")', "urssaf", "lead", "10", "16", "Parce que.", "V",
            "01/03/2026", "VRAI"]  # fmt: skip
    for delimiter in ";,\t":
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows([COLUMNS, text])
        found = only(read_rules(out.getvalue().encode(), Format.CSV, document()).document.rules)
        assert found.when == WANTED
        assert (found.valid_from, found.confidential) == (date(2026, 3, 1), True)


def test_a_formula_in_a_workbook_is_refused_at_its_place() -> None:
    with pytest.raises(InvalidRuleFile) as refusal:
        read_rules(workbook([COLUMNS, [*TYPED[:9], "=1+1", *TYPED[10:]]]), Format.XLSX, document())
    (problem,) = refusal.value.problems
    assert (problem.row, problem.column) == (2, "J")


@pytest.mark.parametrize(
    "broken", [b"<worksheet", b"<worksheet/>", b"", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>"]
)
def test_a_workbook_whose_parts_are_broken_is_refused_in_words(broken: bytes) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([COLUMNS, TYPED]))) as sound, zipfile.ZipFile(data, "w") as archive:
        for name in sound.namelist():
            archive.writestr(name, broken if name.startswith("xl/worksheets/") else sound.read(name))
    with pytest.raises(InvalidRuleFile):
        read_rules(data.getvalue(), Format.XLSX, document())
