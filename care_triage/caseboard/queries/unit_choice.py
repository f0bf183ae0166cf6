"""Units that a need may be handed to: those competent for its commune first."""

from collections.abc import Collection
from dataclasses import dataclass

from care_triage.infra import clock
from care_triage.partners.queries import candidates_for, directory
from care_triage.partners.types import Candidate, DirectoryFilter, Kind, UnitCard
from care_triage.territory.queries import find_commune

MOST_SHOWN = 30


@dataclass(frozen=True)
class UnitOption:
    """A unit to choose; `competent` when it covers the commune, `away` when it is absent today."""

    card: UnitCard
    competent: bool
    away: bool


def units_to_choose(
    insee: str, kind: Kind | None, text: str = "", without: Collection[int] = ()
) -> tuple[UnitOption, ...]:
    """Open units of a kind, or whose name holds `text`, competent ones first; nothing when neither is given."""
    if kind is None and not text.strip():
        return ()
    cards = [
        unit for row in directory(DirectoryFilter(kind, text)) for unit in row.units if unit.unit_id not in without
    ]
    commune = find_commune(insee)
    codes = commune.territory_codes if commune else frozenset[str]()
    found = candidates_for({card.kind for card in cards}, codes, clock.today())
    covering = {candidate.unit_id: candidate for candidates in found.values() for candidate in candidates}
    options = [_option(card, covering.get(card.unit_id)) for card in cards]
    return tuple(sorted(options, key=lambda option: not option.competent)[:MOST_SHOWN])


def _option(card: UnitCard, candidate: Candidate | None) -> UnitOption:
    away = candidate is not None and candidate.is_absent(clock.today())
    return UnitOption(card, candidate is not None, away)
