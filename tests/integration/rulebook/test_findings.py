"""`flask rules verify`, and the world that findings are about."""

import json
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from care_triage.infra.db import session, transactional
from care_triage.partners.models import Unit
from care_triage.partners.types import Kind
from care_triage.rulebook.queries.world import world_of
from tests.integration.rulebook.test_catalogue import add_area
from tests.support.catalogue import write_catalogue
from tests.support.rulebook import publish_small


def verified(app: Flask, *options: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["rules", "verify", *options])
    return result.exit_code, result.output


def test_the_published_rules_are_verified_in_words_and_as_json(app_context: Flask) -> None:
    publish_small()
    code, text = verified(app_context)
    assert code in (0, 2)
    assert "points à regarder" in text
    _, listed = verified(app_context, "--json")
    for finding in json.loads(listed)["findings"]:
        assert finding.keys() >= {"kind", "severity", "rules", "example", "details", "sentence", "fix"}


def test_without_rules_the_command_says_so(app_context: Flask) -> None:
    code, text = verified(app_context)
    assert code == 1
    assert "Traceback" not in text


@transactional
def close_units() -> None:
    for unit in session().scalars(select(Unit)):
        unit.active = False


def test_the_world_holds_active_units_only(app_context: Flask, tmp_path: Path) -> None:
    add_area("dep", "42", "Loire")
    applied = app_context.test_cli_runner().invoke(
        args=["catalogue", "apply", "--folder", str(write_catalogue(tmp_path))]
    )
    assert applied.exit_code == 0
    assert world_of(["42"]).coverage == {Kind.URSSAF: frozenset({"dep:42"})}
    close_units()
    assert world_of(["42"]).coverage == {}
