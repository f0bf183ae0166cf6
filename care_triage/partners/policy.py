"""Pure decisions about partners: which unit receives a referral and why, who may manage what."""

from collections.abc import Collection, Iterable
from datetime import date

from care_triage.accounts.policy import may_grant
from care_triage.accounts.types import UNIT_ROLES, Role, Viewer
from care_triage.partners.types import Candidate, Choice, Reason, Step


def choose_unit(candidates: Iterable[Candidate], on: date, excluding: Collection[int] = ()) -> Choice:
    """The unit that receives a referral of the candidates' kind on that day, every unit explained.

    The most specific coverage wins; among equals the least loaded, then the slug. A unit that is away or full
    leaves its place to the next equal, then to a wider level; when every competent unit is, the most specific
    one is chosen all the same, so that no case is lost. Units in `excluding` (they declined) and retired units
    never receive. None when no competent unit is left: the triage desk's move.
    """
    ordered = sorted(candidates, key=_rank)
    barred = {unit.unit_id: _bar(unit, excluding) for unit in ordered}
    competent = [unit for unit in ordered if barred[unit.unit_id] is None]
    available = [unit for unit in competent if _hindrance(unit, on) is None]
    if not competent:
        return Choice(None, (*(_step(unit, barred[unit.unit_id]) for unit in ordered), Step(Reason.NO_COVERAGE)))
    chosen = available[0] if available else min(competent, key=lambda unit: _rank_unavailable(unit, on))
    won = _merit(chosen, available)
    reasons = (
        won if unit is chosen else barred[unit.unit_id] or _hindrance(unit, on) or _shortfall(unit, chosen)
        for unit in ordered
    )
    return Choice(chosen.unit_id, tuple(map(_step, ordered, reasons)))


def _rank(unit: Candidate) -> tuple[int, int, str]:
    return -unit.level.specificity, unit.load, unit.slug


def _rank_unavailable(unit: Candidate, on: date) -> tuple[int, bool, int, str]:
    """Nobody is free: someone who is there but full reads the case sooner than someone who is away."""
    return -unit.level.specificity, unit.is_absent(on), unit.load, unit.slug


def _bar(unit: Candidate, excluding: Collection[int]) -> Reason | None:
    """Why the unit may not receive at all."""
    if unit.unit_id in excluding:
        return Reason.EXCLUDED
    return None if unit.active else Reason.INACTIVE


def _hindrance(unit: Candidate, on: date) -> Reason | None:
    """Why the unit should not receive while another can."""
    if unit.is_absent(on):
        return Reason.ABSENT
    return Reason.FULL if unit.is_full else None


def _merit(chosen: Candidate, available: list[Candidate]) -> Reason:
    """What made the difference."""
    if not available:
        return Reason.CHOSEN_THOUGH_UNAVAILABLE
    if len(available) == 1:
        return Reason.ONLY_ONE
    equals = [unit for unit in available if unit.level.specificity == chosen.level.specificity]
    if len(equals) == 1:
        return Reason.MOST_SPECIFIC
    return Reason.FIRST_IN_ORDER if equals[1].load == chosen.load else Reason.LEAST_LOADED


def _shortfall(unit: Candidate, chosen: Candidate) -> Reason:
    """Why an available unit was not the one."""
    if unit.level.specificity < chosen.level.specificity:
        return Reason.WIDER
    return Reason.BUSIER if unit.load > chosen.load else Reason.LATER_IN_ORDER


def _step(unit: Candidate, reason: Reason | None) -> Step:
    return Step(reason or Reason.NO_COVERAGE, unit.unit_id, unit.name, unit.code, unit.load, unit.capacity)


def may_manage_directory(viewer: Viewer) -> bool:
    """Whether the viewer may create, change and retire any partner or unit, and say what they cover."""
    return viewer.has(Role.COORDINATOR, Role.ADMINISTRATOR)


def may_manage_partner(viewer: Viewer, partner_id: int) -> bool:
    """Whether the viewer may change the partner's description and every one of its units."""
    return may_manage_directory(viewer) or partner_id in viewer.partner_ids


def may_manage_unit(viewer: Viewer, unit_id: int, partner_id: int) -> bool:
    """Whether the viewer may change the unit's hours, capacity, absences and people."""
    return may_manage_partner(viewer, partner_id) or unit_id in viewer.managed_unit_ids


def grantable_unit_roles(viewer: Viewer, unit_id: int, partner_id: int) -> tuple[Role, ...]:
    """Roles that the viewer may give and take in a unit, in the order of the glossary."""
    return tuple(role for role in Role if role in UNIT_ROLES and may_grant(viewer, role, unit_id, partner_id))
