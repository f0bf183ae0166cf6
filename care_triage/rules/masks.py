"""Sets of rules as integers: bit i stands for the rule at position i."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_SPARSE: Final = 16
_BITS: Final = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def everyone(size: int) -> int:
    """The mask of all of `size` rules."""
    return (1 << size) - 1


def mask_of(places: Iterable[int]) -> int:
    """The mask of the rules at these positions."""
    mask = 0
    for position in places:
        mask |= 1 << position
    return mask


def positions(mask: int) -> list[int]:
    """The positions of the bits set in `mask`, ascending."""
    return _few(mask, range(mask.bit_length())) if _is_sparse(mask) else _many(mask)


def chosen(mask: int, items: Sequence[T]) -> tuple[T, ...]:
    """The items whose place is set in `mask`, in order."""
    return tuple(_few(mask, items) if _is_sparse(mask) else map(items.__getitem__, _many(mask)))


def _is_sparse(mask: int) -> bool:
    return mask.bit_count() * _SPARSE < mask.bit_length()


def all_but_one(start: int, masks: Iterable[int]) -> int:
    """The mask of those of `start` that all the masks hold but exactly one."""
    no_miss = one_miss = start  # So far: no mask without it; at most one.
    for mask in masks:
        one_miss = one_miss & mask | no_miss
        no_miss &= mask
    return one_miss ^ no_miss


def first(mask: int, count: int) -> int:
    """The mask of its first `count` bits."""
    return mask_of(positions(mask)[:count])


def _few(mask: int, items: Sequence[T]) -> list[T]:
    """Clears the highest bit again and again: the integer shrinks, but many bits would cost the square of the rules."""
    found: list[T] = []
    while mask:
        place = mask.bit_length() - 1
        found.append(items[place])
        mask ^= 1 << place
    found.reverse()
    return found


def _many(mask: int) -> list[int]:
    """Reads byte after byte: linear, whatever the bits."""
    found: list[int] = []
    start = 0
    for byte in mask.to_bytes((mask.bit_length() + 7) // 8, "little"):
        for bit in _BITS[byte]:
            found.append(start + bit)  # noqa: PERF401 - a comprehension here is a new list for each byte.
        start += 8
    return found
