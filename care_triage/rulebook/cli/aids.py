"""`flask aids`: what the files say of public aids, and what of it should be looked at again."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from care_triage.infra import clock
from care_triage.rulebook.catalogue.aid_checks import problems_of_aids, problems_of_steps
from care_triage.rulebook.catalogue.contents import Contents, InvalidCatalogue
from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.triage.aids.spec import AidSpec

aids = AppGroup("aids", help="Aides publiques et premiers gestes.")

INVALID = 2


@aids.command("list")
@click.option("--subject", help="Seulement les aides de ce sujet.")
@click.option("--json", "json_wanted", is_flag=True, help="Répondre en JSON.")
def list_aids(subject: str | None, json_wanted: bool) -> None:
    """Liste les aides des fichiers : nom, organisme, territoire, lettre de confiance, fin."""
    found = [aid for aid in _contents().document.aids if subject is None or subject in aid.subjects]
    if json_wanted:
        click.echo(json.dumps([_as_dict(aid) for aid in found], ensure_ascii=False, indent=2))
    else:
        for aid in found:
            click.echo(_line(aid, clock.today()))


@aids.command("check")
def check() -> None:
    """Vérifie les fichiers ; 2 s’ils sont faux. Dit aussi ce qui est fini, à confirmer, ou sans aide."""
    contents = _contents()
    if problems := [*problems_of_aids(contents), *problems_of_steps(contents)]:
        for problem in problems:
            click.echo(f"  {problem}", err=True)
        raise click.exceptions.Exit(INVALID)
    document = contents.document
    click.echo(f"{len(document.aids)} aides, gestes pour {len(document.first_steps)} sujets : rien de faux.")
    for note in _notes(contents, clock.today()):
        click.echo(f"! {note}")


def _contents() -> Contents:
    folder: Path = current_app.config["CATALOGUE_DIR"]
    try:
        return read_contents(folder)
    except InvalidCatalogue as error:
        for problem in error.problems:
            click.echo(f"  {problem}", err=True)
        raise click.exceptions.Exit(INVALID) from None


def _notes(contents: Contents, today: date) -> Iterator[str]:
    document = contents.document
    asked = {question.fact for subject in document.subjects for question in subject.questions}
    for aid in document.aids:
        if aid.ended(today):
            yield f"{aid.slug} : terminée depuis le {aid.valid_until}"
        if not aid.is_verified:
            yield f"{aid.slug} : à confirmer ({aid.status}) auprès de {aid.operator}"
        unasked = sorted({*aid.when, *(name for way in aid.ways for name in way)} - asked)
        if unasked:
            yield f"{aid.slug} : dépend de {', '.join(unasked)}, que personne ne demande"
    served = {slug for aid in document.aids for slug in aid.subjects}
    without = [subject.slug for subject in document.subjects if subject.slug not in served]
    yield f"{len(without)} sujets sans aide : {', '.join(without)}"


def _line(aid: AidSpec, today: date) -> str:
    end = f" · terminée {aid.valid_until}" if aid.ended(today) else ""
    return f"[{aid.status}] {aid.slug} · {aid.name} · {aid.operator} · {', '.join(aid.territory) or 'fr'}{end}"


def _as_dict(aid: AidSpec) -> dict[str, object]:
    return {
        "slug": aid.slug, "name": aid.name.fr, "operator": aid.operator.fr, "status": str(aid.status),
        "territory": list(aid.territory), "subjects": list(aid.subjects), "law": aid.law, "url": aid.url,
        "valid_until": aid.valid_until.isoformat() if aid.valid_until else None,
    }  # fmt: skip
