"""The baseline of `make bench` is fair as long as it writes what CARE writes."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, select, update

from bench import bare, drafts
from care_triage.cases.models import Case, HistoryEvent, Need
from care_triage.infra.db import connection, db, session, table
from care_triage.infra.models import OutboxRow
from care_triage.intake.models import RequestDraft
from care_triage.intake.service.file_request import file_request

# Numbers, random words and times of their own.
_OWN = {"id", "case_id", "need_id", "reference", "filing_key", "token"}


def test_the_bare_view_writes_the_rows_that_care_writes(stocked_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with stocked_app.app_context():
        ours, theirs = _two_equal_drafts()
        # CARE first: it would join the second request of the same firm to the first.
        file_request(ours)
        _file_with_the_bare_view(stocked_app, theirs, monkeypatch)
        of_theirs, of_ours = _cases(theirs, ours)
        for model in (Case, Need, HistoryEvent):
            assert _rows(table(model), of_theirs) == _rows(table(model), of_ours)
        assert _owed(of_theirs) == _owed(of_ours)


def _two_equal_drafts() -> tuple[str, str]:
    first, second = drafts.write_drafts(2)
    answers = session().scalar(select(RequestDraft.answers).where(RequestDraft.token == first))
    session().execute(update(RequestDraft).where(RequestDraft.token == second).values(answers=answers))
    session().commit()
    return first, second


def _file_with_the_bare_view(app: Flask, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = db.engine.url.render_as_string(hide_password=False)
    for name, value in {"DATABASE_URL": url, "REDIS_URL": app.config["REDIS_URL"], "SECRET_KEY": "x"}.items():
        monkeypatch.setenv(f"CARE_{name}", value)
    bare_app = bare.create()
    client = bare_app.test_client()
    assert client.post(f"/demande/{token}/envoyer").status_code == 400
    found = re.search(r'value="([^"]+)"', client.get("/").text)
    assert found is not None
    assert client.post(f"/demande/{token}/envoyer", data={"csrf_token": found[1]}).status_code == 303
    bare_app.extensions["engine"].dispose()


def _cases(*tokens: str) -> list[int]:
    return [session().execute(select(Case.id).where(Case.filing_key == token)).scalar_one() for token in tokens]


def _rows(of: Table, case_id: int) -> list[dict[str, Any]]:
    own = of.c.case_id if "case_id" in of.c else of.c.id
    rows = connection().execute(select(of).where(own == case_id).order_by(of.c.id)).mappings()
    return [{name: value for name, value in row.items() if _is_compared(of, name)} for row in rows]


def _is_compared(of: Table, name: str) -> bool:
    return name not in _OWN and not name.endswith("_at") and name != "at"


def _owed(case_id: int) -> list[tuple[str, str]]:
    rows = session().execute(select(OutboxRow.job, OutboxRow.event, OutboxRow.payload)).all()
    return sorted((row.job, row.event) for row in rows if row.payload == {"case_id": case_id})
