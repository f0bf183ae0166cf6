"""`flask catalogue`: load partners, subjects, questions and rules from the data files."""

import json
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from care_triage.rulebook.catalogue.contents import InvalidCatalogue
from care_triage.rulebook.catalogue.plan import Plan
from care_triage.rulebook.cli.report import as_json, as_text
from care_triage.rulebook.service.learn_words import learn_words
from care_triage.rulebook.service.load_catalogue import apply_catalogue, plan_catalogue

catalogue = AppGroup("catalogue", help="Partenaires, sujets, questions et règles.")

# The files are invalid: distinct from a failure of the command itself.
INVALID = 2

_folder = click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Dossier des fichiers (sinon la configuration)."
)
_force = click.option("--force", is_flag=True, help="Écraser aussi ce qui a été modifié ici.")
_json = click.option("--json", "json_wanted", is_flag=True, help="Répondre en JSON.")


@catalogue.command("plan")
@_folder
@_force
@_json
def plan(folder: Path | None, force: bool, json_wanted: bool) -> None:
    """Dit ce que charger les fichiers changerait, sans rien écrire ; 2 s’ils ne peuvent pas être chargés."""
    try:
        found = plan_catalogue(_chosen(folder), force=force)
    except InvalidCatalogue as error:
        _refuse(error, json_wanted)
    else:
        _tell(found, json_wanted, done=False)


@catalogue.command("apply")
@_folder
@_force
@_json
def apply(folder: Path | None, force: bool, json_wanted: bool) -> None:
    """Charge les fichiers et publie les règles si elles ont changé."""
    try:
        done = apply_catalogue(_chosen(folder), force=force)
        learn_words(_chosen(folder))
    except InvalidCatalogue as error:
        _refuse(error, json_wanted)
    else:
        _tell(done, json_wanted, done=True)


def _chosen(folder: Path | None) -> Path:
    configured: Path = current_app.config["CATALOGUE_DIR"]
    return folder or configured


def _tell(found: Plan, json_wanted: bool, *, done: bool) -> None:
    click.echo(_dumped(as_json(found)) if json_wanted else as_text(found, done=done))


def _refuse(error: InvalidCatalogue, json_wanted: bool) -> None:
    if json_wanted:
        listed = [{"place": problem.place, "message": problem.message} for problem in error.problems]
        click.echo(_dumped({"errors": listed}))
    else:
        click.echo("Les fichiers ne peuvent pas être chargés :", err=True)
        for problem in error.problems:
            click.echo(f"  {problem}", err=True)
    raise click.exceptions.Exit(INVALID)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
