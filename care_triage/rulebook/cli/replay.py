"""`flask rules replay`: what a draft, or an older version, would make of past requests, from the command line."""

import json
from typing import NoReturn

import click

from care_triage.infra.errors import DomainError
from care_triage.rulebook.pages.compiled import composition_of, find_draft_rules
from care_triage.rulebook.pages.replay import lead_name
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.replay.result import ReplayResult
from care_triage.rulebook.service.run_replay import compare
from care_triage.triage.cli import rules
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.queries.rule_sets import current_rule_set, get_rule_set, get_version
from care_triage.triage.rule_set import RuleSet

# What a person gave cannot be used: distinct from a failure of the command itself.
REFUSED = 2


@rules.command("replay")
@click.option("--draft", "draft_id", type=int, help="Numéro du projet, comparé à la version dont il part.")
@click.option("--against", "version", type=int, help="Numéro d’une version, comparée à celle en vigueur.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
def replay_rules(draft_id: int | None, version: int | None, as_json: bool) -> None:
    """Décide de nouveau les demandes passées, et dit ce qui changerait ; n’écrit rien."""
    if (draft_id is None) == (version is None):
        _refuse("Indiquez --draft ou --against.")
    try:
        published, other = _of_draft(draft_id) if draft_id is not None else _of_version(version or 0)
    except (DomainError, NoRuleSet) as error:
        _refuse(str(error))
    result = compare(published, other, _tell)
    click.echo(json.dumps(result.to_dict(), ensure_ascii=False, indent=2) if as_json else _text(result))


def _of_draft(draft_id: int) -> tuple[RuleSet, RuleSet]:
    draft = get_draft(draft_id)
    found = find_draft_rules(draft)
    if found is None or composition_of(draft).problems:
        _refuse("Une règle de ce projet contient une erreur : corrigez-la d’abord.")
    return get_rule_set(draft.base_id), found


def _of_version(version: int) -> tuple[RuleSet, RuleSet]:
    return current_rule_set(), get_version(version)


def _tell(done: int, total: int) -> None:
    """Progress goes where it does not disturb the answer."""
    click.echo(f"{done} / {total}", err=True)


def _text(result: ReplayResult) -> str:
    lines = [
        f"{result.requests} demandes rejouées, {result.decided_again} décidées de nouveau.",
        f"{result.changed} orientées autrement, {result.lost_leads} perdraient leur pilote.",
    ]
    moving = [flow for flow in result.flows if flow.before != flow.after]
    lines += [f"  {lead_name(flow.before)} → {lead_name(flow.after)} : {flow.requests}" for flow in moving]
    return "\n".join(lines)


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise click.exceptions.Exit(REFUSED)
