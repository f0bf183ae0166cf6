"""What differs between two versions, to be read: labels instead of codes, conditions in words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from care_triage.partners.labels import STATUS_NAMES
from care_triage.partners.types import Status
from care_triage.rulebook.labels import URGENCY_NAMES, field_name
from care_triage.rulebook.types import FieldDifference, RowChange, RuleChange
from care_triage.rulebook.words.cells import Speech
from care_triage.rulebook.words.rules import partner_name, role_name, speech_of
from care_triage.triage.document import RuleSetDocument, RuleSpec
from care_triage.web.i18n import _, language, ngettext

ABSENT = "—"
# So many choices are read through before one that changed is found.
_AT_A_GLANCE = 6
_LIST = re.compile(r'\s*"[^"]*"\s*(?:,\s*"[^"]*"\s*)*')


@dataclass(frozen=True)
class FieldWords:
    """One field: what it is called, what it said and what it says."""

    label: Any
    before: str
    after: str


@dataclass(frozen=True)
class ChangeWords:
    """One rule that differs."""

    rule_id: str
    change: RuleChange
    subject: str
    fields: tuple[FieldWords, ...]


@dataclass(frozen=True)
class Tally:
    """How many rules are new, changed, gone."""

    added: int
    changed: int
    removed: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.added + self.changed + self.removed


def tally(changes: Iterable[RowChange]) -> Tally:
    """Count changes by sort."""
    sorts = [change.change for change in changes]
    return Tally(sorts.count("added"), sorts.count("changed"), sorts.count("removed"))


def change_words(old: RuleSetDocument, new: RuleSetDocument, changes: Sequence[RowChange]) -> tuple[ChangeWords, ...]:
    """The changes between two documents as a person reads them."""
    specs = [spec for change in changes for spec in (change.before, change.after) if spec]
    cells = [cell for spec in specs for cell in spec.when.values()]
    before, after = speech_of(old, cells), speech_of(new, cells)
    return tuple(_words(new, change, before, after) for change in changes)


def value_words(name: str, value: Any, speech: Speech) -> str:
    """The value of a field in words: a cell, a code of a closed list, yes or no, or the value itself."""
    if value is None:
        return ABSENT
    if name.startswith("when."):
        return speech.chip(name.removeprefix("when."), str(value), whole=True).text
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return str(_named(name, value))


def _named(name: str, value: Any) -> Any:
    if name == "partner":
        return partner_name(value)
    if name == "role":
        return role_name(value)
    if name == "status" and value in set(Status):
        return STATUS_NAMES[Status(value)]
    return URGENCY_NAMES.get(value, value) if name == "urgency" else value


def _words(document: RuleSetDocument, change: RowChange, before: Speech, after: Speech) -> ChangeWords:
    fields = tuple(_field(document, each, before, after) for each in change.fields)
    return ChangeWords(change.rule_id, change.change, _subject(document, change.after or change.before), fields)


def _field(document: RuleSetDocument, difference: FieldDifference, before: Speech, after: Speech) -> FieldWords:
    name = difference.field
    old, new = _choices(difference.before), _choices(difference.after)
    if name.startswith("when.") and min(len(old), len(new)) > _AT_A_GLANCE:
        # Two long lists that differ by one line: only that line is read.
        return FieldWords(
            field_name(document, name),
            _apart(name, old, [code for code in old if code not in new], before),
            _apart(name, new, [code for code in new if code not in old], after),
        )
    return FieldWords(
        field_name(document, name),
        value_words(name, difference.before, before),
        value_words(name, difference.after, after),
    )


def _choices(cell: object) -> list[str]:
    """The codes of a cell that only lists them."""
    return [code.strip() for code in cell.split(",")] if isinstance(cell, str) and _LIST.fullmatch(cell) else []


def _apart(name: str, choices: Sequence[str], alone: Sequence[str], speech: Speech) -> str:
    number = ngettext("%(num)d choix", "%(num)d choix", len(choices))
    return (
        _("%(number)s, dont : %(names)s", number=number, names=value_words(name, ",".join(alone), speech))
        if alone
        else number
    )


def _subject(document: RuleSetDocument, spec: RuleSpec | None) -> str:
    """The subject that a rule is about, when it names one only."""
    slug = spec.when.get("subject", "").strip('"') if spec else ""
    found: Mapping[str, Any] = document.subject_by_slug
    return found[slug].label(language()) if slug in found else ""
