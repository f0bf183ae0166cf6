"""`flask rules run-dmn`: rules in the formats of others, from the command line."""

from pathlib import Path
from typing import NoReturn

import click

from care_triage.triage.cli import rules

# What a person gave cannot be used: distinct from a failure of the command itself.
REFUSED = 2

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)


def refuse(message: str) -> NoReturn:
    """Say on one line what cannot be used, and end with REFUSED."""
    click.echo(" ".join(message.split()), err=True)
    raise click.exceptions.Exit(REFUSED)


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
        given = read_inputs(inputs.read_text(encoding="utf-8"))
        result = written(read_model(model.read_bytes()).decide(decision, given))
    except UnicodeDecodeError:
        refuse("Le fichier des données n’est pas en UTF-8.")
    except DmnError as error:
        refuse(str(error))
    click.echo(f'{{"decision": {written(decision)}, "result": {result}}}' if as_json else result)
