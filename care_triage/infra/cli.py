"""`flask jobs`: run the worker, the scheduler, or everything that is owed."""

import click
from flask.cli import AppGroup

from care_triage.infra import outbox, scheduler, worker

jobs = AppGroup("jobs", help="Travaux en arrière-plan.")


@jobs.command("work")
@click.option("--burst", is_flag=True, help="S’arrêter quand la file est vide.")
def work(burst: bool) -> None:
    """Exécute les travaux de la file."""
    if not worker.work(burst=burst):
        raise click.ClickException("le serveur de file ne répond pas ; les travaux restent dus et seront repris.")


@jobs.command("schedule")
def schedule() -> None:
    """Répare les envois perdus et lance les travaux périodiques."""
    scheduler.run()


@jobs.command("perform")
def perform() -> None:
    """Exécute ici tout ce qui est dû, sans file."""
    click.echo(f"{outbox.perform_owed()} travaux exécutés")
