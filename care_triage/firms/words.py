"""The words by which a firm is found: without accents, legal forms and little words."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Sorts after every letter and digit: `word >= begun and word < begun + AFTER` is "starts with".
AFTER: Final = "~"
LONGEST: Final = 30
_MOST: Final = 12
_LONGEST_TEXT: Final = 200
_LITTLE_WORDS: Final = """a au aux d de des du en et l la le les sur chez monsieur madame m mr mme mlle
sarl sas sasu eurl sa snc sci scop selarl ei eirl earl gaec scea societe ste ets etablissements etablissement entreprise
cedex"""
_LITTLE: Final = frozenset(_LITTLE_WORDS.split())
_EXPANDED: Final = {"st": "saint", "ste": "sainte"}
_INITIALS: Final = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b")


@lru_cache(maxsize=16_384)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in their order, each once: `S.A.R.L. L’Étoile du Gier` gives `etoile`, `gier`.

    Where nothing but little words would remain, they are kept: a firm may be called « Le ».
    """
    found = _plain(text)
    telling = [word for word in found if word not in _LITTLE]
    return tuple(dict.fromkeys(word[:LONGEST] for word in telling or found))[:_MOST]


def _plain(text: str) -> list[str]:
    folded = text[:_LONGEST_TEXT].casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    joined = _INITIALS.sub(lambda match: match[0].replace(".", ""), bare)
    return [_EXPANDED.get(word, word) for word in re.sub(r"[^a-z0-9]+", " ", joined).split()]
