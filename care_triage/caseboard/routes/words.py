"""Words of addresses: where a page of a list begins, as `apres` or `avant`."""

from collections.abc import Mapping
from urllib.parse import quote

from care_triage.caseboard.types import Place

_SEPARATOR = "~"


def read_place(args: Mapping[str, str]) -> Place | None:
    """Where the asked page begins; None for the first page or for words that say nothing."""
    for name, backwards in (("apres", False), ("avant", True)):
        key, separator, number = args.get(name, "").rpartition(_SEPARATOR)
        if separator and number.isascii() and number.isdigit() and len(number) < 16:
            return Place(key, int(number), backwards)
    return None


def write_place(url: str, place: Place | None) -> str | None:
    """`url` leading to the page that begins at `place`; None when there is no such page."""
    if place is None:
        return None
    name = "avant" if place.backwards else "apres"
    return f"{url}{'&' if '?' in url else '?'}{name}={quote(f'{place.key}{_SEPARATOR}{place.id}')}"
