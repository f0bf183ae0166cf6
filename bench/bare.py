"""The baseline: a bare Flask view that checks the same form and writes the same rows with SQLAlchemy Core.

Nothing else: no ORM, no limiter, no headers, no languages, no job queue. Serve with `granian --factory bench.bare:create`.
"""

import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Flask, abort, redirect
from flask_wtf import CSRFProtect, FlaskForm
from sqlalchemy import Connection, create_engine, insert, select, update
from werkzeug.wrappers import Response

from care_triage.app import SUBSCRIPTIONS
from care_triage.cases.events import CaseFiled
from care_triage.cases.models import Case, HistoryEvent, Need
from care_triage.cases.types import ActorKind, Channel, EventKind, Status
from care_triage.infra.db import table
from care_triage.infra.models import OutboxRow
from care_triage.infra.subscriptions import name_of
from care_triage.intake.models import RequestDraft
from config import Config

_CASES, _NEEDS, _HISTORY, _OUTBOX, _DRAFTS = map(table, (Case, Need, HistoryEvent, OutboxRow, RequestDraft))

# One row for each job that CARE owes after a filing.
_JOBS = [name_of(job) for job in SUBSCRIPTIONS[CaseFiled]]


class SendForm(FlaskForm):
    """The same form: a button and its CSRF token."""


def create() -> Flask:
    """The application, on the database and with the pool that CARE has."""
    settings = Config.from_environment()
    app = Flask(__name__)
    app.config["SECRET_KEY"] = settings.secret_key
    CSRFProtect(app)
    engine = create_engine(settings.database_url, **settings.flask_settings()["SQLALCHEMY_ENGINE_OPTIONS"])
    app.extensions["engine"] = engine

    @app.get("/")
    def show() -> str:
        return f"<form>{SendForm().hidden_tag()}</form>"

    @app.post("/demande/<token>/envoyer")
    def send(token: str) -> Response:
        if not SendForm().validate_on_submit():
            abort(400)
        with engine.begin() as connection:
            reference = _file(connection, token)
        return redirect(f"/suivi/{reference}", 303)

    return app


def _file(connection: Connection, token: str) -> str:
    query = select(_DRAFTS.c.id, _DRAFTS.c.locale, _DRAFTS.c.answers, _DRAFTS.c.case_id)
    draft = connection.execute(query.where(_DRAFTS.c.token == token).with_for_update()).one()
    if draft.case_id is not None:
        abort(409)
    at, answers, reference = datetime.now(UTC), draft.answers, secrets.token_hex(6)
    case = _case(token, draft.locale, answers, reference, at)
    case_id = connection.execute(insert(_CASES).returning(_CASES.c.id), case).scalar_one()
    connection.execute(insert(_NEEDS), [_need(case_id, subject) for subject in answers["subjects"]])
    connection.execute(insert(_HISTORY), _line(case_id, answers["subjects"], at))
    connection.execute(insert(_OUTBOX), [_owed(job, case_id, at) for job in _JOBS])
    connection.execute(update(_DRAFTS).where(_DRAFTS.c.id == draft.id), {"case_id": case_id, "answers": {}})
    return reference


def _case(token: str, locale: str, answers: dict[str, Any], reference: str, at: datetime) -> dict[str, Any]:
    return {
        "reference": reference, "filing_key": token, "filed_at": at, "status": Status.PENDING, "status_at": at,
        "channel": Channel.WEB, "locale": locale, "distress": False, "urgent": False, "outside_territory": False,
        "confidential": False, "story": answers["story"], "facts": {**dict.fromkeys(answers["asked"]), **answers["facts"]}, "commune": answers["commune"],
        "commune_label": answers["commune_label"], "department": answers["department"], "siret": answers["siret"],
        "company_name": answers["company_name"], "contact_name": answers["contact_name"],
        "contact_email": answers["contact_email"], "contact_phone": answers["contact_phone"], "consented_at": at,
        "filed_by_id": None, "link_version": 1,
    }  # fmt: skip


def _need(case_id: int, subject: str) -> dict[str, Any]:
    return {"case_id": case_id, "subject": subject, "confidential": False, "status": Status.PENDING, "routed": False,
            "withdrawn": False, "ended": False}  # fmt: skip


def _line(case_id: int, subjects: list[str], at: datetime) -> dict[str, Any]:
    return {"case_id": case_id, "kind": EventKind.CASE_FILED, "actor_kind": ActorKind.OWNER, "actor_id": None,
            "unit_id": None, "at": at, "data": {"subjects": subjects, "channel": Channel.WEB}}  # fmt: skip


def _owed(job: str, case_id: int, at: datetime) -> dict[str, Any]:
    return {"job": job, "event": "cases.events.CaseFiled", "payload": {"case_id": case_id},
            "key": None, "created_at": at, "available_at": at, "attempts": 0}  # fmt: skip
