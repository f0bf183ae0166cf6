"""`flask rules export`, `import` and `run-dmn`: rules in files, from the command line."""

import json
from pathlib import Path
from typing import Any, NoReturn

import click

from care_triage.accounts.queries import find_person_by_email, viewer_of
from care_triage.accounts.types import Role
from care_triage.infra.errors import DomainError
from care_triage.rulebook.formats import (
    Format,
    InvalidRuleFile,
    Reading,
    format_of,
    plan_import,
    read_rules,
    write_rules,
)
from care_triage.rulebook.formats.told import plan_as_plain, plan_as_text, problems_as_plain
from care_triage.rulebook.service.import_rules import import_rules
from care_triage.triage.cli import rules
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.queries.rule_sets import current_rule_set, get_version, newest_rule_set
from care_triage.triage.rule_set import RuleSet

# What a person gave cannot be used: distinct from a failure of the command itself.
REFUSED = 2

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)
_formats = click.Choice([str(each) for each in Format])
_json = click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")


def _refuse(message: str) -> NoReturn:
    """Say on one line what cannot be used, and end with REFUSED."""
    click.echo(" ".join(message.split()), err=True)
    raise click.exceptions.Exit(REFUSED)


@rules.command("export")
@click.option("--format", "form", type=_formats, required=True, help="Format du fichier.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier à écrire.")
@click.option("--version", type=int, help="Numéro de la version (sinon celle en vigueur).")
def export(form: str, output: Path, version: int | None) -> None:
    """Écrit les règles d’une version dans un fichier, et dit ce que le format ne peut pas contenir."""
    rule_set = _rule_set(version)
    written = write_rules(rule_set.document, Format(form))
    try:
        output.write_bytes(written.data)
    except OSError as error:
        _refuse(f"Ce fichier ne peut pas être écrit : {error.strerror}.")
    for loss in written.losses:
        click.echo(f"! {loss}")
    click.echo(f"{len(rule_set.document.rules)} règles de la version {rule_set.version} dans {output.name}.")


def _rule_set(version: int | None) -> RuleSet:
    try:
        return current_rule_set() if version is None else get_version(version)
    except NoRuleSet:
        _refuse("Cette version n’existe pas." if version else "Aucune règle n’est publiée.")


@rules.command("import")
@click.argument("file", type=_existing)
@click.option("--format", "form", type=_formats, help="Format du fichier (sinon reconnu).")
@click.option("--draft", "title", help="Commencer un projet qui porte ce titre, avec les règles du fichier.")
@click.option("--author", help="Adresse de la personne qui écrit le projet (rédactrice des règles).")
@_json
def import_file(file: Path, form: str | None, title: str | None, author: str | None, as_json: bool) -> None:
    """Dit ce qu’un fichier changerait aux règles ; avec --draft, en fait un projet. Ne publie rien."""
    actor_id = _author(author) if title else None
    base = _newest()
    reading = _read(file, form, base, as_json=as_json)
    plan = plan_import(base.document, reading.document)
    told = _dumped(plan_as_plain(plan, reading.losses)) if as_json else plan_as_text(plan, reading.losses)
    click.echo(told)
    if title and actor_id is not None:
        try:
            draft_id = import_rules(title, base.id, reading.document, actor_id)
        except DomainError as error:
            _refuse(str(error))
        click.echo(f"Projet n° {draft_id} : « {title} ».", err=as_json)


def _newest() -> RuleSet:
    try:
        return newest_rule_set()
    except NoRuleSet:
        _refuse("Aucune règle n’est publiée : lancez d’abord `flask --app wsgi catalogue apply`.")


def _author(email: str | None) -> int:
    person = find_person_by_email(email) if email else None
    if person is None or not viewer_of(person).has(Role.RULE_AUTHOR):
        _refuse("Dites avec --author l’adresse d’une personne qui rédige les règles.")
    return person.id


def _read(file: Path, form: str | None, base: RuleSet, *, as_json: bool) -> Reading:
    data = file.read_bytes()
    try:
        return read_rules(data, Format(form) if form else format_of(file.name, data), base.document)
    except InvalidRuleFile as error:
        if as_json:
            click.echo(_dumped(problems_as_plain(error.problems)))
        else:
            click.echo("Ce fichier ne peut pas être repris :", err=True)
            for problem in error.problems:
                click.echo(f"  {problem}", err=True)
        raise click.exceptions.Exit(REFUSED) from None


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


@rules.command("run-dmn")
@click.argument("model", type=_existing)
@click.option("--decision", required=True, help="Nom de la décision (ou son identifiant).")
@click.option("--input", "inputs", type=_existing, required=True, help="Objet JSON {nom de la donnée: valeur}.")
@click.option("--json", "as_json", is_flag=True, help='Répondre {"decision": NOM, "result": VALEUR}.')
def run_dmn(model: Path, decision: str, inputs: Path, as_json: bool) -> None:
    """Évalue une décision d’un fichier DMN (1.1 à 1.5) faite de tables de décision et d’expressions simples.

    Avec --json, la réponse est {"decision": NOM, "result": VALEUR} : un nombre, un texte, true, false ou null (aucune
    règle ne répond) ; un objet {colonne: valeur} quand la table a plusieurs résultats ; une liste pour COLLECT, RULE
    ORDER et OUTPUT ORDER. Les nombres gardent leurs décimales exactes, les dates sont des textes "2026-01-31".
    Sans --json, la valeur seule. Le code de sortie est 2 si le modèle, la décision ou les données sont refusés.
    """
    # Loaded late: the web process never runs a model.
    from care_triage.dmn import DmnError, read_inputs, read_model, written

    try:
        given = read_inputs(inputs.read_text(encoding="utf-8-sig"))
        result = written(read_model(model.read_bytes()).decide(decision, given))
    except UnicodeDecodeError:
        _refuse("Le fichier des données n’est pas en UTF-8.")
    except DmnError as error:
        _refuse(str(error))
    click.echo(f'{{"decision": {written(decision)}, "result": {result}}}' if as_json else result)
