"""One past request under two rule sets: what each decides, and why. Recomputed when shown, never stored."""

from dataclasses import dataclass

from care_triage.rulebook.pages.replay import kind_name, outcome_text
from care_triage.rulebook.queries.past_requests import DecidedRequest
from care_triage.rulebook.replay.outcomes import outcome_of
from care_triage.rulebook.replay.result import OutcomeRecord
from care_triage.rulebook.words.rules import role_name
from care_triage.triage.explain import Maybe, Why, WhyNot, reasons, refused, undecided
from care_triage.triage.rule_set import RuleSet

_GIVEN = ("subject", "territory", "filed_on")


@dataclass(frozen=True)
class Applied:
    """A rule that fires: whom it wants, in which role, why."""

    partner: str
    role: str
    why: Why


@dataclass(frozen=True)
class Side:
    """What one rule set makes of the request."""

    outcome: str
    applied: tuple[Applied, ...]
    maybe: tuple[tuple[str, Maybe], ...]
    not_there: tuple[tuple[str, WhyNot], ...]


def side_of(rule_set: RuleSet, request: DecidedRequest, locale: str) -> Side:
    """The decision of `rule_set` on the facts of `request`, in words."""
    facts = {name: value for name, value in request.facts.items() if name not in _GIVEN}
    decision = rule_set.decide(request.facts["subject"], facts, request.facts.get("territory") or (), request.on)
    fired = rule_set.fired(decision)
    whys = reasons(rule_set, decision, fired, locale)
    return Side(
        outcome=outcome_text(OutcomeRecord.of(outcome_of(fired))),
        applied=tuple(
            Applied(kind_name(rule.partner), str(role_name(rule.role)), why)
            for rule, why in zip(fired, whys, strict=True)
        ),
        maybe=tuple((kind_name(each.kind), each) for each in undecided(rule_set, decision, locale)),
        not_there=tuple((kind_name(each.kind), each) for each in refused(rule_set, decision, locale)),
    )
