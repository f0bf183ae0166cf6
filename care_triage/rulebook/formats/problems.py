"""What is wrong in a file of rules, to the character; and what a format could not hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from care_triage.rulebook.types import RuleFields
from care_triage.triage.document import RuleSetDocument


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file is refused: where (`row` of the file, its column, characters before the fault), and a sentence."""

    message: str
    message_en: str
    row: int | None = None
    column: str = ""
    offset: int | None = None
    rule_id: str = ""

    def place(self, locale: str = "fr") -> str:
        """Where it is, in a few words; empty for the whole file."""
        row, column, character = ("row", "column", "character") if locale == "en" else ("ligne", "colonne", "caractère")
        parts = [f"{row} {self.row}" if self.row is not None else "", f"{column} {self.column}" if self.column else ""]
        parts.append(f"{character} {self.offset + 1}" if self.offset is not None else "")
        return ", ".join(part for part in parts if part)

    def sentence(self, locale: str = "fr") -> str:
        """The sentence alone."""
        return self.message_en if locale == "en" else self.message

    def __str__(self) -> str:
        rule = f" (règle {self.rule_id})" if self.rule_id else ""
        return f"{self.place()}{rule} : {self.message}" if self.place() else self.message


class InvalidRuleFile(Exception):
    """A file of rules cannot be used; every problem that was found is listed, and nothing was read of it."""

    def __init__(self, *problems: FileProblem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def refused(message: str, message_en: str, row: int | None = None, column: str = "") -> InvalidRuleFile:
    """The refusal of a file for one problem."""
    return InvalidRuleFile(FileProblem(message, message_en, row, column))


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that does not go over: of one rule, or of the whole file when `rule_id` is empty."""

    rule_id: str
    field: str
    message: str
    message_en: str

    def sentence(self, locale: str = "fr") -> str:
        """What is lost, in the reader's language."""
        return self.message_en if locale == "en" else self.message

    def __str__(self) -> str:
        return f"{self.rule_id or 'fichier'}, {self.field} : {self.message}"


def impossible_lost(document: RuleSetDocument) -> tuple[Loss, ...]:
    """What a format loses that has no place for combinations that cannot exist."""
    if not document.impossible:
        return ()
    text = "Ce format ne dit pas quelles informations s’excluent : seul le TOML garde ces combinaisons impossibles."
    text_en = "This format does not say which facts exclude each other: only TOML keeps these impossible combinations."
    return (Loss("", "impossible", text, text_en),)


@dataclass(frozen=True, slots=True)
class SourceRule:
    """A rule as a file has it, right or wrong, with the place of each of its fields."""

    id: str
    fields: RuleFields
    row: int
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)

    def problem(self, name: str, message: str, message_en: str, offset: int | None = None) -> FileProblem:
        """A problem of one of its fields, at its place in the file."""
        row = self.rows.get(name, self.row)
        return FileProblem(message, message_en, row, self.columns.get(name, name), offset, self.id)


def unflat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their path (`when.legal_form`, `legal_clock.days`) as the nested fields of a rule."""
    fields: dict[str, Any] = {}
    for path, value in values.items():
        above, dot, name = path.partition(".")
        if dot:
            fields.setdefault(above, {})[name] = value
        else:
            fields[path] = value
    return fields
