"""Where requests would get lost: subjects that nobody leads, questions that change nothing, communes without a unit."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from care_triage.partners.types import Kind
from care_triage.rulebook.catalogue.contents import Contents, Problem
from care_triage.rules import Decision
from care_triage.triage.document import RuleSpec, Subject
from care_triage.triage.rule_set import RuleSet

# The triage desk and the exchange are CARE's own: they need no unit.
WITHOUT_UNITS = frozenset({Kind.HUMAN, Kind.EXCHANGE})
# Communes served, by name, each with the codes of all its territories.
Territories = Mapping[str, Collection[str]]


def leaderless(contents: Contents, rule_set: RuleSet, on: date) -> Iterator[Problem]:
    """Subjects that no rule in force can ever give a lead: such a request could only reach the triage desk."""
    for subject in contents.document.subjects:
        if not _may_be_led(contents, rule_set, subject, on):
            yield Problem(contents.place("subject", subject.slug), "aucune règle ne donne de pilote à ce sujet")


def doubtful(contents: Contents, rule_set: RuleSet, territories: Territories, on: date) -> Iterator[Problem]:
    """Subjects that could be led and are not while every answer is unknown, with the first commune where that is so."""
    leads = frozenset(rule.id for rule in contents.document.rules if rule.role == "lead")
    subjects = (each for each in contents.document.subjects if _may_be_led(contents, rule_set, each, on))
    for subject in subjects:
        for name, codes in territories.items():
            decision = _decision(rule_set, subject, {"territory": frozenset(codes)}, on)
            if leads.isdisjoint(decision.fired):
                message = f"sans aucune réponse, personne ne pilote ce sujet à {name}"
                yield Problem(contents.place("subject", subject.slug), message)
                break


def _may_be_led(contents: Contents, rule_set: RuleSet, subject: Subject, on: date) -> bool:
    return any(rule.role == "lead" for rule in _rules_about(contents, rule_set, subject, on))


def _rules_about(contents: Contents, rule_set: RuleSet, subject: Subject, on: date) -> list[RuleSpec]:
    """Rules in force that some answers could make fire for the subject: all but those that its very name excludes."""
    decision = _decision(rule_set, subject, {}, on)
    excluded = {rule for rule, facts in decision.failed.items() if "subject" in facts} | set(decision.not_in_force)
    return [rule for rule in contents.document.rules if rule.id not in excluded]


def idle_questions(contents: Contents, rule_set: RuleSet, on: date) -> Iterator[Problem]:
    """Questions whose answer no rule of the subject reads."""
    for subject in contents.document.subjects:
        possible = _rules_about(contents, rule_set, subject, on)
        read = {fact for rule in possible for fact in rule.when}
        read |= {rule.legal_clock.fact for rule in possible if rule.legal_clock}
        for question in subject.questions:
            if question.fact not in read:
                message = f"la réponse à « {question.fact} » ne change rien : aucune règle de ce sujet ne la lit"
                yield Problem(contents.place("subject", subject.slug), message)


def uncovered(contents: Contents, territories: Territories) -> Iterator[Problem]:
    """Kinds that rules name and that no unit covers somewhere: how many communes, and one of them."""
    covered: dict[Kind, set[str]] = {}
    for partner in contents.partners:
        covered.setdefault(partner.kind, set()).update(code for unit in partner.unit for code in unit.coverage)
    for kind in sorted({rule.partner for rule in contents.document.rules} - WITHOUT_UNITS):
        missing = [name for name, codes in territories.items() if covered.get(kind, set()).isdisjoint(codes)]
        if missing:
            message = f"aucune antenne dans {len(missing)} communes servies, par exemple {missing[0]}"
            yield Problem(f"partenaires de nature « {kind} »", message)


def _decision(rule_set: RuleSet, subject: Subject, facts: Mapping[str, object], on: date) -> Decision:
    return rule_set.table.decide({"subject": subject.slug, **facts}, on)
