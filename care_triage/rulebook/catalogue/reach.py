"""Where requests would get lost, among the findings: subjects that nobody leads, questions that change nothing,
communes without a unit. Told with the place in the files.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from care_triage.partners.types import Kind
from care_triage.rulebook.catalogue.contents import Contents, Problem
from care_triage.rulebook.catalogue.standing_facts import NAMES
from care_triage.rulebook.findings import World, findings_of
from care_triage.rulebook.findings.world import own_code
from care_triage.rules.verification import Finding, FindingKind

# Communes served, by name, each with the codes of all its territories.
Territories = Mapping[str, Collection[str]]


def warnings_of(contents: Contents, territories: Territories, on: date) -> Iterator[Problem]:
    """What the files would do to some requests, and does not forbid loading them."""
    world = world_of_files(contents, territories, on)
    for finding in findings_of(contents.document, world):
        told = _told(finding, world)
        if told is not None:
            sort, name, message = told
            yield Problem(contents.place(sort, name) if sort else name, message)


def world_of_files(contents: Contents, territories: Territories, on: date) -> World:
    """The world once the files are loaded: every unit that they name is there."""
    covered: dict[Kind, set[str]] = {}
    for partner in contents.partners:
        covered.setdefault(partner.kind, set()).update(code for unit in partner.unit for code in unit.coverage)
    communes = {name: frozenset(codes) for name, codes in territories.items()}
    return World(on, communes, {kind: frozenset(codes) for kind, codes in covered.items() if codes})


def _told(finding: Finding, world: World) -> tuple[str, str, str] | None:
    """Sort and name of the thing in the files, and what is the matter with it; None for what plan does not tell."""
    details = finding.details
    match finding.kind:
        case FindingKind.GAP:
            message = _gap(finding, world)
            return ("subject", details["value"], message) if message else None
        case FindingKind.UNREAD_QUESTION:
            message = f"la réponse à « {details['fact']} » ne change rien : aucune règle de ce sujet ne la lit"
            return "subject", details["subject"], message
        case FindingKind.DEAD_PARTNER:
            return "", _kind(details["partner"]), _uncovered(len(world.communes), next(iter(world.communes), "?"))
        case FindingKind.NO_UNIT if details["sort"] == "kind":
            return "", _kind(details["partner"]), _uncovered(int(details["count"]), details["commune"])
    return None


def _gap(finding: Finding, world: World) -> str | None:
    if finding.details["sort"] == "never":
        return "aucune règle ne donne de pilote à ce sujet"
    if not finding.example.keys() <= set(NAMES):
        return None
    codes = finding.example.get("territory")
    first = next(iter(world.communes), "?")
    name = world.name_by_code.get(own_code(frozenset(codes)), first) if isinstance(codes, list) else first
    return f"sans aucune réponse, personne ne pilote ce sujet à {name}"


def _kind(kind: str) -> str:
    return f"partenaires de nature « {kind} »"


def _uncovered(count: int, example: str) -> str:
    return f"aucune antenne dans {count} communes servies, par exemple {example}"
