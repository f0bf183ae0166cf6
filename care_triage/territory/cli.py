"""`flask territory`: load the communes of France, show what CARE knows of a place."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from care_triage.infra.errors import DomainError
from care_triage.territory.queries import find_area_name, resolve_place
from care_triage.territory.service import load_territory, plan_territory
from care_triage.territory.types import Ambiguous, Commune, LoadSummary, Resolved

territory = AppGroup("territory", help="Communes, tribunaux et codes postaux.")


@territory.command("load")
@click.option(
    "--source", type=click.Path(path_type=Path), help="Dossier des fichiers JSON (sinon celui de la configuration)."
)
@click.option("--plan", is_flag=True, help="Dire ce qui changerait, sans rien écrire.")
def load(source: Path | None, plan: bool) -> None:
    """Charge les communes de France ; ne fait rien si elles le sont déjà."""
    folder = source or Path(current_app.config["TERRITORY_SOURCE"])
    try:
        summary = plan_territory(folder) if plan else load_territory(folder)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(_told(summary))


@territory.command("show")
@click.argument("place")
@click.argument("postal_code", default="")
def show(place: str, postal_code: str) -> None:
    """Montre la commune que désigne PLACE, par exemple « Roanne 42300 »."""
    resolution = resolve_place(place, postal_code)
    if isinstance(resolution, Resolved):
        click.echo(_described(resolution.commune))
        return
    click.echo(str(resolution))
    proposed = resolution.options if isinstance(resolution, Ambiguous) else resolution.suggestions
    for commune in proposed:
        click.echo(f"  {commune.insee}  {commune.long_label}")
    raise click.exceptions.Exit(1)


def _described(commune: Commune) -> str:
    lines = [f"{commune.long_label}, code Insee {commune.insee}, {commune.population} habitants"]
    lines += [f"  {code:24} {find_area_name(code)}" for code in sorted(commune.territory_codes)]
    return "\n".join([*lines, f"  {'codes postaux':24} {' '.join(commune.postal_codes)}"])


def _told(summary: LoadSummary) -> str:
    total = (
        f"{summary.communes} communes, {summary.districts} arrondissements municipaux,"
        f" {summary.postal_codes} codes postaux"
    )
    if summary.unchanged:
        return f"Territoire à jour : {total}."
    changes = [f"  {c.table:16} +{c.added} ~{c.changed} -{c.removed}" for c in summary.changes]
    return "\n".join([f"Territoire : {total}.", *changes])
