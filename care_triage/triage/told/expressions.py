"""Ways of saying a thing, as data files write them: words of folded text, and few signs.

`louer|location` one word or the other, `mot_de_passe|code` words that stay together; `sign*` whatever follows; `..` up to five words between, within a sentence, none of which denies;
a `?` at the end says that the expression makes the thing likely only. A plain word stands for its plural in -s too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from care_triage.triage.told.text import Story

# What is denied in between is another thing: « former … pas encore salariée » is not « former … salariée ».
_GAP: Final = r"(?: (?!(?:pas|jamais|not|never)\b)[\w€%]+){0,5}? "
_SHORTEST_PLURAL: Final = 3
_MOST: Final = 12
_NEVER: Final = re.compile(r"(?!)")


class Expressions:
    """The ways of saying one thing: those that say it, and those that make it likely."""

    def __init__(self, ways: Iterable[str]) -> None:
        written = [way.strip() for way in ways]
        self._sure = _pattern(way for way in written if not way.endswith("?"))
        self._likely = _pattern(way.removesuffix("?") for way in written if way.endswith("?"))

    def spans(self, story: Story) -> Iterator[tuple[int, int, bool]]:
        """Where the story says it, and whether surely."""
        for pattern, sure in ((self._sure, True), (self._likely, False)):
            for rank, match in enumerate(pattern.finditer(story.text)):
                if rank == _MOST:
                    break
                yield match.start(), match.end(), sure


def _pattern(ways: Iterable[str]) -> re.Pattern[str]:
    # The longest way of saying a thing is quoted where several begin together.
    written = sorted((_regex(way) for way in ways), key=len, reverse=True)
    return re.compile(rf"(?:\b|(?=%))(?:{'|'.join(written)})(?:\b|(?<=%))") if written else _NEVER


def _regex(way: str) -> str:
    parts = [" ".join(map(_word, part.split())) for part in way.split(" .. ")]
    return _GAP.join(parts)


def _word(word: str) -> str:
    choices = [" ".join(map(_choice, choice.split("_"))) for choice in word.split("|")]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _choice(choice: str) -> str:
    if "*" in choice:
        return r"\w*".join(map(re.escape, choice.split("*")))
    plural = len(choice) >= _SHORTEST_PLURAL and choice[-1] not in "sxz"
    return re.escape(choice) + ("s?" if plural else "")
