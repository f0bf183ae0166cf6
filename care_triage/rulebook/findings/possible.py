"""Which facts can exist for the communes served: nobody has minus three employees, no commune lies in two departments,
and some answers exclude each other.
"""

from collections.abc import Iterator

from care_triage.rulebook.findings.cells import compiled
from care_triage.rulebook.findings.world import World
from care_triage.rules import Rule, RuleTable, Vocabulary
from care_triage.rules.scale import Ordinal
from care_triage.rules.verification import Possible
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import RuleSetDocument

_ALWAYS = frozenset({"subject", "territory", "filed_on"})


def possible_in(document: RuleSetDocument, table: RuleTable, world: World) -> Possible:
    """What verification may take for granted: standing facts are known, numbers are not negative."""
    least: dict[str, Ordinal] = {
        fact.name: 0 for fact in document.vocabulary if fact.kind in (Kind.INTEGER, Kind.MONEY)
    }
    least["filed_on"] = world.on
    communes = tuple(world.communes.values())
    return Possible(
        on=world.on,
        always=_ALWAYS & table.vocabulary.names,
        combinations={"territory": communes} if communes else {},
        least={name: value for name, value in least.items() if name in table.vocabulary},
        impossible=tuple(_impossible(document, table.vocabulary)),
    )


def _impossible(document: RuleSetDocument, vocabulary: Vocabulary) -> Iterator[Rule]:
    """The combinations that cannot exist; one that cannot be read forbids nothing, and neither does an empty one."""
    for spec in document.impossible:
        rule, _ = compiled(vocabulary, spec)
        if rule is not None and rule.conditions:
            yield rule
