"""What is wrong with contents that read well: names that lead nowhere, wrong cells, subjects nobody leads."""

from collections.abc import Callable, Iterable, Iterator

from care_triage.infra.errors import DomainError
from care_triage.partners.types import level_of
from care_triage.rulebook.catalogue.contents import Contents, Problem
from care_triage.rules import Rule, RuleError, RulesError, Vocabulary, VocabularyError, read_rule
from care_triage.rules.vocabulary import Kind
from care_triage.territory.business_hours import parse_hours
from care_triage.triage.document import FactSpec, RuleSpec


def problems_of(contents: Contents) -> tuple[Problem, ...]:
    """Everything that forbids loading, in the order of the files."""
    checks: tuple[Callable[[Contents], Iterator[Problem]], ...] = (
        _units_of, _facts_of, _questions_of, _rules_of, _clocks_of,
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


def _rules_of(contents: Contents) -> Iterator[Problem]:
    vocabulary = readable_vocabulary(contents.document.vocabulary)
    for spec in contents.document.rules:
        place = contents.place("rule", spec.id)
        _, refusals = compiled(vocabulary, spec)
        yield from (Problem(place, refusal) for refusal in refusals)
        if not spec.when:
            yield Problem(place, "sans condition, cette règle s’appliquerait à toutes les demandes")


def readable_vocabulary(facts: Iterable[FactSpec]) -> Vocabulary:
    """The facts that are well declared; the others have their own problem already."""
    readable = {}
    for fact in facts:
        try:
            readable[fact.name] = fact.to_fact()
        except VocabularyError:
            continue
    return Vocabulary(readable.values())


def compiled(vocabulary: Vocabulary, spec: RuleSpec) -> tuple[Rule | None, tuple[str, ...]]:
    """The rule as the engine reads it, or every reason why it cannot, cell by cell."""
    refusals = [refusal for name, cell in spec.when.items() if (refusal := _cell_refusal(vocabulary, spec, name, cell))]
    if refusals:
        return None, tuple(refusals)
    try:
        rule = read_rule(vocabulary, spec.id, spec.when, valid_from=spec.valid_from, valid_until=spec.valid_until)
    except RulesError as error:
        return None, (error.message(),)
    return rule, ()


def _cell_refusal(vocabulary: Vocabulary, spec: RuleSpec, name: str, cell: str) -> str | None:
    try:
        read_rule(vocabulary, spec.id, {name: cell})
    except RuleError as error:
        return f"when.{name} : {error.message()}"
    except RulesError as error:
        offset = getattr(error, "offset", None)
        where = f", caractère {offset + 1} de {cell}" if offset is not None else ""
        return f"when.{name}{where} : {error.message()}"
    return None


def _clocks_of(contents: Contents) -> Iterator[Problem]:
    known = contents.document.fact_by_name
    for rule in contents.document.rules:
        clock = rule.legal_clock
        if clock is None:
            continue
        place = contents.place("rule", rule.id)
        fact = known.get(clock.fact)
        if fact is None or fact.kind is not Kind.DATE:
            yield Problem(place, f"le délai légal court depuis « {clock.fact} », qui n’est pas une date connue")
        # Zero days: the date itself is the limit, as for a hearing.
        if clock.days < 0:
            yield Problem(place, "un délai légal ne remonte pas le temps")
