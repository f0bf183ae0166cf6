"""What the DMN file of a rule set is made of: a table for each theme, so that each stays readable in a modeller."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from care_triage.rules import Fact, In, RulesError, StartsWith, parse_cell
from care_triage.rules.conditions import NotStartsWith
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import RuleSetDocument, RuleSpec

TOP: Final = "orientation"
"""The decision that answers with the rules of all tables."""

DECIDED_ON: Final = "decided_on"
"""The input that carries the validity dates of rules: the day of the decision."""

OUTPUTS: Final[Mapping[str, str]] = {
    "rule": "string", "partner": "string", "role": "string", "rank": "number", "answer_hours": "number",
    "urgency": "string", "confidential": "boolean",
}  # fmt: skip
"""The columns of results, with their types."""

ORDER: Final = "order"
"""The annotation that keeps the order of the rules across tables."""

SEVERAL: Final = "transverse"
"""The table of the rules that are not about one theme."""


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one table, each with its place in the whole set; and the facts that they read."""

    slug: str
    label: str
    rules: tuple[tuple[int, RuleSpec], ...]
    facts: tuple[str, ...]

    @property
    def decision(self) -> str:
        """The name of its decision, as FEEL can write it."""
        return f"rules_{self.slug.replace('-', '_')}"

    @property
    def is_dated(self) -> bool:
        """Whether some rule has dates of validity."""
        return any(rule.valid_from or rule.valid_until for _, rule in self.rules)


def groups_of(document: RuleSetDocument) -> tuple[RuleGroup, ...]:
    """The rules by the theme of the subjects they are about, in the order of themes."""
    facts = {fact.name: fact.to_fact() for fact in document.vocabulary}
    by_theme: dict[str, list[tuple[int, RuleSpec]]] = {theme.slug: [] for theme in document.themes}
    for place, rule in enumerate(document.rules, 1):
        by_theme.setdefault(_theme(rule, document, facts.get("subject")), []).append((place, rule))
    return tuple(_group(document, slug, rules) for slug, rules in by_theme.items() if rules)


def _group(document: RuleSetDocument, slug: str, rules: list[tuple[int, RuleSpec]]) -> RuleGroup:
    used = {name for _, rule in rules for name in rule.when}
    theme = document.theme_by_slug.get(slug)
    names = tuple(fact.name for fact in document.vocabulary if fact.name in used)
    return RuleGroup(slug, theme.label.fr if theme else "Plusieurs thèmes", tuple(rules), names)


def _theme(rule: RuleSpec, document: RuleSetDocument, subject: Fact | None) -> str:
    if subject is None or "subject" not in rule.when:
        return SEVERAL
    try:
        condition = parse_cell(rule.when["subject"], subject)
    except RulesError:
        return SEVERAL
    known = document.subject_by_slug
    themes = {known[code].theme for code in condition.codes if code in known} if isinstance(condition, In) else set()
    return themes.pop() if len(themes) == 1 else SEVERAL


def listed_facts(document: RuleSetDocument) -> frozenset[str]:
    """The coded facts that go out as lists of a code and those above it: those of which no rule asks the beginning."""
    coded = {fact.name: fact.to_fact() for fact in document.vocabulary if fact.kind is Kind.CODE}
    return frozenset(coded) - frozenset(_asked_for_their_beginning(document, coded))


def _asked_for_their_beginning(document: RuleSetDocument, coded: Mapping[str, Fact]) -> Iterator[str]:
    for rule in document.rules:
        for name in rule.when.keys() & coded.keys():
            if isinstance(parse_cell(rule.when[name], coded[name]), StartsWith | NotStartsWith):
                yield name
