"""Rules as an XLSX workbook: a sheet of rules to work on, a sheet with the vocabulary to look codes up.

Every cell is written as text, so that no spreadsheet computes, rounds or turns it into a date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from care_triage.rulebook.formats.check import MOST_RULES
from care_triage.rulebook.formats.grid import (
    CONDITION,
    ID,
    LABELS,
    columns_of,
    labels_of,
    read_header,
    row_of,
    source_rule,
)
from care_triage.rulebook.formats.printable import printable, unprintable_of
from care_triage.rulebook.formats.problems import (
    FileProblem,
    InvalidRuleFile,
    Loss,
    SourceRule,
    impossible_lost,
    refused,
)
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument

RULES: Final = "Règles"
VOCABULARY: Final = "Vocabulaire"
_VOCABULARY_HEADER: Final = (
    "name", "kind", "label", "label_en", "unit", "sensitive", "code", "code_label", "code_label_en",
)  # fmt: skip
_LONGEST_CELL: Final = 32_767
_WIDEST: Final = 400
_UNPACKED: Final = 80_000_000
_MOST_PARTS: Final = 200
_WIDTHS: Final = {ID: 34, "why": 60, "why_en": 60, "advice": 48, "advice_en": 48}
_HEAD: Final = PatternFill("solid", fgColor="E8EEF2")


def write(document: RuleSetDocument) -> tuple[bytes, tuple[Loss, ...]]:
    """The workbook, and the texts that are too long for a cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(RULES)
    columns = columns_of(document)
    _add(sheet, 1, columns)
    _add(sheet, 2, labels_of(document, columns))
    losses: list[Loss] = []
    for number, rule in enumerate(document.rules, 3):
        row = row_of(rule)
        losses += [*unprintable_of(rule.id, row), *_too_long(rule.id, row.items())]
        _add(sheet, number, [row.get(column, "") for column in columns])
    _dress(sheet, columns, frozen="B3")
    _write_vocabulary(book.create_sheet(VOCABULARY), document.vocabulary)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue(), (*losses, *impossible_lost(document))


def _add(sheet: Worksheet, row: int, texts: Iterable[str]) -> None:
    for column, text in enumerate(texts, 1):
        if not text:
            continue
        cell = sheet.cell(row, column)
        cell.value = printable(text)[:_LONGEST_CELL]
        # What begins with = is a text too, and stays one when somebody edits it.
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))


def _too_long(rule_id: str, texts: Iterable[tuple[str, str]]) -> Iterator[Loss]:
    for name, text in texts:
        if len(text) > _LONGEST_CELL:
            yield Loss(
                rule_id, name, f"Texte coupé : une case contient {_LONGEST_CELL} caractères au plus.",
                f"Text cut: a cell holds at most {_LONGEST_CELL} characters.",
            )  # fmt: skip


def _dress(sheet: Worksheet, columns: Sequence[str], frozen: str) -> None:
    """The header stays in sight, columns are wide enough to be read, and rows can be filtered."""
    sheet.freeze_panes = frozen
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{int(frozen[1:]) - 1}:{last}{max(sheet.max_row, 2)}"
    for number, name in enumerate(columns, 1):
        width = _WIDTHS.get(name, 26 if name.startswith(CONDITION) else 16)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in range(1, int(frozen[1:])):
        for number in range(1, len(columns) + 1):
            cell = sheet.cell(row, number)
            cell.font, cell.fill = Font(bold=True), _HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_vocabulary(sheet: Worksheet, facts: Iterable[FactSpec]) -> None:
    _add(sheet, 1, _VOCABULARY_HEADER)
    for row, texts in enumerate((texts for fact in facts for texts in _declared(fact)), 2):
        _add(sheet, row, texts)
    _dress(sheet, _VOCABULARY_HEADER, frozen="B2")


def _declared(fact: FactSpec) -> Iterator[Sequence[str]]:
    """A row for the fact, then one for each of its codes."""
    sensitive = "true" if fact.sensitive else ""
    yield fact.name, fact.kind, fact.label.fr, fact.label.en or "", fact.unit or "", sensitive
    for value in fact.values:
        yield fact.name, "", "", "", "", "", value.code, value.label.fr, value.label.en or ""


def read(data: bytes, base: RuleSetDocument) -> tuple[tuple[SourceRule, ...], tuple[Loss, ...]]:
    """The rules of the sheet `Règles` (or of the first one). Raises InvalidRuleFile."""
    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book[RULES] if RULES in book.sheetnames else book.worksheets[0]
        rows = list(_rows(sheet, base))
    except InvalidRuleFile:
        raise
    except Exception as error:
        # A broken workbook makes openpyxl raise whatever its own code meets: KeyError, AttributeError, ParseError…
        raise _unreadable() from error
    return _rules(rows, base), ()


def _unreadable() -> InvalidRuleFile:
    return refused("Ce fichier n’est pas un classeur XLSX lisible.", "This file is not a readable XLSX workbook.")


def _check_archive(data: bytes) -> None:
    """Refuse an archive that would unpack without end. Raises InvalidRuleFile."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise _unreadable() from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise refused("Ce classeur est trop gros.", "This workbook is too large.")


_Row = tuple[int, list[str]]


def _rows(sheet: Any, base: RuleSetDocument) -> Iterator[_Row]:
    """Each row that says something, as texts. Raises InvalidRuleFile for a formula."""
    kinds: list[Kind | None] = []
    problems = []
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_RULES + 100, max_col=_WIDEST), 1):
        problems += [
            FileProblem("Une formule : écrivez le texte lui-même.", "A formula: write the text itself.", number,
                        get_column_letter(place))
            for place, cell in enumerate(cells, 1)
            if cell.data_type == "f"
        ]  # fmt: skip
        kinds = kinds or [_kind(cell.value, base) for cell in cells]
        texts = [_text(cell.value, kind) for cell, kind in zip(cells, [*kinds, *[None] * len(cells)], strict=False)]
        if any(texts):
            yield number, texts
    if problems:
        raise InvalidRuleFile(*problems)


def _kind(name: object, base: RuleSetDocument) -> Kind | None:
    """The kind of fact that a column is about."""
    fact = base.fact_by_name.get(str(name).removeprefix(CONDITION))
    return fact.kind if fact and str(name).startswith(CONDITION) else None


def _text(value: object, kind: Kind | None) -> str:
    """What a person typed, even where the spreadsheet made a number, a date or a truth of it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case date():
            day = value.date() if isinstance(value, datetime) else value
            return f'date("{day.isoformat()}")' if kind is Kind.DATE else day.isoformat()
        case _:
            return str(value).strip()


def _rules(rows: Sequence[_Row], base: RuleSetDocument) -> tuple[SourceRule, ...]:
    if not rows:
        raise refused("Cette feuille est vide.", "This sheet is empty.")
    (first, names), *others = rows
    letters = [f"{get_column_letter(place)} ({name})" for place, name in enumerate(names, 1)]
    header = read_header(names, base, letters, first)
    place = names.index(ID)
    return tuple(
        source_rule(dict(zip(names, texts, strict=False)), number, header, base)
        for number, texts in others
        if texts[place] != LABELS[ID]
    )
