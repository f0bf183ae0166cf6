"""Everything that is wrong with a rule set, or with one rule of it, in the world as it is. Pure."""

from collections.abc import Callable, Iterator

from care_triage.rulebook.findings.cells import readable_table
from care_triage.rulebook.findings.lone_rules import bad_clock, unconditional
from care_triage.rulebook.findings.outcomes import outcome_of
from care_triage.rulebook.findings.places import unknown_activities, unknown_places
from care_triage.rulebook.findings.possible import possible_in
from care_triage.rulebook.findings.questions import unasked_facts, unread_questions
from care_triage.rulebook.findings.units import dead_partners, leads_without_unit, uncovered_kinds
from care_triage.rulebook.findings.world import World
from care_triage.rules import RuleTable
from care_triage.rules.verification import (
    ONE_PAGE,
    ONE_ROW,
    Finding,
    Limits,
    RuleOutcome,
    Severity,
    verify,
    verify_row,
)
from care_triage.triage.document import RuleSetDocument

_SEVERITIES = list(Severity)


def findings_of(
    document: RuleSetDocument,
    world: World,
    *,
    limits: Limits = ONE_PAGE,
    report: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """Everything found about the rule set, errors first.

    The `limits` are those of a page, a command or a job has more time. `report` is told rules done and rules in all. A check that stopped at one of the `limits`, or because it was
    `cancelled`, is a finding CUT_OFF.
    """
    table, refused = readable_table(document)
    verified = verify(
        table,
        _outcomes(document),
        possible=possible_in(document, table, world),
        answer_each="subject",
        limits=limits,
        cancelled=cancelled,
        **({"report": report} if report else {}),
    )
    about = [rule.id for rule in table.rules]
    found = [*refused, *_of_document(document, table, world), *verified]
    if not cancelled():
        found += leads_without_unit(document, table, world, about, limits, cancelled)
    return _in_order(found)


def _of_document(document: RuleSetDocument, table: RuleTable, world: World) -> Iterator[Finding]:
    for rule in document.rules:
        yield from unconditional(rule)
        yield from bad_clock(document, rule)
    yield from unasked_facts(document, document.rules)
    yield from unknown_places(table, world)
    yield from unknown_activities(table)
    yield from dead_partners(document, world)
    yield from uncovered_kinds(document, world)
    yield from unread_questions(document, table, world.on)


def findings_of_row(
    document: RuleSetDocument, rule_id: str, world: World, *, table: RuleTable | None = None, limits: Limits = ONE_ROW
) -> tuple[Finding, ...]:
    """Everything found about one rule, and what it does to the others; fast enough for a page that waits.

    `table` spares compiling when the caller has the compiled document. Raises KeyError when there is no such rule.
    """
    rule = document.rule_by_id[rule_id]
    table, refused = (table, ()) if table is not None else readable_table(document)
    found = [finding for finding in refused if rule_id in finding.rules]
    found += unconditional(rule)
    found += bad_clock(document, rule)
    found += unasked_facts(document, [rule])
    around = (*unknown_places(table, world), *unknown_activities(table), *dead_partners(document, world))
    found += (finding for finding in around if rule_id in finding.rules)
    if rule_id in {each.id for each in table.rules}:
        possible = possible_in(document, table, world)
        found += verify_row(
            table, _outcomes(document), rule_id, possible=possible, answer_each="subject", limits=limits
        )
        found += leads_without_unit(document, table, world, [rule_id], limits)
    return _in_order(found)


def _outcomes(document: RuleSetDocument) -> Callable[[str], RuleOutcome]:
    return {rule.id: outcome_of(rule) for rule in document.rules}.__getitem__


def _in_order(found: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: _SEVERITIES.index(finding.severity)))
