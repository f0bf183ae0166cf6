"""Plain sentences about a decision, in French and English: why here, why not there, what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from care_triage.rules import Decision
from care_triage.rules.vocabulary import Kind
from care_triage.territory.activities import activity_label, is_activity_code, most_precise
from care_triage.triage.document import FactSpec, RuleSpec
from care_triage.triage.rule_set import RuleSet

# What the house knows about every case without asking.
_GIVEN = ("subject", "territory", "filed_on")


@dataclass(frozen=True)
class Why:
    """One reason for a partner: the sentence, the law it rests on, and the facts that made it true."""

    rule_id: str
    text: str
    law: str | None
    because: tuple[str, ...]


@dataclass(frozen=True)
class Maybe:
    """A partner who would join if something unknown were known."""

    rule_id: str
    kind: str
    role: str
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class WhyNot:
    """A partner set aside, and the facts that decided against them."""

    rule_id: str
    kind: str
    role: str
    facts: tuple[str, ...]


def reasons(rule_set: RuleSet, decision: Decision, rules: Sequence[RuleSpec], locale: str) -> tuple[Why, ...]:
    """Why these fired rules fired."""
    return tuple(Why(rule.id, rule.why(locale), rule.law, _because(rule_set, decision, rule, locale)) for rule in rules)


def _because(rule_set: RuleSet, decision: Decision, rule: RuleSpec, locale: str) -> tuple[str, ...]:
    return tuple(
        fact_sentence(rule_set.document.fact_by_name[name], decision.facts[name], locale)
        for name in rule.when
        if name not in _GIVEN and name in decision.facts and name in rule_set.document.fact_by_name
        if _is_for_everybody(rule_set, name)
    )


def undecided(rule_set: RuleSet, decision: Decision, locale: str) -> tuple[Maybe, ...]:
    """Which partners of this subject could still join, and what we would have to know."""
    found = []
    for rule_id, names in decision.undecided.items():
        rule = rule_set.document.rule_by_id[rule_id]
        missing = labels(rule_set, names, locale)
        if "subject" in rule.when and missing:
            found.append(Maybe(rule_id, rule.partner, rule.role, rule.why(locale), missing))
    return tuple(found)


def refused(rule_set: RuleSet, decision: Decision, locale: str) -> tuple[WhyNot, ...]:
    """Rules about this subject that failed, on which facts; rules about other subjects say nothing here."""
    found = []
    for rule_id, names in decision.failed.items():
        rule = rule_set.document.rule_by_id[rule_id]
        deciding = labels(rule_set, names, locale)
        if "subject" in rule.when and "subject" not in names and deciding:
            found.append(WhyNot(rule_id, rule.partner, rule.role, deciding))
    return tuple(found)


def labels(rule_set: RuleSet, names: Sequence[str], locale: str) -> tuple[str, ...]:
    """What a person reads for these facts; how an owner feels is no reason for everybody to read."""
    facts = rule_set.document.fact_by_name
    return tuple(
        facts[name].label(locale) if name in facts else name for name in names if _is_for_everybody(rule_set, name)
    )


def _is_for_everybody(rule_set: RuleSet, name: str) -> bool:
    fact = rule_set.document.fact_by_name.get(name)
    return fact is None or not fact.sensitive


def fact_sentence(fact: FactSpec, value: object, locale: str) -> str:
    """A fact with its value, such as « Nombre de salariés : 12 »."""
    colon = "\u00a0:" if locale == "fr" else ":"
    return f"{fact.label(locale)}{colon} {value_text(fact, value, locale)}"


def value_text(fact: FactSpec, value: object, locale: str) -> str:
    """A value, plain or typed, as a person reads it."""
    if value is None:
        return "inconnu" if locale == "fr" else "unknown"
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[locale][value]
    if fact.kind is Kind.CODE and (codes := _activities(value)):
        # A code with everything above it says most by itself.
        return activity_label(most_precise(codes), locale)
    if isinstance(value, (frozenset, list, tuple)):
        return ", ".join(fact.value_label(str(code), locale) for code in sorted(value))
    if fact.kind is Kind.DATE:
        return _date_text(value, locale)
    text = _number_text(value, locale) if fact.kind in (Kind.INTEGER, Kind.MONEY) else str(value)
    text = fact.value_label(text, locale)
    return f"{text}\u00a0{fact.unit}" if fact.unit else text


def _activities(value: object) -> frozenset[str]:
    """The codes of a nomenclature of activities, if that is what the value is."""
    codes = frozenset(map(str, value)) if isinstance(value, (frozenset, list, tuple)) else frozenset({str(value)})
    return codes if codes and all(map(is_activity_code, codes)) else frozenset()


def _date_text(value: object, locale: str) -> str:
    """A day with its year; as it is when it is no date."""
    try:
        on = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return str(value)
    text: str = format_date(on, "d MMMM y", locale=locale)
    return text.replace("1 ", "1er ", 1) if locale == "fr" and on.day == 1 else text


def _number_text(value: object, locale: str) -> str:
    """A number with its thousands apart; cents only when there are any."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    whole = number == number.to_integral_value()
    text: str = format_decimal(number, "#,##0" if whole else "#,##0.00", locale=locale)
    return text


def rule_reports(rule_set: RuleSet, decision: Decision, locale: str) -> list[dict[str, Any]]:
    """Every rule with its status and the labels of the facts that decided, ready for JSON."""
    reports: list[dict[str, Any]] = []
    for rule in rule_set.document.rules:
        found = decision.explain(rule.id)
        reports.append(
            {"rule": rule.id, "status": found.status, "partner": rule.partner, "role": rule.role,
             "facts": list(found.facts), "labels": list(labels(rule_set, found.facts, locale)),
             "why": rule.why(locale), "law": rule.law}
        )  # fmt: skip
    return reports
