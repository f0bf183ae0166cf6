"""Firms by words of their name and place, with the same answers on SQLite and PostgreSQL.

Each firm is found under its words (`firm_word`). The rarest word that was typed gives the candidates, at most some thousands;
the other words thin them out by the index of their SIRET; what remains is put in order here. So the time is bounded
whatever is typed, and no extension of a database is needed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from care_triage.firms.models import FirmWordRow
from care_triage.firms.queries.rows import PLACES, firms_of, selected
from care_triage.firms.types import FoundFirm
from care_triage.firms.words import AFTER, words_of
from care_triage.infra.db import connection, table

_WORD: Final = table(FirmWordRow)
# Counting stops here: beyond it a word is common, and how common does not matter.
_COUNTED: Final = 2_000
# How many candidates of a common word are looked at, open firms first.
_LOOKED_AT: Final = 12_000
_RANKED: Final = 120
# Fewer letters begin too many words.
_BEGINNING: Final = 3
_PLACE_RANK: Final = 2


@dataclass(frozen=True)
class _Term:
    """A word that was typed; the last one may be only begun."""

    text: str
    is_begun: bool

    def matches(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        """The condition on a column of words: a range of its index."""
        if not self.is_begun:
            return column == self.text
        return and_(column >= self.text, column < self.text + AFTER)

    def is_in(self, words: Collection[str]) -> bool:
        """The same, of words in hand."""
        return self.text in words or (self.is_begun and any(word.startswith(self.text) for word in words))


def search_names(text: str, limit: int, near: Collection[str] = ()) -> Sequence[FoundFirm]:
    """The firms whose name and place hold every word of `text`, the last one perhaps only begun.

    The nearest name first; among equals open before closed, the communes `near` (INSEE codes) first, head offices first.
    """
    terms = _terms(text)
    if not terms:
        return []
    sirets = _sirets(terms, near)
    if not sirets:
        return []
    found = firms_of(selected().where(PLACES.c.siret.in_(sirets)))
    ranked = sorted(found, key=lambda firm: _place_in_list(firm, terms, near))
    return ranked[:limit]


def _terms(text: str) -> tuple[_Term, ...]:
    words = words_of(text)
    last = len(words) - 1
    return tuple(
        _Term(word, index == last and len(word) >= _BEGINNING and not word.isdigit())
        for index, word in enumerate(words)
    )


def _sirets(terms: Sequence[_Term], near: Collection[str]) -> Sequence[str]:
    """Those that hold every word; nearby ones too where a common word has more than we look at."""
    # A word of places alone thins out, and never finds by itself.
    counts = {term: count for term in terms if (count := _count(term))}
    if not counts:
        return []
    driver = min(counts, key=lambda term: (counts[term], term.is_begun))
    others = [term for term in terms if term is not driver]
    found = [] if counts[driver] < _COUNTED or not near else _candidates(driver, others, near)
    return [*found, *(siret for siret in _candidates(driver, others, ()) if siret not in set(found))]


def _count(term: _Term) -> int:
    """Of how many names it is, counted up to a bound."""
    word = _WORD.c
    few = select(word.siret).where(term.matches(word.word), word.rank < _PLACE_RANK).limit(_COUNTED).subquery()
    return int(connection().execute(select(func.count()).select_from(few)).scalar_one())


def _candidates(driver: _Term, others: Sequence[_Term], near: Collection[str]) -> Sequence[str]:
    word = _WORD.c
    here = [word.commune.in_(sorted(near))] if near else []
    bounded: Select[Any] = (
        select(word.siret)
        .where(driver.matches(word.word), word.rank < _PLACE_RANK, *here)
        .limit(_LOOKED_AT if others else _RANKED)
    )
    if not driver.is_begun:
        # In the order of the index: open firms first. The beginning of a word spans many words, and any order would sort.
        bounded = bounded.order_by(word.rank, word.commune, word.siret)
    first = bounded.subquery()
    query = select(first.c.siret).limit(_RANKED)
    for place, term in enumerate(others):
        other = _WORD.alias(f"other_{place}")
        query = query.where(exists().where(other.c.siret == first.c.siret, term.matches(other.c.word)))
    return list(dict.fromkeys(connection().scalars(query)))


def _place_in_list(firm: FoundFirm, terms: Sequence[_Term], near: Collection[str]) -> tuple[Any, ...]:
    names = {word for name in (firm.name, firm.trade_name) for word in words_of(name)}
    spelt = sum(term.text in names for term in terms)
    left_over = min(
        (len(words_of(name)) - sum(term.is_in(words_of(name)) for term in terms) for name in _names(firm)), default=99
    )
    return (
        firm.is_closed, not any(term.is_in(names) for term in terms), firm.commune not in near, -spelt, left_over,
        not firm.is_head_office, firm.name, firm.siret,
    )  # fmt: skip


def _names(firm: FoundFirm) -> list[str]:
    return [name for name in (firm.name, firm.trade_name) if name]
