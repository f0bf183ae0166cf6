"""What follows from a rule of triage, in the words of verification: see `triage/policy.py` for how it is resolved."""

from care_triage.partners.types import Kind
from care_triage.rules.verification import RuleOutcome
from care_triage.triage.document import RuleSpec

_PLACES = {"inform": 0, "support": 1, "lead": 2}
_URGENCIES = {"normal": frozenset[str](), "high": frozenset({"high"}), "critical": frozenset({"high", "critical"})}
# One court is competent for a business, never both.
_COURTS = frozenset({Kind.TRIBUNAL_COMMERCE, Kind.TRIBUNAL_JUDICIAIRE})


def outcome_of(rule: RuleSpec) -> RuleOutcome:
    """A partner appears once, in its strongest role, by its smallest rank and shortest delay; everything else a rule
    says (urgency, confidence, advice, legal date) is added whatever else fires. The order of partners of equal rank is
    left out: it rests on the order of the rules, and for leads TWO_LEADS tells of it.
    """
    return RuleOutcome(
        target=rule.partner,
        place=_PLACES[rule.role],
        merits=(-rule.rank, -rule.answer_hours),
        adds=frozenset(_added(rule)),
        claims=tuple(_claims(rule)),
        rank=rule.rank if rule.role == "lead" else None,
    )


def _added(rule: RuleSpec) -> set[str]:
    added = set(_URGENCIES[rule.urgency])
    if rule.confidential:
        added.add("confidential")
    if rule.advice:
        added.add(f"advice {rule.advice.fr}")
    return added


def _claims(rule: RuleSpec) -> list[tuple[str, str]]:
    claims = []
    if rule.legal_clock:
        clock = rule.legal_clock
        claims.append((f"clock {clock.name}", f"{clock.months}+{clock.days} {clock.counting} {clock.fact}"))
    if rule.partner in _COURTS and rule.role != "inform":
        claims.append(("court", str(rule.partner)))
    return claims
