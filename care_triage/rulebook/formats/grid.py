"""Rules as a sparse grid of texts: a column for each fact in use, then one for each field; blank says nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from care_triage.rulebook.formats.problems import FileProblem, InvalidRuleFile, SourceRule, unflat
from care_triage.rulebook.policy import fields_of, flat
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import RuleSetDocument, RuleSpec

ID: Final = "id"
CONDITION: Final = "when."
LABELS: Final[Mapping[str, str]] = {
    ID: "Règle", "partner": "Partenaire", "role": "Rôle", "rank": "Rang", "answer_hours": "Réponse (heures)",
    "urgency": "Urgence", "confidential": "Confidentiel", "why": "Pourquoi", "why_en": "Pourquoi (anglais)",
    "advice": "Conseil", "advice_en": "Conseil (anglais)", "law": "Texte de loi", "source": "Source",
    "status": "Vérification", "valid_from": "Du", "valid_until": "Au",
    "legal_clock.name": "Délai légal", "legal_clock.fact": "Délai : depuis", "legal_clock.days": "Délai : jours",
    "legal_clock.months": "Délai : mois", "legal_clock.law": "Délai : texte", "legal_clock.label": "Délai : libellé",
    "legal_clock.label_en": "Délai : libellé (anglais)",
    "legal_clock.counting": "Délai : jours qui comptent", "legal_clock.last_day": "Délai : dernier jour",
    "legal_clock.whose": "Délai : qui est tenu", "legal_clock.status": "Délai : vérification",
    "legal_clock.source": "Délai : source", "legal_clock.ask": "Délai : auprès de qui vérifier",
    "legal_clock.ask_en": "Délai : auprès de qui vérifier (anglais)", "legal_clock.past": "Délai : une fois passé",
    "legal_clock.past_en": "Délai : une fois passé (anglais)",
}  # fmt: skip
"""The columns that are not conditions, in order, and what a person reads above them."""

_NUMBERS: Final = frozenset(["rank", "answer_hours", "legal_clock.days", "legal_clock.months"])
_DATES: Final = frozenset(["valid_from", "valid_until"])
_TRUTHS: Final[Mapping[str, bool]] = {
    "true": True, "vrai": True, "oui": True, "yes": True, "false": False, "faux": False, "non": False, "no": False,
}  # fmt: skip
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")
_FRENCH_DATE: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a grid, checked: the name of each column, and how the file calls it."""

    names: tuple[str, ...]
    places: Mapping[str, str]


def columns_of(document: RuleSetDocument) -> tuple[str, ...]:
    """The names of the columns: identifier, facts that some rule reads, fields."""
    used = {name for rule in document.rules for name in rule.when}
    facts = [f"{CONDITION}{fact.name}" for fact in document.vocabulary if fact.name in used]
    return (ID, *facts, *list(LABELS)[1:])


def labels_of(document: RuleSetDocument, columns: Iterable[str]) -> list[str]:
    """What a person reads above each column."""
    facts = document.fact_by_name
    return [
        facts[name.removeprefix(CONDITION)].label.fr if name.startswith(CONDITION) else LABELS[name] for name in columns
    ]


def row_of(rule: RuleSpec) -> dict[str, str]:
    """The texts of a rule by column."""
    return {ID: rule.id} | {name: text_of(value) for name, value in flat(fields_of(rule)).items()}


def text_of(value: object) -> str:
    """A plain value as a cell."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def read_header(cells: Sequence[str], document: RuleSetDocument, places: Sequence[str], row: int) -> Header:
    """The columns of a file. Raises InvalidRuleFile for a column that nobody would read."""
    problems, seen = [], set()
    for name, place in zip(cells, places, strict=True):
        if not name:
            continue
        if name in seen:
            problems.append(FileProblem("Cette colonne figure deux fois.", "This column stands twice.", row, place))
        elif not _is_column(name, document):
            problems.append(
                FileProblem(
                    f"La colonne « {name[:60]} » n’existe pas.", f"There is no column “{name[:60]}”.", row, place
                )
            )
        seen.add(name)
    if ID not in seen:
        problems.append(FileProblem("Il manque la colonne « id ».", "The column “id” is missing.", row))
    if problems:
        raise InvalidRuleFile(*problems)
    return Header(tuple(cells), {name: place for name, place in zip(cells, places, strict=True) if name})


def _is_column(name: str, document: RuleSetDocument) -> bool:
    if name.startswith(CONDITION):
        return name.removeprefix(CONDITION) in document.fact_by_name
    return name in LABELS


def source_rule(texts: Mapping[str, str], row: int, header: Header, document: RuleSetDocument) -> SourceRule:
    """A rule from its texts by column; what cannot be read as its type stays a text, for the check to refuse."""
    values = {name: _value(name, text.strip(), document) for name, text in texts.items() if name and text.strip()}
    rule_id = values.pop(ID, "")
    return SourceRule(str(rule_id), unflat(values), row, header.places)


def _value(name: str, text: str, document: RuleSetDocument) -> Any:
    if name.startswith(CONDITION):
        return _cell(text, document.fact_by_name[name.removeprefix(CONDITION)].kind)
    if name in _NUMBERS:
        return int(text) if _WHOLE.fullmatch(text) else text
    if name in _DATES:
        return _iso(text)
    return _TRUTHS.get(text.lower(), text) if name == "confidential" else text


def _cell(text: str, kind: Kind) -> str:
    # Spreadsheets turn `true` into their own word for it.
    truth = _TRUTHS.get(text.lower()) if kind is Kind.BOOLEAN else None
    return text if truth is None else text_of(truth)


def _iso(text: str) -> str:
    """A date as a spreadsheet may have turned it, 31/01/2026, brought back."""
    found = _FRENCH_DATE.fullmatch(text)
    if not found:
        return text
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text
