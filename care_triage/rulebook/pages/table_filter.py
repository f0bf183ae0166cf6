"""Which rows of the table are shown: a filter that lives in the address, and the order and pages of what it lets through."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from care_triage.rulebook.types import RuleChange, RuleFields
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.words import plain

PAGE: Final = 60
_QUOTED: Final = re.compile(r'"([^"\\]{1,200})"')
_SEARCHED: Final = ("why", "why_en", "advice", "law", "source")


@dataclass(frozen=True)
class TableFilter:
    """What the reader wants to see; `page` counts from 1."""

    text: str = ""
    theme: str = ""
    subject: str = ""
    partner: str = ""
    role: str = ""
    fact: str = ""
    changed: bool = False
    found: bool = False
    page: int = 1

    @property
    def count(self) -> int:
        """How many things it asks for."""
        return sum(
            map(
                bool,
                (self.text, self.theme, self.subject, self.partner, self.role, self.fact, self.changed, self.found),
            )
        )

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return not self.count


@dataclass(frozen=True)
class TableRow:
    """One rule of the table before it is put in words."""

    id: str
    fields: RuleFields
    subjects: tuple[str, ...]
    change: RuleChange = "same"
    revision: int = 0


@dataclass(frozen=True)
class TablePage:
    """The rows of one page, grouped by theme and subject (empty where a rule is about every subject)."""

    groups: tuple[tuple[str, str, tuple[TableRow, ...]], ...]
    total: int
    number: int
    last: int


def table_row(rule_id: str, fields: RuleFields, change: RuleChange = "same", revision: int = 0) -> TableRow:
    """A row, with the subjects that its cell names."""
    return TableRow(rule_id, fields, subjects_of(fields), change, revision)


def subjects_of(fields: RuleFields) -> tuple[str, ...]:
    """The subjects that a rule is about; none when it is about all, or all but some."""
    cell = cells_of(fields).get("subject", "")
    return () if cell.lstrip().startswith("not") else tuple(_QUOTED.findall(cell))


def cells_of(fields: RuleFields) -> Mapping[str, str]:
    """The cells of a rule, whatever a draft holds."""
    when = fields.get("when")
    return {str(name): str(cell) for name, cell in when.items()} if isinstance(when, Mapping) else {}


def page_of(
    rows: Iterable[TableRow], wanted: TableFilter, document: RuleSetDocument, found: frozenset[str]
) -> TablePage:
    """The rows that pass the filter, by theme, subject and place in the table; `found` are rules with findings."""
    order = _order(document, wanted)
    passing = sorted(
        (row for row in rows if lets_through(wanted, row, document, found)),
        key=lambda row: order.get(_home(row, order), len(order)),
    )
    last = max(1, -(-len(passing) // PAGE))
    number = min(max(1, wanted.page), last)
    shown = passing[(number - 1) * PAGE : number * PAGE]
    return TablePage(_grouped(shown, order, document), len(passing), number, last)


def lets_through(wanted: TableFilter, row: TableRow, document: RuleSetDocument, found: frozenset[str]) -> bool:
    """Whether a row is to be shown."""
    fields = row.fields
    return (
        (not wanted.partner or fields.get("partner") == wanted.partner)
        and (not wanted.role or fields.get("role") == wanted.role)
        and (not wanted.fact or wanted.fact in cells_of(fields))
        and (not wanted.subject or wanted.subject in row.subjects)
        and (not wanted.theme or wanted.theme in _themes(row, document))
        and (not wanted.changed or row.change != "same")
        and (not wanted.found or row.id in found)
        and (not wanted.text or _holds(row, wanted.text))
    )


def _holds(row: TableRow, text: str) -> bool:
    said = plain(" ".join((row.id, *(str(row.fields.get(name) or "") for name in _SEARCHED))))
    return all(word in said for word in plain(text).split())


def _themes(row: TableRow, document: RuleSetDocument) -> set[str]:
    subjects = document.subject_by_slug
    return {subjects[slug].theme for slug in row.subjects if slug in subjects}


def _order(document: RuleSetDocument, wanted: TableFilter) -> Mapping[str, int]:
    """The place of each subject: those of the catalogue in its order, those that were asked for first."""
    listed = [subject for theme in document.themes for subject in document.subjects_of(theme.slug)]
    listed.sort(key=lambda subject: (subject.slug != wanted.subject, subject.theme != wanted.theme))
    return {subject.slug: place for place, subject in enumerate(listed)}


def _home(row: TableRow, order: Mapping[str, int]) -> str:
    """The subject under which a rule of several is shown: its first in the order of the catalogue."""
    return min(row.subjects, key=lambda slug: order.get(slug, len(order)), default="")


def _grouped(
    rows: Sequence[TableRow], order: Mapping[str, int], document: RuleSetDocument
) -> tuple[tuple[str, str, tuple[TableRow, ...]], ...]:
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        groups.setdefault(_home(row, order), []).append(row)
    subjects = document.subject_by_slug
    return tuple(
        (subjects[slug].theme if slug in subjects else "", slug, tuple(inside)) for slug, inside in groups.items()
    )
