"""`flask rules verify`: everything that is wrong with the published rules, from the command line."""

import json
from typing import Any

import click

from care_triage.infra.errors import DomainError
from care_triage.rulebook.errors import DraftHasErrors
from care_triage.rulebook.findings.labels import FindingWords, in_words
from care_triage.rulebook.findings.world import World
from care_triage.rulebook.pages.compiled import composition_of
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.world import world_of
from care_triage.rulebook.service.run_verification import verify_whole
from care_triage.rulebook.service.verifications import keep_verification
from care_triage.rules.verification import Finding, Severity
from care_triage.triage.cli import rules
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.queries.rule_sets import current_rule_set

# Errors were found: distinct from a failure of the command itself.
FOUND_ERRORS = 2
_SIGNS = {"error": "✗", "warning": "!", "note": "·"}


@rules.command("verify")
@click.option(
    "--draft", "draft_id", type=int, help="Numéro d’un projet à vérifier à la place ; le résultat y est gardé."
)
@click.option("--json", "json_wanted", is_flag=True, help="Répondre en JSON.")
def verify_rules(draft_id: int | None, json_wanted: bool) -> None:
    """Cherche ce qui ne va pas dans les règles publiées ; 2 s’il y a des erreurs."""
    try:
        document, found = _published() if draft_id is None else _draft(draft_id)
    except (NoRuleSet, DomainError) as error:
        raise click.ClickException(str(error)) from None
    world = world_of(document.collective.departments)
    click.echo(_as_json(found, document, world) if json_wanted else _as_text(found, document, world))
    if any(finding.severity is Severity.ERROR for finding in found):
        raise click.exceptions.Exit(FOUND_ERRORS)


def _published() -> tuple[RuleSetDocument, tuple[Finding, ...]]:
    document = current_rule_set().document
    return document, verify_whole(document)


def _draft(draft_id: int) -> tuple[RuleSetDocument, tuple[Finding, ...]]:
    """A draft, verified here and now; what is found is kept with it, as a job would."""
    draft = get_draft(draft_id)
    composition = composition_of(draft)
    if composition.document is None:
        raise DraftHasErrors(composition.problems)
    found = verify_whole(composition.document)
    keep_verification(draft_id, draft.revision, found)
    return composition.document, found


def _as_json(found: tuple[Finding, ...], document: RuleSetDocument, world: World) -> str:
    listed: list[dict[str, Any]] = []
    for finding in found:
        words = in_words(finding, document, world)
        listed.append({**finding.to_dict(), "sentence": words.sentence, "fix": words.fix})
    return json.dumps({"findings": listed}, ensure_ascii=False, indent=2)


def _as_text(found: tuple[Finding, ...], document: RuleSetDocument, world: World) -> str:
    lines = []
    for finding in found:
        lines += _lines(in_words(finding, document, world))
    counts = {severity: sum(finding.severity is severity for finding in found) for severity in Severity}
    summary = "{} erreurs, {} points à regarder, {} remarques, sur {} règles."
    return "\n".join([*lines, summary.format(*counts.values(), len(document.rules))])


def _lines(words: FindingWords) -> list[str]:
    example = " ; ".join(f"{fact} : {value}" for fact, value in words.example)
    lines = [f"{_SIGNS[words.severity]} {words.sentence}{f' ({words.past})' if words.past else ''}"]
    if example:
        lines.append(f"    {example}")
    if any(rule not in words.sentence for rule in words.rules):
        lines.append(f"    {', '.join(words.rules)}")
    return lines
