"""`flask rules replay`."""

import json

import pytest
from flask import Flask

from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.service.drafts import save_row
from tests.integration.rulebook.replay.conftest import Past


def test_a_draft_is_replayed_from_the_command_line(stocked_app: Flask, past: Past) -> None:
    run = stocked_app.test_cli_runner().invoke
    answer = run(args=["rules", "replay", "--draft", str(past.draft_id), "--json"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["lost_leads"] == 1
    assert "1 perdraient leur pilote" in run(args=["rules", "replay", "--draft", str(past.draft_id)]).stdout


def test_a_version_is_replayed_against_the_one_in_force(stocked_app: Flask, past: Past) -> None:
    answer = stocked_app.test_cli_runner().invoke(args=["rules", "replay", "--against", "1"])
    assert "3 demandes rejouées, 0 décidées de nouveau" in answer.stdout


@pytest.mark.parametrize("args", [[], ["--draft", "1", "--against", "1"], ["--draft", "999"], ["--against", "999"]])
def test_what_cannot_be_replayed_is_refused(stocked_app: Flask, past: Past, args: list[str]) -> None:
    answer = stocked_app.test_cli_runner().invoke(args=["rules", "replay", *args])
    assert (answer.exit_code, answer.stdout) == (2, "")


def test_a_draft_with_errors_is_refused(stocked_app: Flask, past: Past) -> None:
    rule = next(rule for rule in get_draft(past.draft_id).rules if rule.change == "same")
    save_row(past.draft_id, rule.id, {**rule.fields, "rank": "x"}, rule.revision, past.alma.user_id)
    answer = stocked_app.test_cli_runner().invoke(args=["rules", "replay", "--draft", str(past.draft_id)])
    assert answer.exit_code == 2
