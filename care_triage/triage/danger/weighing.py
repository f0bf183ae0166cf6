"""What no single expression catches: families of words that weigh little alone and much together.

Each family counts once inside a stretch of thirty words: « le train passe derrière l’atelier, je me dis que ce serait
rapide » has a place (0.4), a thought (0.3) and relief (0.4). From 1 on, a life may be in danger.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from care_triage.triage.danger.lexicon import any_of

THRESHOLD = 1.0
_STRETCH = 30


@dataclass(frozen=True)
class _Family:
    weight: float
    words: re.Pattern[str]


def _family(weight: float, words: str) -> _Family:
    return _Family(weight, any_of(words.split()))


_FAMILIES = (
    # Death
    _family(0.6, r"morte? morts mourir mour\w+ meurs meure meurt deced\w+ deces veuve veuf orphelins? enterre\w* obseques cimetiere cercueil cadavre crever vivante? heritiers neant paradis funerailles organes vivre naitre die dead death buried funeral tuer corps exister"),
    # A means that has hardly another use in such a text
    _family(0.8, r"corde noeud noeuds fusil carabine calibre cartouches? flingue parapet gardecorps rambarde falaises? rails veines poignets? poison arsenic cyanure pendu\w* pendre poutre somniferes surdose overdose noyer rifle rope noose pills overdose tracks"),
    # A means or place that has
    _family(0.4, r"armes? pistolet balle quai pont viaduc tgv ter metro medicaments cachets comprimes medocs plaquettes? insuline traitement gaz butane echappement moteur lame rasoir cutter couteau volant platanes? arbre virage ceinture guidon vide balcon camion camionnette voiture loire rhone saone canal riviere eau lac etang pharmacien chimique desherbant taupes essence allumettes bridge train gun"),
    # Leaving for good
    _family(0.4, r"adieu derniere toujours definitivement jamais embrassez embrasse prevenez pardon souvienne souviendra oubliera? oublieront oublie pars parti partir partirai rentrer rentrerai disparai\w+ quitter renseigne testament legue\w* alliance merci expres goodbye forever decouvre trouve retrouvera ramassera"),
    # Relief
    _family(0.4, r"paix delivrance liberation soulage\w* rapide vite doux douceur douleur souffrir souffrirai regle reglera fini finit termine simple simples repos eteindre eteigne eteint tranquil\w* consoles? assoupir suffit suffirait debarrass\w+ peace painless over quick"),
    # Being too much
    _family(0.4, r"merite meritent meriteraient trop fardeau poids boulet honte inutile faute coupable moi-meme rate deserve burden"),
    # A thought that comes back, or a preparation
    _family(0.3, r"pense penser idee idees imagine imagine\w* songe dis demande cherche cherche\w* envie reve espere espoir esperant comprends comprend prepare prete? stock nuit nuits soir regarde attends think thinking thought"),
    # Those who stay
    _family(0.2, r"femme mari enfants gosses petits fille filles fils famille mere pere maman papa soeur frere proches kids wife husband family"),
)  # fmt: skip


def weighty(text: str) -> tuple[int, int] | None:
    """The first stretch of the text whose families weigh enough together, as its start and end; else None."""
    inside: deque[tuple[int, int, int, int]] = deque()
    counts: Counter[int] = Counter()
    for hit in sorted(_hits(text)):
        inside.append(hit)
        counts[hit[3]] += 1
        while inside[0][0] < hit[0] - _STRETCH:
            counts[inside.popleft()[3]] -= 1
        if sum(_FAMILIES[family].weight for family, count in counts.items() if count) >= THRESHOLD - 1e-9:
            return inside[0][1], hit[2]
    return None


def _hits(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Every word that weighs: its rank among the words, where it starts and ends, its family."""
    ranks = {found.start(): rank for rank, found in enumerate(re.finditer(r"\S+", text))}
    for family, kind in enumerate(_FAMILIES):
        for found in kind.words.finditer(text):
            yield ranks.get(found.start(), 0), found.start(), found.end(), family
