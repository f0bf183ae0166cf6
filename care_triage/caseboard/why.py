"""Why a need came to a unit, why not to others, and what would change it: explanations as the page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from care_triage.caseboard.case_sheet import CaseSheet
from care_triage.cases.queries.rows import NeedRow, ReferralRow
from care_triage.partners.labels import KIND_NAMES, is_choice, step_text
from care_triage.partners.queries import area_names
from care_triage.partners.types import Kind, Reason, Step
from care_triage.triage.explain import Maybe, Why
from care_triage.triage.queries.explanations import DecisionExplanation, PartnerReason, explain_decision
from care_triage.web.i18n import language


@dataclass(frozen=True)
class ChoiceLine:
    """One line on how a unit was chosen among those of its kind."""

    text: str
    chosen: bool


@dataclass(frozen=True)
class ReferralReason:
    """Why one referral was sent: reasons of the rules, or the words of whoever sent it."""

    row: ReferralRow
    reasons: tuple[Why, ...]
    choice: tuple[ChoiceLine, ...]


@dataclass(frozen=True)
class NotThere:
    """A kind of partner that did not receive the need, and what decided."""

    kind: Any
    because: tuple[str, ...] = ()
    choice: tuple[ChoiceLine, ...] = ()


@dataclass(frozen=True)
class WhyHere:
    """The explanation of one need for one viewer."""

    need: NeedRow
    version: int | None
    referrals: tuple[ReferralReason, ...]
    maybe: tuple[tuple[Any, Maybe], ...] = ()
    not_there: tuple[NotThere, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Every unknown fact once, in the order of the rules."""
        return tuple(dict.fromkeys(name for _kind, maybe in self.maybe for name in maybe.missing))


def why_here(sheet: CaseSheet, *, everything: bool) -> tuple[WhyHere, ...]:
    """For each need that concerns the viewer: its own referrals explained, or (`everything`) all of them."""
    own = {referral.row.id for referral in sheet.own}
    chosen = (
        (need, [row for row in need.referrals if everything or row.id in own])
        for need in sheet.needs
        if need.subject is not None
    )
    return tuple(_explain(need, rows) for need, rows in chosen if rows)


def _explain(need: NeedRow, rows: Sequence[ReferralRow]) -> WhyHere:
    decision_id = max((row.decision_id for row in rows if row.decision_id is not None), default=None)
    if decision_id is None:
        return WhyHere(need, None, tuple(ReferralReason(row, (), ()) for row in rows))
    found = explain_decision(decision_id, language())
    places = area_names(_codes(found))
    return WhyHere(
        need,
        found.version,
        tuple(_reason(row, found, places) for row in rows),
        tuple((KIND_NAMES[Kind(maybe.kind)], maybe) for maybe in found.maybe),
        tuple(_not_there(found, places)),
    )


def _reason(row: ReferralRow, found: DecisionExplanation, places: dict[str, str]) -> ReferralReason:
    partner: PartnerReason | None = None
    if row.decision_id is not None:
        same = row.decision_id == found.decision_id
        explanation = found if same else explain_decision(row.decision_id, language())
        partner = explanation.for_unit(row.unit.unit_id)
    if partner is None:
        return ReferralReason(row, (), ())
    return ReferralReason(row, partner.reasons, choice_lines(partner.trace, places))


def _not_there(found: DecisionExplanation, places: dict[str, str]) -> Iterable[NotThere]:
    """Kinds that no rule wanted or that had no unit; a kind that received the need elsewhere is left out."""
    there = {partner.kind for partner in found.partners}
    because: dict[str, dict[str, None]] = {}
    for rule in found.not_there:
        if rule.kind not in there:
            because.setdefault(rule.kind, {}).update(dict.fromkeys(rule.facts))
    for kind, facts in because.items():
        yield NotThere(KIND_NAMES[Kind(kind)], tuple(facts))
    for passed in found.passed_over:
        yield NotThere(KIND_NAMES[Kind(passed["kind"])], choice=choice_lines(passed["trace"], places))


def choice_lines(trace: Iterable[dict[str, Any]], places: dict[str, str]) -> tuple[ChoiceLine, ...]:
    """A stored trace of a choice in words; `places` are the names of its territory codes."""
    steps = [
        Step(Reason(item["reason"]), item["unit"], item["name"], item["code"], item["load"], item["capacity"])
        for item in trace
    ]
    return tuple(ChoiceLine(step_text(step, places), is_choice(step)) for step in steps)


def _codes(found: DecisionExplanation) -> set[str]:
    traces = [partner.trace for partner in found.partners] + [passed["trace"] for passed in found.passed_over]
    return {item["code"] for trace in traces for item in trace if item["code"]}
