"""Sums of money, each attached to what it is for. A sum is never added up nor guessed."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from care_triage.triage.told.context import OWES_ME
from care_triage.triage.told.creditors import DEBTS, Mention, is_not_owed
from care_triage.triage.told.numbers import Number, numbers
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.text import Story

_FACTS: Final = {
    "urssaf": "amount_social_debt", "msa": "amount_social_debt",
    "tva": "amount_tax_debt", "is": "amount_tax_debt", "cfe": "amount_tax_debt", "pas": "amount_tax_debt", "impots": "amount_tax_debt",
    "client": "dispute_amount", "fournisseur": "dispute_amount", "besoin": "amount_needed",
}  # fmt: skip
# « 15 000 de TVA », « 12 000 € à l’Urssaf »: the purpose follows at once.
_LINK: Final = re.compile(
    r"^ ?(?:€|euros?|eur|e)?(?: (?:de|d|du|des|a|au|aux|l|la|le|les|envers|chez|pour|en|dus?|due|auprs|aupres|impayes?|impayee?s?|retard|arrieres?|dettes?|cotisations?|mon|ma|mes|un|une|mon gros|to|for|of|in|unpaid|the|my|plus|environ)){0,5} ?$"
)
_NOT_SUM: Final = re.compile(
    r"^ ?(?:salari\w+|employes?|personnes|mois|jours?|semaines?|ans|annees?|trimestres?|%|m2|km|heures?|h\b|factures?|clients?|fois|chambres|couverts|hectares|vaches|tonnes|er\b|eme|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|months?|weeks?|days?|years?|employees)"
)
_VERB: Final = re.compile(
    r"\b(?:dois|doit|devons|doivent|reclame\w*|demande\w*|dette|retard|impaye\w*|redevable|owe|owes|owed|claims?|claiming|facture|manque|faut|besoin|trouver|saisie?|du)\b(?: \w+){0,6} ?$"
)
_MONTHLY: Final = re.compile(
    r"^ ?(?:€|euros?)?(?: ht| ttc)? ?(?:par mois|/ ?mois|mensuels?|par an|/an|de chiffre|de ca\b|a month|per month|d echeance)"
)
# « une agence me doit 3 200 € », « ne m’a jamais réglé les 640 € »: whoever it is, it is a customer.
_CUSTOMER_OWES: Final = re.compile(
    rf"\b(?:{OWES_ME}|m (?:a|ont) (?:jamais|pas|toujours pas|tjs pas)(?: encore)? (?:paye|regle|verse)\w*"
    r"|nous (?:a|ont) (?:jamais|pas|toujours pas|tjs pas)(?: encore)? (?:paye|regle|verse)\w*|(?:me|nous) (?:paye|paie|regle|paient|reglent) (?:pas|plus|jamais|toujours pas)"
    r"|refuse\w* de (?:me |nous )?(?:solder|payer|regler)|(?:hasn t|has not|haven t|never|won t) (?:paid|pay) (?:me|us))\b"
)
# « trois clients me doivent 2 000 € chacun »: the sum is not the whole.
_OF_EACH: Final = re.compile(r"\b(?:chacune?|each|apiece|par (?:client|cliente|facture|tete))\b")
_LEAST_BARE: Final = 100
_FARTHEST: Final = 90


def amounts(story: Story, named: Sequence[Mention]) -> Iterator[Found]:
    """The sums whose purpose the words give."""
    sums = [number for number in numbers(story) if _is_sum(story, number, named)]
    found: dict[str, list[tuple[Number, bool, int]]] = {}
    for number in sums:
        linked = next((mention for mention in named if _is_linked(story, number, mention)), None)
        topic, sure = (linked.topic, True) if linked else _topic(story, number, sums, named)
        if topic in DEBTS and is_not_owed(story, number.start, number.end):
            continue
        if fact := _FACTS.get(topic):
            found.setdefault(fact, []).append((number, sure, linked.end if linked else number.end))
    for fact, several in found.items():
        # Of two sums for one fact none is the whole: the owner says.
        number, sure, end = max(several, key=lambda item: item[0].value)
        alone = len({item[0].value for item in several}) == 1
        of_each = _OF_EACH.search(story.text, number.end, story.sentence(number.start)[1])
        yield Found(fact, _plain(number.value), number.start, end, sure and alone and of_each is None)


def _is_sum(story: Story, number: Number, named: Sequence[Mention]) -> bool:
    after = story.text[number.end : number.end + 40]
    if _MONTHLY.match(after):
        return False
    if number.money:
        return number.value > 0
    if number.value < _LEAST_BARE or _NOT_SUM.match(after):
        return False
    if 1980 <= number.value <= 2040 and " " not in story.text[number.start : number.end] and number.figures:
        return False
    linked = any(_is_linked(story, number, mention) for mention in named)
    return linked or _VERB.search(story.before(number.start)) is not None


def _is_linked(story: Story, number: Number, mention: Mention) -> bool:
    return (
        number.end <= mention.start <= number.end + 45
        and _LINK.match(story.text[number.end : mention.start]) is not None
    )


def _topic(story: Story, number: Number, sums: Sequence[Number], named: Sequence[Mention]) -> tuple[str, bool]:
    """What a sum is for when nothing follows at once: the nearest purpose of its sentence."""
    start, end = story.sentence(number.start)
    previous = max((other.end for other in sums if other.end <= number.start), default=0)
    following = min((other.start for other in sums if other.start >= number.end), default=len(story.text))
    before = [m for m in named if max(start, previous, number.start - _FARTHEST) <= m.start and m.end <= number.start]
    after = [m for m in named if number.end <= m.start < min(end, following, number.end + _FARTHEST)]
    first, last = story.clause(number.start)
    kinds = {_FACTS.get(m.topic, m.topic) for m in (*before, *after) if first <= m.start < last}
    if before:
        return before[-1].topic, len(kinds) <= 1
    if after:
        return after[0].topic, len(kinds) <= 1
    everywhere = {_FACTS[m.topic] for m in named if m.topic in _FACTS}
    if len(everywhere) == 1:
        return next(m.topic for m in named if m.topic in _FACTS), False
    owing = not everywhere and _CUSTOMER_OWES.search(story.text, start, end) is not None
    return ("client", len(sums) == 1) if owing else ("", False)


def _plain(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01")))
