"""`flask accounts`: the first administrator of an installation."""

import click
from flask.cli import AppGroup

from care_triage.accounts import service
from care_triage.infra.errors import DomainError

accounts = AppGroup("accounts", help="Personnes et accès.")


@accounts.command("create-admin")
@click.option("--name", prompt="Nom", help="Nom de la personne.")
@click.option("--email", prompt="Adresse mail", help="Adresse par laquelle elle se connecte.")
@click.password_option(help="Mot de passe ; demandé sans être affiché quand il manque.", prompt="Mot de passe")
def create_admin(name: str, email: str, password: str) -> None:
    """Crée une personne qui administre CARE."""
    try:
        person = service.register_administrator(name, email, password)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{person.name} ({person.email}) administre CARE.")
