"""`flask triage understand` and `flask rules decide`: the same decisions as the pages, from files."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click
from flask.cli import AppGroup

from care_triage.cases.queries.alarms import words_of_false_alarms
from care_triage.infra import clock
from care_triage.rules import RulesError
from care_triage.territory.queries import find_commune
from care_triage.triage import policy
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.evaluation.figures import figures
from care_triage.triage.evaluation.printing import lines
from care_triage.triage.evaluation.reading import answers
from care_triage.triage.evaluation.stories import STORIES, UnreadableStories, stories
from care_triage.triage.explain import rule_reports
from care_triage.triage.queries.hearing import heard
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.queries.understanding import understand
from care_triage.triage.rule_set import RuleSet
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.service.understood import report_of

triage = AppGroup("triage", help="Comprendre les demandes.")
rules = AppGroup("rules", help="Les règles d’orientation.")

_NO_RULES = "Aucune règle n’est publiée : lancez d’abord `flask --app wsgi catalogue apply`."
_NOT_UTF_8 = "Ce fichier n’est pas en UTF-8 : enregistrez-le de nouveau dans ce codage."


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)


def _lines(file: TextIO) -> Iterator[dict[str, Any]]:
    try:
        lines = file.readlines()
    except UnicodeDecodeError:
        _fail(_NOT_UTF_8)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            _fail(f"ligne {number} : ce n’est pas du JSON ({error.msg})")
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            _fail(f"ligne {number} : il faut un objet avec un champ « text »")
        yield item


@triage.command("understand")
@click.option(
    "--input", "file", type=click.File("r", encoding="utf-8"), required=True, help="Lignes JSON {id, text, commune?}."
)
@click.option("--json", "as_json", is_flag=True, help="Lignes JSON plutôt que du texte.")
def understand_file(file: TextIO, as_json: bool) -> None:
    """Dit de quoi parle chaque demande d’un fichier, et où elle irait."""
    try:
        rule_set = current_rule_set()
    except NoRuleSet:
        _fail("Aucune règle n’est publiée : lancez d’abord `flask --app wsgi catalogue apply`.")
    for item in _lines(file):
        found = understand(item["text"])
        report = report_of(rule_set, item, found)
        if as_json:
            click.echo(json.dumps(report, ensure_ascii=False))
        else:
            best = ", ".join(f"{reading.subject} ({reading.score:.2f})" for reading in found.readings[:3])
            click.echo(f"{item.get('id', '?')}  {report['action']}  {best or '—'}")


@triage.command("evaluate")
@click.option(
    "--stories",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=STORIES,
    help="Le dossier des récits étiquetés.",
)
@click.option("--json", "as_json", is_flag=True, help="Un objet JSON plutôt que du texte.")
def evaluate(folder: Path, as_json: bool) -> None:
    """Mesure la compréhension sur les récits étiquetés, qui ne servent à rien d’autre."""
    try:
        document = current_rule_set().document
        pairs = answers(stories(folder))
    except NoRuleSet:
        _fail(_NO_RULES)
    except UnreadableStories as error:
        _fail(str(error))
    found = figures(pairs, {subject.slug: subject.theme for subject in document.subjects})
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(found)))


@triage.command("false-alarms")
def false_alarms() -> None:
    """Montre les textes où un danger a été entendu à tort, d’après qui a parlé avec la personne.

    Ce sont les mots de vraies personnes : on s’en inspire pour écrire, à la main, d’autres exemples.
    """
    for text in words_of_false_alarms():
        if quotes := heard(text).danger:
            click.echo(f"{', '.join(quotes)}\n    {' '.join(text.split())}\n")


@rules.command("decide")
@click.option(
    "--facts",
    "file",
    type=click.File("r", encoding="utf-8"),
    required=True,
    help="Un objet JSON : subject, commune, et les informations connues.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON plutôt que du texte.")
def decide(file: TextIO, as_json: bool) -> None:
    """Décide sur des informations, et explique chaque règle."""
    try:
        facts = json.load(file)
        rule_set = current_rule_set()
        report = _decide(rule_set, facts)
    except UnicodeDecodeError:
        _fail(_NOT_UTF_8)
    except json.JSONDecodeError as error:
        _fail(f"Ce fichier n’est pas du JSON : {error.msg}, ligne {error.lineno}.")
    except RulesError as error:
        _fail(f"{error.place()} : {error.message()}")
    except (NoRuleSet, ValueError) as error:
        _fail(str(error))
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for partner in report["partners"]:
        click.echo(
            f"{partner['role']:8} {partner['kind']:22} {partner.get('unit') or ''}  {', '.join(partner['rules'])}"
        )


def _decide(rule_set: RuleSet, facts: object) -> dict[str, Any]:
    if not isinstance(facts, dict) or not isinstance(facts.get("subject"), str):
        raise ValueError("Il faut un objet JSON avec au moins « subject ».")  # noqa: TRY004 - read by a person, not a programmer
    answers = {name: value for name, value in facts.items() if name not in ("subject", "commune")}
    commune = find_commune(str(facts["commune"])) if facts.get("commune") else None
    if facts.get("commune") and commune is None:
        raise ValueError(f"La commune « {facts['commune']} » n’existe pas (code INSEE attendu).")
    if strangers := sorted(answers.keys() - rule_set.table.vocabulary.names):
        raise ValueError(f"Informations inconnues : {', '.join(strangers)}.")
    if facts["subject"] not in rule_set.document.subject_by_slug:
        raise ValueError(f"Le sujet « {facts['subject']} » n’existe pas.")
    rule_set.check(answers)
    decision = rule_set.decide(facts["subject"], answers, commune.territory_codes if commune else (), clock.today())
    resolution = policy.resolve(rule_set.fired(decision))
    report: dict[str, Any] = {"rule_set": rule_set.version, **decision.to_dict()}
    report["urgency"] = resolution.urgency
    report["confidential"] = resolution.confidential
    report["rules"] = rule_reports(rule_set, decision, "fr")
    if commune is None:
        wanted = (*resolution.leads, *resolution.supports, *resolution.informs)
        report["partners"] = [
            {"kind": item.kind, "role": item.role, "rank": item.rank, "rules": [rule.id for rule in item.rules]}
            for item in wanted
        ]
        return report
    proposal = propose(rule_set, Question(facts["subject"], answers, commune), clock.today())
    report["partners"] = [
        {"kind": item.kind, "role": item.role, "unit": item.unit, "answer_by": item.answer_by.isoformat(),
         "rules": [rule.id for rule in item.rules]}
        for item in proposal.partners
    ]  # fmt: skip
    report["urgency"] = proposal.urgency
    report["legal_clocks"] = [
        {"name": term.spec.name, "from": term.from_on.isoformat(), "months": term.spec.months, "days": term.spec.days,
         "counting": term.spec.counting, "due": term.due_on.isoformat(), "law": term.spec.law}
        for term in proposal.terms
    ]  # fmt: skip
    report["outside_territory"] = proposal.outside_territory
    return report
