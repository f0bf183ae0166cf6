"""Which commune is meant by what an owner wrote: one, several to choose from, or none and why."""

from collections.abc import Sequence
from dataclasses import replace

from care_triage.territory.place_text import PlaceText, read_place
from care_triage.territory.queries.communes import communes_named, communes_of_postal_code
from care_triage.territory.queries.search import search_communes, similar_communes
from care_triage.territory.resemblance import best_matches
from care_triage.territory.types import (
    Ambiguous,
    CedexCode,
    CodeOfAnother,
    Commune,
    ForeignCode,
    MalformedCode,
    NameBegun,
    NothingTyped,
    Resolution,
    Resolved,
    SharedCode,
    SharedName,
    Unknown,
    UnknownCode,
    UnknownName,
)

_SUGGESTIONS = 8


def resolve_place(text: str, postal_code: str = "") -> Resolution:
    """The commune of a name, a postal code, or both, in one field or two; the second field's code wins."""
    place, field = read_place(text), read_place(postal_code)
    if field.postal_code:
        place = replace(place, postal_code=field.postal_code, cedex=place.cedex or field.cedex)
    if not place.name:
        place = replace(place, name=field.name, shown=field.shown)
    if postal_code.strip() and not field.postal_code:
        return _unknown(MalformedCode, communes_named(place.name), code=postal_code.strip()[:20])
    if place.postal_code:
        return _with_code(place)
    if place.name:
        return _with_name(place)
    return _unknown(MalformedCode if place.digits else NothingTyped, code=place.digits)


def _with_code(place: PlaceText) -> Resolution:
    code = place.postal_code
    served = communes_of_postal_code(code)
    if not served:
        return _without_commune(place)
    if not place.name:
        return _one_of(served, SharedCode, code=code)
    named = communes_named(place.name)
    if found := best_matches(place.name, served, {commune.insee for commune in named}):
        return _one_of(found, SharedCode, code=code)
    return _unknown(CodeOfAnother, [*named, *served], code=code, name=place.shown)


def _without_commune(place: PlaceText) -> Unknown:
    """A code no commune has: most are CEDEX codes, whose first digits lead to the town all the same."""
    code = place.postal_code
    if not search_communes(code[:2], 1):
        return _unknown(ForeignCode, communes_named(place.name), start=code[:2])
    named = [commune for commune in communes_named(place.name) if commune.department.startswith(code[:2])]
    nearby = named or communes_named(place.name) or search_communes(code[:3], _SUGGESTIONS)
    return _unknown(CedexCode if place.cedex else UnknownCode, nearby, code=code)


def _with_name(place: PlaceText) -> Resolution:
    named = [commune for commune in communes_named(place.name) if _begins_with(commune, place.digits)]
    if named:
        return _one_of(named, SharedName, name=place.shown)
    if begun := search_communes(f"{place.shown} {place.digits}", _SUGGESTIONS):
        return NameBegun(tuple(begun), {"name": place.shown})
    return _unknown(UnknownName, similar_communes(place.name, _SUGGESTIONS), name=place.shown)


def _begins_with(commune: Commune, digits: str) -> bool:
    return commune.department == digits or not digits or any(code.startswith(digits) for code in commune.postal_codes)


def _one_of(communes: Sequence[Commune], several: type[Ambiguous], **values: str) -> Resolved | Ambiguous:
    return Resolved(communes[0]) if len(communes) == 1 else several(tuple(communes), values)


def _unknown(problem: type[Unknown], suggestions: Sequence[Commune] = (), **values: str) -> Unknown:
    distinct = tuple({commune.insee: commune for commune in suggestions}.values())
    return problem(distinct[:_SUGGESTIONS], values)
