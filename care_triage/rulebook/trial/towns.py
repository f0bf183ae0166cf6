"""Which town a question means among the names that may be one."""

from collections.abc import Collection, Iterable

from care_triage.territory.place_text import search_name
from care_triage.territory.queries import communes_named
from care_triage.territory.types import Commune

# A village elsewhere that happens to be called like a word of the question is not meant.
_KNOWN_AFAR = 10_000


def find_town(names: Iterable[str], near: Collection[str]) -> Commune | None:
    """The first name that is a town of the departments `near`; else a large town of anywhere."""
    afar = None
    for name in names:
        for town in communes_named(search_name(name), limit=20):
            if town.department in near:
                return town
            if afar is None and town.population >= _KNOWN_AFAR:
                afar = town
    return afar
