"""Words of a story as they are compared: without accents, cut to their stems."""

import unicodedata
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("french")

# Words that say nothing about the subject; stories are full of them.
_EMPTY_WORDS = """a ai aie ais ait alors apres as au aucun aussi autre aux avaient avait avant avec avez avoir avons bien bonjour
    c car ce cela celle ces cet cette ceux chaque ci comme comment d dans de depuis des deux dois doit donc du elle en
    encore entre es est et etaient etait etant ete etre eu eux fait faire fais il ils j je jai jusqu l la le les leur
    leurs lui ma mais me meme mes moi moins mon n ne ni nos notre nous on ont ou par parce pas peu peut peux plus pour
    pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont suis sur ta tes toi ton tous
    tout toute toutes tres tu un une va vais vers veux voila vos votre vous y svp merci the a an and are at be been but
    by can do for from had has have he her his i in is it its my not of on or our she so that their them they this to
    was we were what when which who will with you your am me im"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
# What a telephone makes of common words.
_SHORT = {
    "pb": "probleme", "pbs": "problemes", "rdv": "rendezvous", "bcp": "beaucoup", "tt": "tout", "ursaf": "urssaf",
    "ursaff": "urssaf", "urssaff": "urssaf", "ursafe": "urssaf", "impot": "impots", "tresor": "tresorerie",
    "boite": "entreprise", "societe": "entreprise", "company": "entreprise", "business": "entreprise",
    "bank": "banque", "debt": "dette", "debts": "dettes", "taxes": "impots", "tax": "impots", "loan": "pret",
    "employee": "salarie", "employees": "salaries", "customer": "client", "customers": "clients", "rent": "loyer",
    "unpaid": "impaye", "invoice": "facture", "invoices": "factures", "court": "tribunal", "hire": "recruter",
}  # fmt: skip


def plain(text: str) -> str:
    """The text without accents or capitals, punctuation turned into spaces."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in meaningful(text)]


def meaningful(text: str) -> list[str]:
    """The plain words that carry meaning, in order."""
    return [word for word in unfolded(text) if carries_meaning(word)]


def unfolded(text: str) -> list[str]:
    """All plain words in order, with what a telephone makes of them undone."""
    return [_SHORT.get(word, word) for word in plain(text).split()]


def carries_meaning(word: str) -> bool:
    """Whether a plain word says anything of a subject by itself."""
    return word not in _EMPTY and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=4_000)
def stem(word: str) -> str:
    """The stem of a plain word."""
    stemmed: str = _STEMMER.stemWord(word)
    # The stemmer expects accents, and leaves the endings of words written without them.
    return stemmed.rstrip("e") or stemmed
