"""Comparing a typed name with communes, from identical to merely alike."""

from collections.abc import Callable, Iterable, Sequence, Set
from difflib import SequenceMatcher

from care_triage.territory.place_text import city_of_district, other_names, search_name
from care_triage.territory.types import Commune

# "Sainte-Etiene" is still Saint-Étienne when the postal code says so too; "Feurs" is not "Fleurs".
_ALIKE = 0.85


def best_matches(name: str, communes: Sequence[Commune], known: Set[str]) -> Sequence[Commune]:
    """Those of `communes` that match `name` best; `known` are codes that bear it, former names included."""
    tests: tuple[Callable[[Commune], bool], ...] = (
        lambda commune: name in _names(commune),
        lambda commune: commune.insee in known,
        lambda commune: any(n.startswith(name) or name.startswith(f"{n} ") for n in _names(commune)),
        lambda commune: name in other_names(search_name(commune.name))[1],
        lambda commune: any(likeness(name, n) >= _ALIKE for n in _names(commune)),
    )
    # "Lyon 3e" with the code of the 2nd is a contradiction, not a near miss.
    for test in tests[:2] if city_of_district(name) else tests:
        if found := [commune for commune in communes if test(commune)]:
            return found
    return []


def likeness(one: str, other: str) -> float:
    """From 0 to 1, the share of letters the two names have in common and in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def most_alike(name: str, items: Iterable[tuple[str, str]], least: float) -> Sequence[str]:
    """Those of `items` whose name resembles `name` at least so much, most alike first, else in the order given."""
    # The matcher studies its second text once; the two quick bounds spare most full comparisons.
    matcher = SequenceMatcher(None, "", name, autojunk=False)
    alike: list[tuple[float, str]] = []
    for text, item in items:
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            alike.append((matcher.ratio(), item))
    return [item for ratio, item in sorted(alike, key=lambda pair: -pair[0]) if ratio >= least]


def _names(commune: Commune) -> frozenset[str]:
    """Its name, the name without article, and for Lyon 3e plain Lyon."""
    name = search_name(commune.name)
    return frozenset({name, other_names(name)[0], city_of_district(name)} - {""})
