"""Why a need is where it is: what every rule said of it, and how units were weighed for its commune."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from care_triage.caseboard.queries.decisions import FoundDecision, find_decision
from care_triage.caseboard.why import ChoiceLine, choice_lines
from care_triage.infra import clock
from care_triage.partners.labels import KIND_NAMES, is_choice, step_text
from care_triage.partners.policy import choose_unit
from care_triage.partners.queries import area_names, candidates
from care_triage.partners.types import Kind
from care_triage.rules import Status
from care_triage.territory.queries import find_commune
from care_triage.triage.explain import rule_reports
from care_triage.triage.rule_set import RuleSet
from care_triage.web.i18n import language


@dataclass(frozen=True)
class RuleLine:
    """What one rule said."""

    rule: str
    kind: Any
    role: str
    why: str
    law: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class EveryRule:
    """All rules of the version that decided: those that fired, that lacked an answer, that failed on the answers
    to this subject, and the names of those about something else or not in force that day.
    """

    version: int
    decided_at: datetime
    fired: tuple[RuleLine, ...]
    undecided: tuple[RuleLine, ...]
    failed: tuple[RuleLine, ...]
    elsewhere: tuple[str, ...]
    not_in_force: tuple[str, ...]
    weighed: tuple[tuple[Any, tuple[ChoiceLine, ...]], ...]
    outside_territory: bool


def every_rule(need_id: int, *, listens: bool) -> EveryRule | None:
    """The latest decision on a need, rule by rule; None when no rule has looked at it yet.

    Rules that read how the owner feels are left out unless the reader `listens`: that such a rule fired tells it.
    """
    found = find_decision(need_id)
    if found is None:
        return None
    reports = [
        report
        for report in rule_reports(found.rule_set, found.decision, language())
        if listens or not _is_about_feelings(found.rule_set, report["rule"])
    ]
    here = [report for report in reports if "subject" not in report["facts"]]
    return EveryRule(
        version=found.rule_set.version,
        decided_at=found.decided_at,
        fired=_lines(here, Status.FIRED),
        undecided=_lines(here, Status.UNDECIDED),
        failed=_lines(here, Status.FAILED),
        elsewhere=tuple(report["rule"] for report in reports if "subject" in report["facts"]),
        not_in_force=tuple(report["rule"] for report in reports if report["status"] == Status.NOT_IN_FORCE),
        weighed=_weighed(found),
        outside_territory=found.outside_territory,
    )


def wanted_kinds(need_id: int) -> tuple[Kind, ...]:
    """Kinds of partners that the rules wanted for a need and that got no unit, then those that might join."""
    found = find_decision(need_id)
    if found is None:
        return ()
    rules = found.rule_set.document.rule_by_id
    fired = [rules[rule_id] for rule_id in found.decision.fired]
    maybe = [rules[rule_id] for rule_id in found.decision.undecided if "subject" in rules[rule_id].when]
    return tuple(dict.fromkeys(rule.partner for rule in (*fired, *maybe)))


def competence_lines(kind: str | None, insee: str, heard: Collection[int]) -> tuple[ChoiceLine, ...]:
    """How the units of a kind would be weighed for a commune today, without those that were `heard` already."""
    commune = find_commune(insee)
    if commune is None or kind not in set(Kind):
        return ()
    on = clock.today()
    choice = choose_unit(candidates(Kind(kind), commune.territory_codes, on), on, heard)
    places = area_names({step.code for step in choice.steps if step.code})
    return tuple(ChoiceLine(step_text(step, places), is_choice(step)) for step in choice.steps)


def _is_about_feelings(rule_set: RuleSet, rule_id: str) -> bool:
    facts = rule_set.document.fact_by_name
    return any(name in facts and facts[name].sensitive for name in rule_set.document.rule_by_id[rule_id].when)


def _weighed(found: FoundDecision) -> tuple[tuple[Any, tuple[ChoiceLine, ...]], ...]:
    places = area_names({step["code"] for _kind, trace in found.traces for step in trace if step["code"]})
    return tuple((KIND_NAMES[Kind(kind)], choice_lines(trace, places)) for kind, trace in found.traces)


def _lines(reports: list[dict[str, Any]], status: Status) -> tuple[RuleLine, ...]:
    return tuple(_line(report) for report in reports if report["status"] == status)


def _line(report: Mapping[str, Any]) -> RuleLine:
    return RuleLine(
        report["rule"], KIND_NAMES[Kind(report["partner"])], report["role"], report["why"], report["law"],
        tuple(report["labels"]),
    )  # fmt: skip
