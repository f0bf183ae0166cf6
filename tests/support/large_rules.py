"""A rule set of the size that a collective reaches: 300 rules, 25 facts, of which each rule uses a few."""

import random
from collections.abc import Iterator

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import FactSpec, ReferralRole, RuleSetDocument, RuleSpec, Subject, Theme, ValueSpec
from care_triage.triage.records import Text
from tests.support.rules import SMALL

RULES, FACTS = 300, 25
_THEMES = ("argent", "salaries", "juridique", "clients", "locaux", "developper")
_SUBJECTS = tuple(f"sujet-{number:02}" for number in range(30))
_ROLES: tuple[ReferralRole, ...] = ("lead", "support", "inform")
_WORDS = ("artisan", "commerce", "société", "agricole", "libérale", "association", "export", "bâtiment")
_WHY = Text(
    "Ce partenaire étale la dette sur plusieurs mois dès que l’entreprise est à jour de ses déclarations.",
    "This partner spreads the debt over several months once the declarations are up to date.",
)


def large_document() -> RuleSetDocument:
    """The same each time."""
    chance = random.Random(4)  # noqa: S311 - only contents are drawn
    themes = tuple(Theme(slug, Text(f"Thème {slug}")) for slug in _THEMES)
    subjects = tuple(
        Subject(slug, _THEMES[number % len(_THEMES)], Text(f"Sujet {slug}"), Text(slug))
        for number, slug in enumerate(_SUBJECTS)
    )
    facts = tuple(_facts())
    rules = tuple(_rule(number, facts, chance) for number in range(RULES))
    return RuleSetDocument(facts, themes, subjects, (), rules, SMALL.collective)


def _facts() -> Iterator[FactSpec]:
    yield FactSpec("subject", Kind.ENUM, Text("Sujet"), values=_values(_SUBJECTS))
    yield FactSpec("territory", Kind.CODE, Text("Territoire"))
    yield FactSpec("filed_on", Kind.DATE, Text("Date de la demande"))
    for number in range(8):
        yield FactSpec(f"choice_{number}", Kind.ENUM, Text(f"Choix {number} de l’entreprise"), values=_values(_WORDS))
    for number in range(4):
        yield FactSpec(f"set_{number}", Kind.SET, Text(f"Aides reçues {number}"), values=_values(_WORDS))
    for number in range(5):
        yield FactSpec(f"yes_{number}", Kind.BOOLEAN, Text(f"Situation {number}"))
    for number in range(5):
        yield FactSpec(f"amount_{number}", Kind.MONEY, Text(f"Montant {number}"), unit="€")


def _values(codes: tuple[str, ...]) -> tuple[ValueSpec, ...]:
    return tuple(ValueSpec(code, Text(code.capitalize())) for code in codes)


def _rule(number: int, facts: tuple[FactSpec, ...], chance: random.Random) -> RuleSpec:
    """One subject, and mostly two or three conditions more; now and then many."""
    used = chance.sample(facts[1:2] + facts[3:], chance.choice((0, 1, 2, 2, 3, 3, 4, 12)))
    when = {"subject": f'"{_SUBJECTS[number % len(_SUBJECTS)]}"', **{fact.name: _cell(fact, chance) for fact in used}}
    partner = tuple(PartnerKind)[number % 12]
    role = chance.choice(_ROLES)
    return RuleSpec(
        f"regle-{number:03}", when, partner, role, 10 + number % 7, 16, _WHY, Status.GENERAL, law="L. 611-4"
    )


def _cell(fact: FactSpec, chance: random.Random) -> str:
    first, second = (f'"{word}"' for word in chance.sample(_WORDS, 2))
    low = 1000 * chance.randint(1, 20)
    return {
        Kind.ENUM: f"{first}, {second}",
        Kind.SET: f"list contains(?, {first})",
        Kind.BOOLEAN: "true",
        Kind.MONEY: f"[{low}..{2 * low})",
    }.get(fact.kind, '"dep:42"')
