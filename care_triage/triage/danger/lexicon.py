"""How expressions are written: natural French without accents, words apart, gaps counted in words.

`G3` leaves room for up to three words inside one sentence, `FAR` for thirty across sentences. Doubled letters
are written as the dictionary has them; they are made single here as they are in the text (`spelling`).
Every gap has an upper bound, so that reading stays linear in the length of the text.
"""

import re
from collections.abc import Iterable

G1, G2, G3, G4, G6, G8 = (rf"(?:\w+ ){{0,{most}}}" for most in (1, 2, 3, 4, 6, 8))
FAR = r"(?:\S+ ){0,30}"

_DOUBLED = re.compile(r"(?<!\\)([a-z])\1+")


def any_of(ways: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all these ways of saying it, each on whole words."""
    written = "|".join(_DOUBLED.sub(lambda found: found[1], way) for way in ways)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")
