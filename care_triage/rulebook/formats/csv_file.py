"""Rules as CSV that a spreadsheet opens: semicolons, UTF-8 with its mark, one row a rule.

A cell that a spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe in front, and so does
one that begins with an apostrophe; reading takes it away again.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from care_triage.rulebook.formats.grid import ID, columns_of, read_header, row_of, source_rule
from care_triage.rulebook.formats.problems import Loss, SourceRule, impossible_lost, refused
from care_triage.triage.document import RuleSetDocument

_DELIMITERS: Final = ";,\t"
_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
_LONGEST_CELL: Final = 40_000
_VOCABULARY_LOST: Final = Loss(
    "", "vocabulary", "Le CSV ne contient pas le vocabulaire (libellés et codes des informations).",
    "CSV does not hold the vocabulary (labels and codes of the facts).",
)  # fmt: skip


def write(document: RuleSetDocument) -> tuple[bytes, tuple[Loss, ...]]:
    """The rules as CSV."""
    columns = columns_of(document)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for rule in document.rules:
        row = row_of(rule)
        writer.writerow([guarded(row.get(column, "")) for column in columns])
    return b"\xef\xbb\xbf" + text.getvalue().encode(), (_VOCABULARY_LOST, *impossible_lost(document))


def read(data: bytes, base: RuleSetDocument) -> tuple[tuple[SourceRule, ...], tuple[Loss, ...]]:
    """The rules of a CSV file, delimited by semicolons, commas or tabs. Raises InvalidRuleFile."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(
            "Ce fichier n’est pas en UTF-8 : enregistrez-le sous « CSV UTF-8 ».",
            "This file is not UTF-8: save it as “CSV UTF-8”.",
        ) from None
    rows = _rows(text)
    first = next(rows, (1, []))
    cells = [cell.strip() for cell in first[1]]
    header = read_header(cells, base, cells, first[0])
    rules = []
    for number, row in rows:
        if len(row) > len(cells) and any(row[len(cells) :]):
            raise refused("Cette ligne a plus de cases que de colonnes.", "This row is longer than the header.", number)
        texts = dict(zip(cells, (unguarded(cell) for cell in row), strict=False))
        rules.append(source_rule(texts, number, header, base))
    return tuple(rules), ()


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, with the line of the file where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise refused(
            "Cette ligne ne se lit pas : un guillemet manque peut-être.", "A quote may be missing.", line
        ) from None


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    # The header names `id` first; what follows it delimits.
    return max(_DELIMITERS, key=header.count) if header.strip() != ID else ";"


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_GUARDED) else text


def unguarded(text: str) -> str:
    """The cell that `guarded` was given; one that a person typed without an apostrophe stays as it is."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_GUARDED) else text
