"""Pure resolution of fired rules: one lead, capped supports, stated ties."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from care_triage.partners.types import Kind
from care_triage.triage.document import RuleSpec
from care_triage.triage.types import RankedPartner, Resolution

# More hands than this and nobody feels asked.
MOST_SUPPORTS = 3
MOST_INFORMED = 2
STRENGTH = {"lead": 0, "support": 1, "inform": 2}
URGENCY = ("normal", "high", "critical")


def resolve(fired: Sequence[RuleSpec]) -> Resolution:
    """Rank the partners that the fired rules want.

    A kind of partner appears once, in its strongest role; within a role the smaller rank wins, then the
    order of the rules. Every would-be lead is kept in order: where the first has no unit, the next leads.
    Leads not taken support, before the others.
    """
    ranked = _by_kind(fired)
    leads = tuple(partner for partner in ranked if partner.role == "lead")
    return Resolution(
        leads=leads,
        supports=tuple(partner for partner in ranked if partner.role == "support"),
        informs=tuple(partner for partner in ranked if partner.role == "inform"),
        ties=_ties(leads),
        urgency=max((rule.urgency for rule in fired), key=URGENCY.index, default="normal"),
        confidential=any(rule.confidential for rule in fired),
        legal_clocks=tuple({rule.legal_clock.name: rule.legal_clock for rule in fired if rule.legal_clock}.values()),
        advice=tuple(rule for rule in fired if rule.advice),
    )


def _by_kind(fired: Iterable[RuleSpec]) -> list[RankedPartner]:
    """Kinds of partners, strongest first; the rule that decides a partner's place comes first among its rules."""
    rules: dict[Kind, list[RuleSpec]] = {}
    for rule in fired:
        rules.setdefault(rule.partner, []).append(rule)
    partners = []
    for kind, wanting in rules.items():
        wanting.sort(key=lambda rule: (STRENGTH[rule.role], rule.rank))
        deciding = wanting[0]
        hours = min(rule.answer_hours for rule in wanting if rule.role == deciding.role)
        partners.append(RankedPartner(kind, deciding.role, deciding.rank, tuple(wanting), hours))
    # Sorting is stable: partners of equal rank stay in the order of the rules.
    return sorted(partners, key=lambda partner: (STRENGTH[partner.role], partner.rank))


def _ties(leads: Sequence[RankedPartner]) -> tuple[tuple[str, str], ...]:
    """Pairs of kinds that the rules would let lead with the same rank."""
    return tuple((first.kind, second.kind) for first, second in pairwise(leads) if first.rank == second.rank)
