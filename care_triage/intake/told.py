"""What a story told, as a draft keeps it and as the owner confirms it. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from care_triage.intake.types import Answers
from care_triage.triage.document import FactSpec
from care_triage.triage.explain import fact_sentence
from care_triage.triage.told import Told, values_of
from care_triage.triage.told.types import ToldFact

PLACE_KEY = "lieu"


@dataclass(frozen=True)
class ToldLine:
    """One line to tick: what we read, and the words it was read in."""

    key: str
    text: str
    quote: str
    sure: bool
    kept: bool


def hear(answers: Answers, told: Told) -> Answers:
    """The answers with what a new story tells; what an earlier story told and nobody answered is dropped."""
    facts = {name: value for name, value in answers.facts.items() if name not in answers.kept_names}
    heard = tuple({**asdict(fact), "kept": None} for fact in told.facts)
    return replace(answers, facts=facts, told=heard, hints=dict(told.hints))


def keep(answers: Answers, keys: Collection[str]) -> Answers:
    """The answers with these lines kept; an answer given since on its own page stays as it is."""
    heard = tuple({**line, "kept": key_of(_shown_as(line, answers)) in keys} for line in answers.told)
    facts = {name: value for name, value in answers.facts.items() if name not in answers.kept_names}
    said = values_of(ToldFact(**_fields(line)) for line in heard if line["kept"])
    return replace(answers, facts={**said, **facts}, told=heard, hints={})


def told_lines(answers: Answers, specs: Mapping[str, FactSpec], locale: str) -> list[ToldLine]:
    """What to show, in the order of the story; what was answered since has its own page."""
    lines = [
        line
        for line in answers.told
        if line["fact"] in specs and line["fact"] not in answers.asked and _shown_as(line, answers) is line
    ]
    return [_line(line, specs[line["fact"]], locale) for line in lines]


def kept_keys(lines: Iterable[ToldLine]) -> list[str]:
    """The ticks of a page shown for the first time, or again."""
    return [line.key for line in lines if line.kept]


def quote_of(answers: Answers, fact: str) -> str:
    """The words that told a fact which was kept, or ''."""
    return next((str(line["quote"]) for line in answers.told if line["fact"] == fact and line["kept"]), "")


def key_of(line: Mapping[str, Any]) -> str:
    """Names a line in the form: the fact, and the code of a set."""
    value = line["value"]
    return f"{line['fact']}:{value[0]}" if isinstance(value, (list, tuple)) else str(line["fact"])


def _shown_as(line: Mapping[str, Any], answers: Answers) -> Mapping[str, Any]:
    """The line that is ticked for `line`: the same words do not say twice who is owed, and who claims it."""
    if line["fact"] != "creditor" or not line["sure"] or "public_debts" in answers.asked:
        return line
    debts = (debt for debt in answers.told if debt["fact"] == "public_debts" and debt["sure"])
    return next((debt for debt in debts if debt["start"] == line["start"]), line)


def _fields(line: Mapping[str, Any]) -> dict[str, Any]:
    value = line["value"]
    plain = {name: known for name, known in line.items() if name != "kept"}
    return {**plain, "value": tuple(value) if isinstance(value, list) else value}


def _line(line: Mapping[str, Any], spec: FactSpec, locale: str) -> ToldLine:
    kept = bool(line["sure"]) if line["kept"] is None else bool(line["kept"])
    # A yes needs no « oui » after its sentence.
    text = spec.label(locale) if line["value"] is True else fact_sentence(spec, line["value"], locale)
    return ToldLine(key_of(line), text, str(line["quote"]), bool(line["sure"]), kept)
