"""One value per fact: the strongest act, the surest words, or nothing sure when words disagree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from care_triage.triage.told.law import STAGES
from care_triage.triage.told.phrases import Found

# Of several procedures or events told, the last one in this order counts.
_RANKED: Final = {
    "legal_stage": STAGES,
    "procedure_open": ("none", "mandat_conciliation", "sauvegarde", "redressement", "liquidation"),
    "payment_plan": ("none", "running", "broken", "refused"),
    "cyber_kind": ("autre", "site", "compte_pirate", "fuite_donnees", "faux_virement", "rancongiciel"),
}


def settle(found: Iterable[Found]) -> Iterator[Found]:
    """At most one value of each fact, and each code of a set once."""
    groups: dict[tuple[str, object], list[Found]] = {}
    for one in found:
        key = (one.fact, one.value if isinstance(one.value, tuple) else None)
        groups.setdefault(key, []).append(one)
    for (fact, _code), several in groups.items():
        yield _ranked(several, _RANKED[fact]) if fact in _RANKED else _first(several)


def _ranked(several: Sequence[Found], order: Sequence[str]) -> Found:
    return max(several, key=lambda one: (one.sure, order.index(one.value), -one.start))


def _first(several: Sequence[Found]) -> Found:
    sure = [one for one in several if one.sure]
    # The longest words say most where several ways of saying begin together.
    best = min(sure or several, key=lambda one: (one.start, one.start - one.end))
    disagree = len({str(one.value) for one in sure}) > 1
    return replace(best, sure=False) if disagree else best
