"""What a story says of the business itself: its activity and its form.

Only what a story says of its teller counts: « je suis plombier », not « mon client plombier ».
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final

from care_triage.triage.document import FactSpec
from care_triage.triage.told.activity import activity, mentioned
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.staff import staff
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import Told

_LONGEST_BEFORE: Final = 60
FORMS: Mapping[str, str] = {
    "micro": "(?:micro|auto) ?(?:entreprises?|entrepreneu(?:r|se|rs|ses)|entrepreneure?s?|business)|(?:en|ma|la|statut|de|regime) micro(?! creche| brasserie)|statut ae",
    "eurl": "eurl", "sarl": "sarl|societe a responsabilite limitee", "sasu": "sasu", "sas": "sas|societe par actions simplifiee", "sa": "societe anonyme", "snc": "snc",
    "scop": "scop|scic|societe cooperative", "sel": "selarl|selas|selurl|societe d exercice liberal", "societe_agricole": "gaec|earl|scea", "sci": "sci",
    "association": "association|asso loi 1901", "ei": "entreprises? individuelles?|nom propre|sole trader|en ei|personne physique",
}  # fmt: skip
_FORM_PATTERNS = {code: re.compile(rf"\b(?P<said>{words})\b") for code, words in FORMS.items()}
# « ma SARL », « gérant d’une SAS », « en micro »: the teller's; « une SARL me doit » is not.
_OWN = re.compile(
    r"(?:^|[.!?\n:,(] ?|\b(?:mon|ma|notre|nos|mes|my|our|en|la|l|comme|suis|sommes|est|sous|statut(?: de| d)?|regime(?: de la| de| d)?|simple|petite?|propre|dans ma|cette|jeune|ancienne?)"
    r"|\b(?:j ai|avons|avais|ai|on a|tiens|tenons|gere|gerons|dirige|dirigeons|cree|creee|monte|sommes|est|suis|run|own|have|am|are)(?: \w+)? (?:une?|a|an|l)|\b(?:co ?gerante?s?|gerante?s?|dirigeante?s?|president\w*|associee?s?|patronn?e?|tete|salariee?|owner|director)(?: \w+)? (?:de|d|of)(?: (?:une?|la|ma|mon|notre|l|a|my|petite))?"
    r"|\b(?:coiffeu\w+|artisane?|independante?|freelance|seule?|\w+(?:ier|iere|eur|euse|ien|ienne|iste|on)) (?:en|et|,))(?: (?:petite?|propre|simple|small|toute petite))? ?$"
)
# Not their form of today: « passer en SASU », « mon client est en SARL ».
_NOT_YET = re.compile(
    r"\b(?:pass(?:er|e|ons|age)|transform\w+|basculer|bascule|evoluer|cre(?:er|ation)|monter|vers|devenir|choisir|choix|hesit\w+|plutot|opter|ouvrir|future?|projet|switch|become|set up|convert)\b(?: \w+){0,6} ?$"
    r"|\b(?:clients?|fournisseurs?|concurrents?|locataires?|bailleurs?|proprietaire|franchiseur|prestataire|partenaire|customer|supplier)\b(?: \w+){0,3} ?$"
)


def business(story: Story) -> Iterator[Found]:
    """The teller's own trade and form."""
    if (trade := activity(story)) is not None:
        yield trade
    if (form := next(filter(partial(_is_own, story), _forms(story)), None)) is not None:
        yield form


def mentions_of(text: str, facts: Mapping[str, FactSpec]) -> dict[str, Any]:
    """The same for a text about any business: in a question « un artisan » is whom it asks about."""
    story = Story(text)
    found = [Found("activity", trade.code, trade.start, trade.end) for trade in islice(mentioned(story), 1)]
    found += islice(_forms(story), 1)
    told = Told(tuple(one.told(story) for one in (*found, *staff(story))))
    return told.among(facts).hints


def _forms(story: Story) -> list[Found]:
    """Every form named, in order: people begin with themselves."""
    named = [
        Found("legal_form", code, match.start("said"), match.end())
        for code, pattern in _FORM_PATTERNS.items()
        for match in pattern.finditer(story.text)
    ]
    return sorted(named, key=lambda form: (form.start, -form.end))


def _is_own(story: Story, form: Found) -> bool:
    before = story.text[max(0, form.start - _LONGEST_BEFORE) : form.start]
    # « en micro » holds its own link.
    linked = story.text[form.start : form.end].startswith(("en ", "ma ")) or _OWN.search(before) is not None
    return linked and _NOT_YET.search(before) is None
