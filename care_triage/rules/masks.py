"""Sets of rules as integers: bit i stands for the rule at position i."""

from __future__ import annotations

from collections.abc import Iterable


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
    """The positions of the bits set in `mask`, ascending.

    Searching the binary text is linear; clearing the lowest bit again and again would be quadratic in the rules.
    """
    bits = bin(mask)[:1:-1]
    found: list[int] = []
    position = bits.find("1")
    while position >= 0:
        found.append(position)
        position = bits.find("1", position + 1)
    return found
