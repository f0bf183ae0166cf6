"""`flask demo seed`: invented cases through the real use cases."""

import sys
import time

import click
from flask import current_app
from flask.cli import AppGroup

from care_triage.demo.people import PASSWORD, PEOPLE
from care_triage.demo.seed import seed as seed_cases
from care_triage.triage.errors import NoRuleSet
from care_triage.triage.queries.rule_sets import current_rule_set

demo = AppGroup("demo", help="Données de démonstration, inventées.")


@demo.command("seed")
@click.option("--cases", type=click.IntRange(0, 20_000), default=60, show_default=True, help="Nombre de dossiers.")
def seed(cases: int) -> None:
    """Crée des comptes et des dossiers de démonstration."""
    if not current_app.config["DEMO"]:
        click.echo("Refusé : cette installation n’est pas une démonstration (CARE_DEMO=1).", err=True)
        sys.exit(2)
    try:
        current_rule_set()
    except NoRuleSet:
        click.echo("Lancez d’abord `flask --app wsgi catalogue apply`.", err=True)
        sys.exit(2)
    started = time.monotonic()
    filed = seed_cases(cases)
    click.echo(f"{filed} dossiers inventés, en {time.monotonic() - started:.0f} s.")
    click.echo(f"Connexion, mot de passe pour tous : {PASSWORD}")
    for person in PEOPLE:
        click.echo(f"  {person.email:30} {person.name}, {person.does}")
