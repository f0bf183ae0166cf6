"""`flask firms`: load the register of firms, search it, load the invented sample."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from care_triage.firms.lookup import search_firms
from care_triage.firms.service.import_stock import import_stock, load_sample, write_rejects
from care_triage.firms.types import ImportSummary
from care_triage.infra.errors import DomainError
from care_triage.territory.activities import activity_label

firms = AppGroup("firms", help="Registre local des entreprises (fichiers Sirene de l’Insee).")

_STAGES = {"establishments": "établissements", "units": "entreprises", "index": "recherche"}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@firms.command("import")
@click.argument("file", type=_FILE)
@click.option("--units", type=_FILE, help="StockUniteLegale, quand FILE ne contient que les établissements.")
@click.option("--departments", default="", help="Départements à garder, par exemple 69,42 (sinon toute la France).")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Écrire ici les lignes refusées.")
def import_file(file: Path, units: Path | None, departments: str, rejects: Path | None) -> None:
    """Charge FILE (StockEtablissement en CSV, .gz ou .zip) ; recommencer met à jour, ou reprend où c’était."""
    wanted = [code.strip().upper() for code in departments.split(",") if code.strip()]
    try:
        summary = import_stock(file, units, wanted, _Progress().tell)
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo("", err=True)
    click.echo(_told(summary))
    if rejects:
        write_rejects(rejects, summary.rejects)


@firms.command("sample")
def sample() -> None:
    """Charge les entreprises inventées de la démonstration."""
    if not current_app.config["DEMO"]:
        click.echo("Refusé : cette installation n’est pas une démonstration (CARE_DEMO=1).", err=True)
        sys.exit(2)
    click.echo(f"{load_sample(lambda _stage, _summary: None).taken} entreprises inventées.")


@firms.command("search")
@click.argument("text")
def search(text: str) -> None:
    """Cherche TEXT : un SIRET, un SIREN, ou des mots du nom et de la commune."""
    found = search_firms(text, limit=12)
    if not found.is_answered:
        click.echo("Ni registre local, ni service public à interroger (voir docs/runbook.md).", err=True)
        sys.exit(2)
    for firm in found.firms:
        closed = f", fermé le {firm.closed_on:%d/%m/%Y}" if firm.closed_on else ""
        click.echo(f"{firm.siret}  {firm.shown_name or '(non diffusé)'}, {firm.postal_code} {firm.town}{closed}")
        click.echo(f"                {activity_label(firm.activity)}")


class _Progress:
    """One line that is written over; a new one for each stage."""

    def __init__(self) -> None:
        self._stage = ""

    def tell(self, stage: str, summary: ImportSummary) -> None:
        """Say how far the import is."""
        start = "\r" if stage == self._stage or not self._stage else "\n"
        self._stage = stage
        counts = {
            "establishments": f"{summary.lines} lignes lues, {summary.taken} gardées, {summary.rejected} refusées",
            "units": f"{summary.units} noms d’entreprises",
            "index": f"{summary.indexed} établissements",
        }
        click.echo(f"{start}{_STAGES[stage]} : {counts[stage]}   ", nl=False, err=True)


def _told(summary: ImportSummary) -> str:
    lines = [
        (
            f"Registre : {summary.taken} établissements gardés, {summary.elsewhere} d’ailleurs, "
            f"{summary.units} noms lus à part, {summary.indexed} à retrouver par leurs mots."
        )
    ]
    if summary.closed:
        lines.append(f"{summary.closed} ne sont plus dans le fichier : marqués fermés.")
    if summary.left_open:
        lines.append(
            f"{summary.left_open} ne sont plus dans le fichier : c’est trop pour être vrai, rien n’a été fermé. "
            "Le fichier est-il complet ?"
        )
    if summary.rejected:
        lines.append(f"{summary.rejected} lignes refusées :")
        lines += [f"  {count} fois : {reason}" for reason, count in sorted(summary.reasons.items())]
        lines += [f"  ligne {reject.line}, {reject.reason} : {reject.text}" for reject in summary.rejects]
    return "\n".join(lines)
