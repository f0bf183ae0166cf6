"""The rules of the data files beside those that people published here."""

from collections.abc import Iterator
from dataclasses import replace

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.rulebook.catalogue.checks import problems_of
from care_triage.rulebook.catalogue.contents import Contents, InvalidCatalogue, Problem
from care_triage.rulebook.catalogue.rules_merge import RulesMerge, merge_rules
from care_triage.rulebook.models import AppliedCatalogue
from care_triage.rulebook.queries.applied import find_applied_fingerprint, find_applied_rules
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.queries.rule_sets import current_rule_set, newest_rule_set


def find_newest_document() -> RuleSetDocument | None:
    """The last document published, in force or planned."""
    try:
        return newest_rule_set().document
    except NoRuleSet:
        return None


def rules_to_publish(contents: Contents, *, force: bool) -> RulesMerge:
    """The document of the files with the rules that people changed here. Raises InvalidCatalogue when they do not fit."""
    found = merge_rules(contents.document, find_newest_document(), find_applied_rules(), force=force)
    problems = problems_of(replace(contents, document=found.document)) if found.kept else ()
    if problems:
        hint = "des règles modifiées ici ne vont plus avec les fichiers ; --force reprend celles des fichiers"
        raise InvalidCatalogue((*problems, Problem(", ".join(found.kept), hint)))
    return found


@transactional
def note_applied(document: RuleSetDocument) -> None:
    """Write down what the files say, so that the next load tells what people changed since."""
    if find_applied_fingerprint() != document.fingerprint:
        session().add(
            AppliedCatalogue(fingerprint=document.fingerprint, document=document.to_dict(), applied_at=clock.now())
        )


def planned_version(differs: bool) -> Iterator[Problem]:
    """A version that is yet to take effect delays what the files change."""
    try:
        newest, current = newest_rule_set(), current_rule_set()
    except NoRuleSet:
        return
    if differs and newest.version != current.version:
        yield Problem(
            "règles",
            f"la version {newest.version} n’est pas encore en vigueur : ces changements prendront effet avec elle",
        )
