"""A situation to try the rules on, as an address carries it: subject, town, and answers as people write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from care_triage.rules import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument
from care_triage.triage.rule_set import RuleSet

PREFIX: Final = "f."
GIVEN: Final = ("subject", "territory", "filed_on")
_LARGEST: Final = Decimal(10) ** 11
_LONGEST: Final = 60


@dataclass(frozen=True)
class Trial:
    """A situation: plain answers, as a case stores them; `wrong` are those that could not be read, as typed."""

    subject: str = ""
    town: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    def pairs(self) -> list[tuple[str, str]]:
        """The address of this situation: what `read_trial` reads back."""
        pairs = [("sujet", self.subject), ("insee", self.town)]
        for name, value in self.answers.items():
            pairs.extend((f"{PREFIX}{name}", text) for text in _texts(value))
        return [(name, text) for name, text in pairs if text]

    def without(self, name: str) -> "Trial":
        """The same situation, one thing less known."""
        if name == "territory":
            return replace(self, town="")
        if name == "subject":
            return replace(self, subject="")
        return replace(self, answers={key: value for key, value in self.answers.items() if key != name})


def read_trial(pairs: Iterable[tuple[str, str]], document: RuleSetDocument) -> Trial:
    """The situation that an address describes; a fact that does not exist is left out."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        if text.strip():
            given.setdefault(name, []).append(text.strip()[:_LONGEST])
    facts, answers, wrong = document.fact_by_name, {}, {}
    for name, texts in given.items():
        spec = facts.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if spec is None or spec.name in GIVEN:
            continue
        try:
            answers[spec.name] = read_value(spec, texts)
        except ValueError:
            wrong[spec.name] = texts[0]
    subject = given.get("sujet", [""])[0]
    return Trial(subject if subject in document.subject_by_slug else "", given.get("insee", [""])[0], answers, wrong)


def read_value(spec: FactSpec, texts: list[str]) -> Any:
    """The plain value that these texts mean. Raises ValueError."""
    codes = {value.code for value in spec.values}
    if spec.kind is Kind.SET:
        if texts == ["-"]:
            return []
        return sorted(_among(codes, text) for text in set(texts))
    text = texts[0]
    if spec.kind in (Kind.ENUM, Kind.CODE):
        return _among(codes or {text}, text)
    if spec.kind is Kind.BOOLEAN:
        return _among({"yes", "no"}, text) == "yes"
    return date.fromisoformat(text).isoformat() if spec.kind is Kind.DATE else _number(text, spec.kind)


def relevant_facts(rule_set: RuleSet, subject: str) -> tuple[FactSpec, ...]:
    """The facts that the rules about `subject` read, those that owners are asked first."""
    document = rule_set.document
    read = {
        name
        for rule in rule_set.table.rules
        if "subject" in rule.conditions and subject in getattr(rule.conditions["subject"], "codes", ())
        for name in rule.conditions
    }
    known = document.subject_by_slug.get(subject)
    asked = [question.fact for question in known.questions] if known else []
    ordered = [*asked, *(spec.name for spec in document.vocabulary if spec.name in read and spec.name not in asked)]
    facts = document.fact_by_name
    return tuple(facts[name] for name in ordered if name in facts and name not in GIVEN)


def _among(codes: set[str], text: str) -> str:
    if text not in codes:
        raise ValueError(text)
    return text


def _number(text: str, kind: Kind) -> int | str:
    compact = "".join(text.replace("€", "").split()).replace(",", ".")
    try:
        number = Decimal(compact)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise ValueError(text)
    if kind is Kind.MONEY:
        return str(number.quantize(Decimal("0.01")).normalize().__format__("f"))
    if number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def _texts(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list | tuple):
        return [str(item) for item in value] or ["-"]
    return [str(value)]
