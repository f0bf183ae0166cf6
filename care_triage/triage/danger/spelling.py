"""One spelling for every hand: no accents, elisions spelt out, text-message words unfolded, slips mended.

« J’veu mourrir » becomes « je veux mourir »; « ne » is left out, because half of the texts leave it out. Each word
remembers where it stood, so that what decided can be quoted as it was written.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from care_triage.triage.danger.slips import mend

_TOKEN = re.compile(r"[\w@$*]+|[.!?;…]+")
_LEET = str.maketrans("013457@$", "oieastas")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_ELIDED = {
    "j": "je",
    "d": "de",
    "l": "le",
    "m": "me",
    "s": "se",
    "t": "te",
    "c": "ce",
    "qu": "que",
    "k": "que",
    "jusqu": "jusque",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
}
# Telephone words and slips of sound, each for what it stands for.
_SHORT = {
    "jveu": "je veux", "jveux": "je veux", "jveut": "je veux", "jvx": "je veux", "veu": "veux", "vx": "veux", "veut": "veux",
    "jvai": "je vais", "jvais": "je vais", "jva": "je vais", "jv": "je vais", "vai": "vais", "vé": "vais",
    "jsuis": "je suis", "jsui": "je suis", "chui": "je suis", "chuis": "je suis", "shui": "je suis", "jss": "je suis",
    "jpeu": "je peux", "jpeux": "je peux", "jpe": "je peux", "peu": "peux", "peut": "peux", "pe": "peux", "pex": "peux",
    "jai": "je ai", "jé": "je ai", "g": "je ai", "jme": "je me", "jm": "je me", "jte": "je te", "jpense": "je pense",
    "jss1": "je suis un", "jdors": "je dors", "jdor": "je dors", "jtiens": "je tiens", "jarrive": "je arrive",
    "jvoudrai": "je voudrais", "voudrai": "voudrais", "jsais": "je sais", "jsai": "je sais", "jvois": "je vois", "jvoi": "je vois",
    "jserai": "je serai", "jserais": "je serai", "jaurai": "je aurai", "jor": "jour", "jveus": "je veux",
    "pu": "plus", "plu": "plus", "pus": "plus", "ps": "plus", "pa": "pas", "pls": "plus", "tt": "tout", "ts": "tous", "ds": "dans",
    "moin": "moins", "mouri": "mourir", "mourire": "mourir", "envi": "envie", "anvie": "envie", "anvi": "envie", "enfinir": "en finir",
    "denfinir": "de en finir", "finire": "finir", "fini": "fini", "ke": "que", "ki": "qui", "koi": "quoi", "kan": "quand",
    "kil": "que il", "quil": "que il", "quils": "que ils", "quelle": "quelle", "kon": "que on", "quon": "que on", "cest": "ce est",
    "c": "ce", "sa": "sa", "cetait": "ce etait", "ya": "il y a", "yora": "il y aura", "2m1": "demain", "dem1": "demain", "2main": "demain",
    "bcp": "beaucoup", "tjs": "toujours", "tjr": "toujours", "tjrs": "toujours", "toujour": "toujours", "jms": "jamais", "jamai": "jamais",
    "oci": "aussi", "ossi": "aussi", "svt": "souvent", "qd": "quand", "qqch": "quelque chose", "qq": "quelque", "mm": "meme",
    "pr": "pour", "av": "avec", "avc": "avec", "ns": "nous", "vs": "vous", "fam": "famille", "fo": "faut", "fodrait": "faudrait",
    "swissid": "suicide", "suissid": "suicide", "suisside": "suicide", "suissider": "suicide", "sui6d": "suicide", "6d": "cide",
    "voudre": "voudrais", "px": "peux", "ve": "vais", "fair": "faire", "fer": "faire", "sui": "suis", "netre": "naitre", "vene": "veines", "venes": "veines", "lé": "les", "com": "comme",
    "vivr": "vivre", "mieu": "mieux", "san": "sans", "pri": "pris", "aurevoir": "au revoir", "1": "un", "aime": "aime", "bcp2": "beaucoup", "tro": "trop", "tar": "tard", "ecri": "ecrit", "lol": "lol", "poin": "point",
    "nrv": "enerve", "moral": "moral", "pdt": "pendant", "tete": "tete", "tet": "tete", "vi": "vie", "mor": "mort", "mord": "mort",
    "reveil": "reveil", "reveiyer": "reveiller", "reveille": "reveiller", "reveillé": "reveiller", "dormire": "dormir",
    "disparetre": "disparaitre", "disparaitr": "disparaitre", "disparaite": "disparaitre", "disparet": "disparaitre", "fuzil": "fusil",
    "kms": "kill myself", "im": "i am", "ive": "i have", "wanna": "want to", "gonna": "going to", "cant": "can not", "wont": "will not",
    "dont": "dont", "didnt": "did not", "doesnt": "does not", "isnt": "is not", "wouldnt": "would not", "couldnt": "could not",
}  # fmt: skip
# Whoever spells a word out letter by letter does not spell a page.
_LONGEST_SPELLING = 40
# What an elided letter is written onto when the apostrophe is forgotten: « lair », « dadieu », « jenvisage ».
_AFTER_ELISION = frozenset(
    [
        "ai",
        "avais",
        "aurais",
        "aurai",
        "aimerais",
        "aime",
        "arrive",
        "arrives",
        "arrete",
        "attends",
        "ecris",
        "ecrit",
        "en",
        "envie",
        "envisage",
        "espere",
        "etais",
        "etait",
        "entends",
        "entendrez",
        "endormir",
        "endors",
        "air",
        "eau",
        "acte",
        "adieu",
        "arme",
        "assurance",
        "un",
        "une",
        "etre",
        "ouvre",
        "ouvrir",
        "oublie",
        "existe",
        "ose",
        "idee",
        "idees",
        "hesite",
        "irai",
        "imagine",
        "envisager",
        "exister",
        "enterrement",
        "abandon",
        "effondre",
        "ecroule",
        "eteindre",
        "etrangle",
        "echappe",
        "alcool",
        "angoisse",
        "enfer",
        "espoir",
        "issue",
        "irreparable",
        "urssaf",
        "huissier",
        "imite",
        "epuise",
        "ecoeure",
        "isole",
    ]
)
_ENGLISH_NOT = {"don": "do", "can": "can", "won": "will", "didn": "did", "doesn": "does", "isn": "is",
                "wouldn": "would", "couldn": "could", "shouldn": "should"}  # fmt: skip


@dataclass(frozen=True)
class Hearing:
    """A text in the one spelling; `starts` are where its words begin, `spans` where those stood in the source."""

    text: str
    source: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def quote(self, start: int, end: int) -> str:
        """The words of the source behind a stretch of the text."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1)) - 1
        return " ".join(self.source[self.spans[first][0] : self.spans[last][1]].split())[:160]


def hear(source: str) -> Hearing:
    """The text in the one spelling."""
    words: list[tuple[str, tuple[int, int]]] = []
    for word, span in _letters_joined(_tokens(source)):
        for part in _unfolded(word, words[-1][0] if words else ""):
            if part == "<drop>":
                words.pop()
            elif part != "ne":
                words.append((part, span))
    text, starts, at = [], [], 0
    for word, _ in words:
        starts.append(at)
        text.append(word)
        at += len(word) + 1
    return Hearing(" ".join(text), source, tuple(starts), tuple(span for _, span in words))


def _tokens(source: str) -> list[tuple[str, tuple[int, int]]]:
    return [(found[0], found.span()) for found in _TOKEN.finditer(source)]


def _letters_joined(tokens: list[tuple[str, tuple[int, int]]]) -> list[tuple[str, tuple[int, int]]]:
    """« s u i c i d e » and « s.u.i.c.i.d.e » as one word: four letters or more, each standing alone."""
    joined: list[tuple[str, tuple[int, int]]] = []
    at = 0
    while at < len(tokens):
        run = at
        letters: list[int] = []
        while run < min(len(tokens), at + _LONGEST_SPELLING) and (
            tokens[run][0] in (".", "…") or (len(tokens[run][0]) == 1 and tokens[run][0].isalpha())
        ):
            if tokens[run][0].isalpha():
                letters.append(run)
            run += 1
        if len(letters) >= 4:
            word = "".join(tokens[index][0] for index in letters)
            joined.append((word, (tokens[letters[0]][1][0], tokens[letters[-1]][1][1])))
            at = run
        else:
            joined.append(tokens[at])
            at += 1
    return joined


def _unfolded(token: str, before: str) -> tuple[str, ...]:
    if not any(sign.isalnum() for sign in token):
        return (".",)
    if token.lower() in ("né", "née", "nés", "nées"):
        # Without its accent it would be taken for « ne ».
        return ("naitre",)
    if token in ("t", "T") and before in _ENGLISH_NOT:
        return ("<drop>", _ENGLISH_NOT[before], "not")
    if before == "i" and token.lower() in ("m", "dont", "ve", "d", "ll"):
        return {"m": ("am",), "dont": ("do", "not"), "ve": ("have",), "d": ("would",), "ll": ("will",)}[token.lower()]
    return _word(token[:60])


@lru_cache(maxsize=4_000)
def _word(token: str) -> tuple[str, ...]:
    """One written word as the words it stands for."""
    bare = _bare(token)
    if bare in _SHORT:
        return tuple(_single(part) for part in _SHORT[bare].split())
    if bare in ("n", "ne", "nn"):
        return ("ne",)
    if bare in _ELIDED:
        return (_ELIDED[bare],)
    if len(bare) > 2 and bare[0] in "jldmtsn" and bare[1:] in _AFTER_ELISION:
        return (_ELIDED.get(bare[0], "ne"), _single(bare[1:]))
    if len(bare) > 2 and bare[0] == "j" and bare[1] not in "aeiouy":
        return ("je", *_word(bare[1:]))
    return (mend(_single(bare)),)


def _bare(token: str) -> str:
    """Without accents, capitals, masks (`su*cide`) or figures for letters (`su1cide`)."""
    decomposed = unicodedata.normalize("NFKD", token.replace("œ", "oe").replace("Œ", "oe"))
    word = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()
    if word in _SHORT or word.isdigit():
        return word
    if any(sign.isalpha() for sign in word):
        word = word.translate(_LEET)
    return word.replace("*", "").replace("_", "")


def _single(word: str) -> str:
    return word if word.isdigit() else _DOUBLED.sub(r"\1", word)
