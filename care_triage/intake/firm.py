"""What the register said of the firm that an owner chose, as a draft keeps it. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from care_triage.firms.policy import answers_of
from care_triage.firms.trades import trades
from care_triage.firms.types import FoundFirm
from care_triage.intake.types import Answers
from care_triage.rules import RulesError, Within, parse_cell
from care_triage.territory.activities import activity_codes
from care_triage.territory.types import Commune
from care_triage.triage.document import FactSpec, RuleSetDocument
from care_triage.triage.explain import fact_sentence

PLACE_KEY = "lieu"
_STAFF = "employees"


@dataclass(frozen=True)
class RegisterLine:
    """One line to tick: what the register says."""

    key: str
    text: str
    kept: bool


def take_firm(answers: Answers, firm: FoundFirm, commune: Commune | None, document: RuleSetDocument) -> Answers:
    """The answers with this firm: its number, its name and what it tells. A place that was given before stays."""
    facts, shown = _facts_of(firm, document)
    kept: dict[str, Any] = {
        "siret": firm.siret, "name": firm.shown_name, "town": firm.town, "source": firm.source.value,
        "is_closed": firm.is_closed, "is_demo": firm.is_demo, "facts": facts, "shown": shown, "dropped": [],
        "commune": commune.insee if commune else "",
    }  # fmt: skip
    taken = replace(answers, firm=kept, firm_asked=True, siret=firm.siret, company_name=firm.name or firm.trade_name)
    return _at(taken, commune) if commune and not answers.commune else taken


def keep_of_firm(answers: Answers, keys: Collection[str], commune: Commune | None) -> Answers:
    """The answers with only those lines of the register; what is dropped may be asked."""
    dropped = sorted(name for name in answers.firm.get("facts", {}) if name not in keys)
    answers = replace(answers, firm={**answers.firm, "dropped": dropped}, firm_asked=True)
    if commune is None:
        return answers
    if PLACE_KEY in keys:
        return _at(answers, commune)
    is_here = answers.commune == commune.insee
    return replace(answers, commune="", commune_label="", department="") if is_here else answers


def leave_firm(answers: Answers) -> Answers:
    """The answers without the firm: another will be looked for, or none."""
    if not answers.firm:
        return answers
    is_its = answers.siret == answers.firm.get("siret")
    left = replace(answers, firm={}, siret="", company_name="") if is_its else replace(answers, firm={})
    if answers.commune and answers.commune == answers.firm.get("commune"):
        left = replace(left, commune="", commune_label="", department="")
    return left


def register_lines(
    answers: Answers, specs: Mapping[str, FactSpec], locale: str, *, only_kept: bool = False
) -> list[RegisterLine]:
    """What the register says, in words; what its owner answered otherwise has its own page."""
    facts, shown = answers.firm.get("facts", {}), answers.firm.get("shown", {})
    dropped = answers.firm.get("dropped", [])
    return [
        RegisterLine(name, _sentence(specs[name], value, shown.get(name), locale), name not in dropped)
        for name, value in facts.items()
        if name in specs and name not in answers.asked and name not in answers.facts
        if not (only_kept and name in dropped)
    ]


def _facts_of(firm: FoundFirm, document: RuleSetDocument) -> tuple[dict[str, Any], dict[str, Mapping[str, str]]]:
    known = document.fact_by_name
    found = answers_of(firm, trades(), edges_of(document))
    facts = {name: answer.value for name, answer in found.items() if name in known}
    if "naf" in facts:
        facts["naf"] = sorted(activity_codes(str(facts["naf"])))
    return facts, {name: dict(found[name].shown) for name in facts if found[name].shown}


def edges_of(document: RuleSetDocument) -> frozenset[int]:
    """The numbers of employees at which some rule or aid changes its mind."""
    spec = document.fact_by_name.get(_STAFF)
    if spec is None:
        return frozenset()
    cells = {cell for when in _conditions(document) if (cell := when.get(_STAFF))}
    edges = set[int]()
    for cell in cells:
        try:
            condition = parse_cell(cell, spec.to_fact())
        except RulesError:
            continue
        if isinstance(condition, Within):
            edges.update(int(edge) for span in condition.spans for edge in span if edge is not None)
    return frozenset(edges)


def _conditions(document: RuleSetDocument) -> Iterable[Mapping[str, str]]:
    yield from (rule.when for rule in document.rules)
    for aid in document.aids:
        yield from (aid.when, *aid.ways)


def _at(answers: Answers, commune: Commune) -> Answers:
    return replace(answers, commune=commune.insee, commune_label=commune.label, department=commune.department)


def _sentence(spec: FactSpec, value: object, shown: Mapping[str, str] | None, locale: str) -> str:
    if shown:
        colon = "\u00a0:" if locale == "fr" else ":"
        return f"{spec.label(locale)}{colon} {shown.get(locale) or shown['fr']}"
    return fact_sentence(spec, value, locale)
