"""What is wrong with the aids and the first steps of the files: cells, names, territories, dates, addresses."""

from collections.abc import Iterator
from typing import Final

from care_triage.partners.types import level_of
from care_triage.rulebook.catalogue.contents import Contents, Problem
from care_triage.rulebook.findings.cells import readable_vocabulary
from care_triage.rules import RulesError, RuleTable, Vocabulary
from care_triage.triage.aids.judging import TERRITORY, asks_whether_known, rules_of
from care_triage.triage.aids.spec import AidSpec

FEWEST_STEPS: Final = 2
MOST_STEPS: Final = 5
_HOUSE_FACTS: Final = frozenset({"subject", "filed_on", TERRITORY})


def problems_of_aids(contents: Contents) -> Iterator[Problem]:
    """Everything that forbids loading the aids."""
    vocabulary = readable_vocabulary(contents.document.vocabulary)
    sensitive = frozenset(fact.name for fact in contents.document.vocabulary if fact.sensitive)
    for aid in contents.document.aids:
        place = contents.place("aid", aid.slug)
        problems = (*_names(contents, aid), *_dates_and_addresses(aid), *_conditions(vocabulary, aid, sensitive))
        yield from (Problem(place, problem) for problem in problems)


def problems_of_steps(contents: Contents) -> Iterator[Problem]:
    """Everything that forbids loading the first steps."""
    for first in contents.document.first_steps:
        place = contents.place("first_steps", first.slug)
        if first.slug not in contents.document.subject_by_slug:
            yield Problem(place, f"« {first.slug} » n’est pas un sujet")
        if not FEWEST_STEPS <= len(first.steps) <= MOST_STEPS:
            yield Problem(place, f"de {FEWEST_STEPS} à {MOST_STEPS} gestes : on ne fait pas tout le même jour")
        if any(step.text.en is None for step in first.steps):
            yield Problem(place, "un geste n’a pas d’anglais (text_en)")


def _names(contents: Contents, aid: AidSpec) -> Iterator[str]:
    if not aid.subjects:
        yield "cette aide ne sert aucun sujet (subjects)"
    for slug in aid.subjects:
        if slug not in contents.document.subject_by_slug:
            yield f"« {slug} » n’est pas un sujet"
    for code in aid.territory:
        try:
            level_of(code)
        except ValueError:
            yield f"« {code} » n’est pas un code de territoire"
    for name in ("name", "gives", "for_whom", "how", "also"):
        text = getattr(aid, name)
        if text is not None and text.en is None:
            yield f"il manque l’anglais ({name}_en)"


def _dates_and_addresses(aid: AidSpec) -> Iterator[str]:
    if aid.valid_from and aid.valid_until and aid.valid_until < aid.valid_from:
        yield "cette aide finirait avant d’avoir commencé"
    if aid.url is not None and not aid.url.startswith("https://"):
        yield f"« {aid.url} » n’est pas une adresse sûre (https://)"
    if aid.is_verified and not aid.source:
        yield "une aide vérifiée (V) dit où elle l’a été (source)"


def _conditions(vocabulary: Vocabulary, aid: AidSpec, sensitive: frozenset[str]) -> Iterator[str]:
    named = {*aid.when, *(name for way in aid.ways for name in way)}
    for name in sorted(named & _HOUSE_FACTS):
        yield f"« {name} » ne s’écrit pas en condition : utilisez subjects et territory"
    for name in sorted(named & sensitive):
        yield f"« {name} » est intime : une aide ne se décide pas là-dessus"
    try:
        rules = tuple(rules_of(vocabulary, aid))
        RuleTable.compile(vocabulary, rules)
    except RulesError as error:
        yield f"{error.place()} : {error.message()}"
        return
    if any(map(asks_whether_known, rules)):
        yield "known() et unknown() ne conviennent pas : une réponse de plus ne doit pas ôter une aide"
