"""The small rule set published, and people who write and approve rules; call them inside an application context."""

from dataclasses import replace

from care_triage.accounts import service as accounts
from care_triage.accounts.types import SYSTEM, Role, Viewer
from care_triage.triage.document import RuleSpec
from care_triage.triage.queries.rule_sets import get_version, newest_rule_set
from care_triage.triage.service.publish import publish_rule_set
from tests.support.factories import PASSWORD
from tests.support.rules import SMALL


def publish_small() -> int:
    """Publish SMALL as version 1; gives its id."""
    publish_rule_set(SMALL, "Essai")
    return get_version(1).id


def publish_change(*changes: RuleSpec, dropped: tuple[str, ...] = ()) -> int:
    """Publish the newest version again with these rules changed or added; gives its number."""
    standing = newest_rule_set().document
    wanted = {each.id: each for each in standing.rules if each.id not in dropped} | {each.id: each for each in changes}
    return publish_rule_set(replace(standing, rules=tuple(wanted.values())), "Autre")


def person_with(name: str, *roles: Role) -> Viewer:
    """Somebody with PASSWORD, `<name>@exemple.fr` and roles for the collective."""
    person = accounts.register_person(name, f"{name.lower()}@exemple.fr", PASSWORD)
    for role in roles:
        accounts.grant_role(SYSTEM, person.id, role)
    return Viewer(person.id, name, frozenset(roles))
