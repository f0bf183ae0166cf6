"""Words as tired thumbs type them: an unknown stem is read as the known one that is one slip away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

# In shorter words one letter makes another word.
_SHORTEST = 5


class Speller:
    """Finds known stems one added, dropped, swapped or wrong letter away, by what is left without one letter."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._near: dict[str, list[str]] = defaultdict(list)
        for stem in sorted(self._known):
            if len(stem) >= _SHORTEST and not stem.isdigit():
                for key in {stem, *_without_one(stem)}:
                    self._near[key].append(stem)

    def known(self, stem: str) -> str:
        """The stem itself, or the only known one that a slip may have made of it."""
        if stem in self._known or len(stem) < _SHORTEST or stem.isdigit():
            return stem
        found = {
            near for key in (stem, *_without_one(stem)) for near in self._near.get(key, ()) if _is_slip(stem, near)
        }
        return found.pop() if len(found) == 1 else stem


def _without_one(stem: str) -> Iterator[str]:
    return (stem[:place] + stem[place + 1 :] for place in range(len(stem)))


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one letter was added, dropped, replaced, or exchanged with its neighbour; never the first."""
    if typed[0] != meant[0]:
        return False
    if len(typed) != len(meant):
        return abs(len(typed) - len(meant)) == 1
    wrong = [place for place, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
    if len(wrong) == 1:
        return True
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and typed[wrong[0]] == meant[wrong[1]]
