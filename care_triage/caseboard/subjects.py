"""What subjects and facts of a case are called, in the reader's language and by the rules in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from care_triage.rules import Kind
from care_triage.triage.document import FactSpec
from care_triage.triage.explain import value_text
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.dates import absolute
from care_triage.web.i18n import language
from care_triage.web.templating import money, number


@dataclass(frozen=True)
class KnownFacts:
    """The facts of a case in words: those with a value, and the names of those nobody knows."""

    known: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]


def subject_label(slug: str | None) -> str:
    """The name of a subject, or of the redirect that took its place; else its slug, which no rules in force know."""
    subject = current_rule_set().document.subject_by_slug.get(slug or "")
    if subject is not None:
        return subject.label(language())
    return door_label(slug) or (slug or "").replace("-", " ").capitalize()


def door_label(slug: str | None) -> str:
    """What a redirect is about; empty when the rules in force no longer know it."""
    redirect = next((item for item in current_rule_set().document.redirects if item.slug == slug), None)
    return redirect.label(language()) if redirect else ""


def facts_in_words(facts: Mapping[str, Any], *, sensitive: bool) -> KnownFacts:
    """Facts that the rules in force know, in the order of their vocabulary; how the owner feels only if `sensitive`."""
    vocabulary = current_rule_set().document.vocabulary
    specs = [spec for spec in vocabulary if spec.name in facts and (sensitive or not spec.sensitive)]
    known = tuple(
        (spec.label(language()), fact_text(spec, facts[spec.name])) for spec in specs if facts[spec.name] is not None
    )
    return KnownFacts(known, tuple(spec.label(language()) for spec in specs if facts[spec.name] is None))


def fact_text(spec: FactSpec, value: Any) -> str:
    """A value as a person writes it: « 12 000 € », « 3 mars 2026 », « oui »."""
    try:
        if spec.kind is Kind.DATE:
            return absolute(date.fromisoformat(str(value)), weekday=False)
        if spec.kind is Kind.MONEY:
            return money(Decimal(str(value)))
        if spec.kind is Kind.INTEGER:
            return f"{number(int(value))} {spec.unit or ''}".strip()
    except (ValueError, InvalidOperation):
        return str(value)
    return value_text(spec, value, language())
