"""A story cut into the parts that each tell one thing: sentences, and clauses of those that never end."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_CUT = re.compile(
    r"[.!?;:\n]+|,|\b(?:et|mais|puis|sinon|aussi|du coup|en plus|par ailleurs|and|but|also)\b", re.IGNORECASE
)
# Fewer words tell nothing by themselves.
_LEAST_WORDS = 5
_FEW_PARTS = 2


def clauses_of(story: str) -> tuple[str, ...]:
    """The shortest parts of a story, in order."""
    return tuple(piece.strip() for piece in _CUT.split(story) if piece.strip())


def parts_of(story: str) -> tuple[str, ...]:
    """Clauses in order, short ones joined with what follows; together they hold every word of the story."""
    parts = list(_long_enough(clauses_of(story)))
    if len(parts) > 1 and len(parts[-1].split()) < _LEAST_WORDS:
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    return tuple(parts)


def passages_of(story: str) -> tuple[str, ...]:
    """Neighbouring parts together, for one alone says too little of a matter; each part where there are but two."""
    parts = parts_of(story)
    if len(parts) <= _FEW_PARTS:
        return parts
    return tuple(f"{first} {second}" for first, second in pairwise(parts))


def _long_enough(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        held = f"{held} {piece}".strip()
        if len(held.split()) >= _LEAST_WORDS:
            yield held
            held = ""
    if held:
        yield held
