"""What is wrong with contents that read well: names that lead nowhere, wrong cells, subjects nobody leads."""

from collections.abc import Callable, Iterator

from care_triage.infra.errors import DomainError
from care_triage.partners.types import level_of
from care_triage.rulebook.catalogue.aid_checks import problems_of_aids, problems_of_steps
from care_triage.rulebook.catalogue.contents import Contents, Problem
from care_triage.rulebook.findings.cells import compiled, readable_vocabulary
from care_triage.rulebook.findings.lone_rules import bad_clock, unconditional
from care_triage.rulebook.words.cells import activity_codes_in
from care_triage.rules import RulesError, VocabularyError
from care_triage.territory.activities import knows_activity
from care_triage.territory.business_hours import parse_hours
from care_triage.triage.doors import Doors


def problems_of(contents: Contents) -> tuple[Problem, ...]:
    """Everything that forbids loading, in the order of the files."""
    checks: tuple[Callable[[Contents], Iterator[Problem]], ...] = (
        _units_of, _facts_of, _impossible_of, _questions_of, _doors_of, _rules_of, _clocks_of,
        problems_of_aids, problems_of_steps,
    )  # fmt: skip
    return tuple(problem for check in checks for problem in check(contents))


def _units_of(contents: Contents) -> Iterator[Problem]:
    for partner in contents.partners:
        for unit in partner.unit:
            place = contents.place("unit", unit.slug)
            if not unit.coverage:
                yield Problem(place, "cette antenne ne couvre aucun territoire")
            yield from (
                Problem(place, f"« {code} » n’est pas un code de territoire")
                for code in unit.coverage
                if not _is_code(code)
            )
            if unit.capacity is not None and unit.capacity < 0:
                yield Problem(place, "la capacité ne peut pas être négative")
            try:
                parse_hours(unit.hours)
            except DomainError as error:
                yield Problem(place, str(error))


def _is_code(code: str) -> bool:
    try:
        level_of(code)
    except ValueError:
        return False
    return True


def _facts_of(contents: Contents) -> Iterator[Problem]:
    for fact in contents.document.vocabulary:
        try:
            fact.to_fact()
        except VocabularyError as error:
            yield Problem(contents.place("fact", fact.name), error.message())


def _impossible_of(contents: Contents) -> Iterator[Problem]:
    vocabulary = readable_vocabulary(contents.document.vocabulary)
    for spec in contents.document.impossible:
        place = contents.place("impossible", spec.id)
        rule, refusals = compiled(vocabulary, spec)
        yield from (Problem(place, str(refusal)) for refusal in refusals)
        if rule is not None and len(rule.conditions) < 2:
            yield Problem(place, "une combinaison impossible porte sur deux informations au moins")


def _questions_of(contents: Contents) -> Iterator[Problem]:
    known = contents.document.fact_by_name
    for subject in contents.document.subjects:
        place = contents.place("subject", subject.slug)
        asked: set[str] = set()
        for question in subject.questions:
            if question.fact not in known:
                yield Problem(place, f"la question porte sur l’information « {question.fact} », qui n’existe pas")
            if question.fact in asked:
                yield Problem(place, f"l’information « {question.fact} » est demandée deux fois")
            asked.add(question.fact)


def _doors_of(contents: Contents) -> Iterator[Problem]:
    vocabulary = readable_vocabulary(contents.document.vocabulary)
    for redirect in contents.document.redirects:
        place = contents.place("redirect", redirect.slug)
        if not redirect.every_door:
            yield Problem(place, "ce renvoi n’ouvre aucune porte")
        if redirect.slug in contents.document.subject_by_slug:
            yield Problem(place, "un sujet porte déjà ce nom")
        if redirect.question is not None and redirect.question.fact not in vocabulary:
            yield Problem(place, f"la question porte sur l’information « {redirect.question.fact} », qui n’existe pas")
        for door in redirect.every_door:
            if door.when and not door.for_whom:
                yield Problem(place, f"la porte « {door.name} » ne dit pas pour qui elle est (for_whom)")
        try:
            Doors(vocabulary, (redirect,))
        except RulesError as error:
            yield Problem(place, f"{error.place()} : {error.message()}")


def _rules_of(contents: Contents) -> Iterator[Problem]:
    vocabulary = readable_vocabulary(contents.document.vocabulary)
    for spec in contents.document.rules:
        place = contents.place("rule", spec.id)
        _, refusals = compiled(vocabulary, spec)
        yield from (Problem(place, str(refusal)) for refusal in refusals)
        for code in sorted(activity_codes_in(spec.when.values())):
            if not knows_activity(code):
                yield Problem(place, f"« {code} » n’est pas un code d’activité")
        for _finding in unconditional(spec):
            yield Problem(place, "sans condition, cette règle s’appliquerait à toutes les demandes")


def _clocks_of(contents: Contents) -> Iterator[Problem]:
    for rule in contents.document.rules:
        place = contents.place("rule", rule.id)
        for finding in bad_clock(contents.document, rule):
            fact = finding.details.get("fact")
            if fact is None:
                yield Problem(place, "un délai légal ne remonte pas le temps")
            else:
                yield Problem(place, f"le délai légal court depuis « {fact} », qui n’est pas une date connue")
