"""A question in plain words read into a situation: « que devient un artisan de Roanne qui a une dette fiscale ? ».

Pure. The subjects are those the front door understands; here are added what the words say of the business (its trade,
form and staff, whoever speaks), an amount, the answers whose own label is in the question, and the names that may be
a town. Nothing is sure: the page shows what was read, and each piece can be taken away.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from care_triage.rulebook.trial.situation import GIVEN
from care_triage.rules import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument, Subject
from care_triage.triage.told import mentions_of
from care_triage.triage.types import Understanding
from care_triage.triage.understanding import LEAST
from care_triage.triage.words import plain, stems

_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[\s.]\d{3})+|\d+)(?:,\d{1,2})?\s*(k?)\s*(?:€|euros?\b)", re.IGNORECASE)
# A town follows one of these words, or is written with a capital.
_BEFORE_TOWN: Final = re.compile(
    r"\b(?:à|a|au|aux|de|du|d|des|en|sur|in|at|near|from|of|commune|ville|town)[ '’]+", re.IGNORECASE
)
_LONGEST_TOWN: Final = 4
_MOST_NAMES: Final = 24
_NOT_TOWNS: Final = frozenset(
    [
        "une",
        "un",
        "le",
        "la",
        "les",
        "des",
        "du",
        "de",
        "dette",
        "dettes",
        "tax",
        "urssaf",
        "msa",
        "tva",
        "banque",
        "salaries",
        "prison",
        "france",
        "aide",
        "aides",
        "conge",
        "cessation",
        "redressement",
        "liquidation",
        "procedure",
        "bail",
        "vente",
        "pret",
        "credit",
        "retard",
        "plus",
        "fait",
        "main",
        "terre",
    ]
)
_NEGATIONS: Final = frozenset(("sans", "pas", "aucun", "aucune", "no", "not", "without", "ni", "jamais"))
# What labels do not say, but people do.
_ALSO: Final[Mapping[tuple[str, Any], tuple[str, ...]]] = {
    ("cessation_of_payments", True): ("cessation de paiements", "cessation des paiements", "insolvent"),
    ("procedure_open", "liquidation"): ("en liquidation", "in liquidation"),
    ("procedure_open", "redressement"): ("en redressement",),
    ("procedure_open", "sauvegarde"): ("en sauvegarde",),
}
_LEAST_LETTERS: Final = 3
# « Autre impôt » is said by nobody who says « impôt ».
_OTHER: Final = re.compile(r"\s*(?:un |une )?(?:autre|another|other)\b", re.IGNORECASE)


@dataclass(frozen=True)
class QuestionRead:
    """What a question may be about (best subject first), the facts it tells, and names that may be towns, best first."""

    subjects: tuple[str, ...]
    facts: Mapping[str, Any]
    towns: tuple[str, ...]


def read_question(text: str, understanding: Understanding, document: RuleSetDocument) -> QuestionRead:
    """The situation that `text` describes, as far as words tell."""
    subjects = tuple(reading.subject for reading in understanding.readings if reading.score >= LEAST)
    subject = document.subject_by_slug.get(subjects[0]) if subjects else None
    facts = document.fact_by_name
    found = {
        **_labelled(text, _askable(subject, document)),
        **_amount(text, subject, facts),
        **_said_otherwise(text, facts),
        **mentions_of(text, facts),
        **understanding.facts,
    }
    known = {name: value for name, value in found.items() if name in facts and name not in GIVEN}
    return QuestionRead(subjects, known, tuple(_towns(text)))


def _askable(subject: Subject | None, document: RuleSetDocument) -> Iterator[FactSpec]:
    """The facts that this subject asks: labels of others would be read into innocent words."""
    for question in subject.questions if subject else ():
        if question.fact in document.fact_by_name:
            yield document.fact_by_name[question.fact]


def _labelled(text: str, specs: Iterable[FactSpec]) -> dict[str, Any]:
    """The answers whose label the question says; of several, the one said with most words."""
    said = f" {' '.join(stems(text))} "
    found: dict[str, Any] = {}
    for spec in specs:
        if spec.kind not in (Kind.ENUM, Kind.SET):
            continue
        scored = [(weight, value.code) for value in spec.values if (weight := _said(value.label, said))]
        if not scored:
            continue
        found[spec.name] = sorted(code for _weight, code in scored) if spec.kind is Kind.SET else max(scored)[1]
    return found


def _said(label: Any, said: str) -> int:
    """How many words of one alternative of a label (« Artisanat, bâtiment ») the question holds, all or none."""
    best = 0
    for text in filter(None, (label.fr, label.en)):
        for part in re.split(r"[,;()/]| ou | or ", text):
            words = [] if _OTHER.match(part) else stems(part)
            if words and sum(map(len, words)) >= _LEAST_LETTERS and f" {' '.join(words)} " in said:
                best = max(best, len(words))
    return best


def _amount(text: str, subject: Subject | None, facts: Mapping[str, FactSpec]) -> dict[str, Any]:
    """An amount answers the one question about money that the subject asks."""
    match = _AMOUNT.search(text)
    asked = [question.fact for question in (subject.questions if subject else ())]
    about_money = [name for name in asked if name in facts and facts[name].kind is Kind.MONEY]
    if match is None or len(about_money) != 1:
        return {}
    number = Decimal(re.sub(r"\D", "", match[1])) * (1000 if match[2] else 1)
    return {about_money[0]: str(number)}


def _said_otherwise(text: str, facts: Mapping[str, FactSpec]) -> dict[str, Any]:
    said = f" {plain(text)} "
    found = {}
    for (name, value), phrases in _ALSO.items():
        if name not in facts:
            continue
        for phrase in phrases:
            before, met, _after = said.partition(f" {phrase} ")
            if met and not _NEGATIONS & set(before.split()[-2:]) and _is_code(facts[name], value):
                found[name] = value
    return found


def _is_code(spec: FactSpec, value: Any) -> bool:
    return isinstance(value, bool) or any(known.code == value for known in spec.values)


def _towns(text: str) -> Iterator[str]:
    """Names that may be a town: after « à », « de »…, longest first, then words with a capital."""
    seen: set[str] = set()
    for names in (_after_words(text), _capitals(text)):
        for name in names:
            key = plain(name)
            if key and key not in seen and not set(key.split()) <= _NOT_TOWNS and len(seen) < _MOST_NAMES:
                seen.add(key)
                yield name


def _after_words(text: str) -> Iterator[str]:
    for match in _BEFORE_TOWN.finditer(text):
        yield from _shorter(re.split(r"[,;:?!.()]", text[match.end() :])[0].split()[:_LONGEST_TOWN])


def _capitals(text: str) -> Iterator[str]:
    words = re.findall(r"[^\s,;:?!.()]+", text)
    for place, word in enumerate(words):
        if word[:1].isupper():
            yield from _shorter(words[place : place + _LONGEST_TOWN])


def _shorter(words: Sequence[str]) -> Iterator[str]:
    for length in range(len(words), 0, -1):
        yield " ".join(words[:length])
