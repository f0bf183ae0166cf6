"""Findings in words: what is the matter, what to do, and the facts that show it, with labels instead of codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from care_triage.partners.labels import KIND_NAMES
from care_triage.partners.types import Kind
from care_triage.rulebook.findings import sentences as say
from care_triage.rulebook.findings.world import World, own_code
from care_triage.rules.values import Plain
from care_triage.rules.verification import Finding, FindingKind
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.explain import value_text
from care_triage.web.i18n import _, language, lazy, ngettext

SEVERITY_NAMES = {"error": lazy("Erreur"), "warning": lazy("À regarder"), "note": lazy("À savoir")}
KIND_TITLES: Mapping[FindingKind, object] = {
    FindingKind.UNREACHABLE: lazy("Règle sans effet possible"),
    FindingKind.HIDDEN: lazy("Règle cachée par d’autres"),
    FindingKind.DUPLICATE: lazy("Règle en double"),
    FindingKind.CONTRADICTION: lazy("Règles qui se contredisent"),
    FindingKind.TWO_LEADS: lazy("Deux pilotes possibles"),
    FindingKind.GAP: lazy("Demandes sans pilote"),
    FindingKind.CUT_OFF: lazy("Vérification incomplète"),
    FindingKind.UNKNOWN_CODE: lazy("Condition illisible"),
    FindingKind.UNCONDITIONAL: lazy("Règle sans condition"),
    FindingKind.BAD_CLOCK: lazy("Délai légal incomplet"),
    FindingKind.NO_UNIT: lazy("Pas d’antenne"),
    FindingKind.DEAD_PARTNER: lazy("Partenaire sans antenne active"),
    FindingKind.UNREAD_QUESTION: lazy("Question sans effet"),
    FindingKind.UNASKED_FACT: lazy("Information que personne ne demande"),
}


@dataclass(frozen=True)
class FindingWords:
    """A finding as a person reads it. `example` holds pairs of a fact and its value; `rules` lead to the rules; `past`
    says how many past requests it would have met, where that was counted.
    """

    kind: FindingKind
    severity: str
    title: str
    sentence: str
    fix: str
    example: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    past: str = ""


def in_words(finding: Finding, document: RuleSetDocument, world: World) -> FindingWords:
    """The finding in the reader's language."""
    sentence, fix = _SENTENCES[finding.kind](_named(finding, document))
    return FindingWords(
        kind=finding.kind,
        severity=finding.severity.value,
        title=_title(finding),
        sentence=sentence,
        fix=fix,
        example=tuple(example_in_words(finding, document, world)),
        rules=finding.rules,
        past=_past(finding),
    )


# What a finding is called when its form says more than its kind.
_FORM_TITLES: Mapping[tuple[FindingKind, str], object] = {
    (FindingKind.UNKNOWN_CODE, "place"): lazy("Territoire qui n’est pas desservi"),
    (FindingKind.UNASKED_FACT, "elsewhere"): lazy("Information que ces sujets ne demandent pas"),
}


def _title(finding: Finding) -> str:
    form = finding.kind, finding.details.get("sort", "")
    return str(_FORM_TITLES.get(form, KIND_TITLES[finding.kind]))


def _past(finding: Finding) -> str:
    count = finding.details.get("past")
    if count is None:
        return ""
    if count == "0":
        return _("Aucune demande passée")
    return ngettext("%(num)s demande passée", "%(num)s demandes passées", int(count))


_SENTENCES: Mapping[FindingKind, Callable[[say.Named], tuple[str, str]]] = {
    FindingKind.UNREACHABLE: say.unreachable,
    FindingKind.HIDDEN: say.hidden,
    FindingKind.DUPLICATE: say.duplicate,
    FindingKind.CONTRADICTION: say.contradiction,
    FindingKind.TWO_LEADS: say.two_leads,
    FindingKind.GAP: say.gap,
    FindingKind.CUT_OFF: say.cut_off,
    FindingKind.UNKNOWN_CODE: say.unknown_code,
    FindingKind.UNCONDITIONAL: say.unconditional,
    FindingKind.BAD_CLOCK: say.bad_clock,
    FindingKind.NO_UNIT: say.no_unit,
    FindingKind.DEAD_PARTNER: say.dead_partner,
    FindingKind.UNREAD_QUESTION: say.unread_question,
    FindingKind.UNASKED_FACT: say.unasked_fact,
}


def _named(finding: Finding, document: RuleSetDocument) -> say.Named:
    """The finding with every code of its details named."""
    details = dict(finding.details)
    for key in ("fact", "facts"):
        if key in details:
            details[key] = ", ".join(_fact_label(document, name) for name in details[key].split(", "))
    for key in ("subject", "value"):
        subject = document.subject_by_slug.get(details.get(key, ""))
        if subject is not None:
            details[key] = subject.label(language())
    if "impossible" in details:
        details["impossible"] = " ".join(_whys(document, details["impossible"].split(", ")))
    if "valid_until" in details:
        details["valid_until"] = _day(date.fromisoformat(details["valid_until"]), document)
    details["partners"] = ", ".join(_partners(finding, document))
    if details.get("partner") in set(Kind):
        details["partner"] = str(KIND_NAMES[Kind(details["partner"])])
    return say.Named(finding, details)


def _whys(document: RuleSetDocument, names: list[str]) -> list[str]:
    """Why combinations cannot exist."""
    return [spec.why(language()) for spec in document.impossible if spec.id in names]


def _partners(finding: Finding, document: RuleSetDocument) -> list[str]:
    """The partners that the rules concerned want, each once."""
    rules = (document.rule_by_id[rule_id] for rule_id in finding.rules if rule_id in document.rule_by_id)
    return list(dict.fromkeys(str(KIND_NAMES[rule.partner]) for rule in rules))


def _fact_label(document: RuleSetDocument, name: str) -> str:
    fact = document.fact_by_name.get(name)
    return fact.label(language()) if fact else name


def example_in_words(finding: Finding, document: RuleSetDocument, world: World) -> list[tuple[str, str]]:
    """The facts of the example: label and value; a place is the commune, a later day is told too."""
    told = []
    for name, value in finding.example.items():
        fact = document.fact_by_name.get(name)
        if name == "territory":
            told.append((_("Commune"), _place(value, world)))
        elif fact is not None:
            told.append((fact.label(language()), _value(value, document, name)))
    if finding.on is not None and finding.on > world.on:
        told.append((_("Date de la demande"), _day(finding.on, document)))
    return told


def _day(day: date, document: RuleSetDocument) -> str:
    fact = document.fact_by_name.get("filed_on")
    return value_text(fact, day, language()) if fact else day.isoformat()


def _place(value: Plain, world: World) -> str:
    codes = frozenset(value) if isinstance(value, list) else frozenset({str(value)})
    return world.name_by_code.get(own_code(codes), ", ".join(sorted(codes)))


def _value(value: Plain, document: RuleSetDocument, name: str) -> str:
    return value_text(document.fact_by_name[name], value, language()) or _("aucun")
