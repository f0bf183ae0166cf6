"""`/sante`: 200 while pages can be served, 503 when they cannot; the queue alone may be down."""

from typing import Any

from flask import Blueprint

from care_triage.infra import health
from care_triage.web.access import Everyone, allow

blueprint = Blueprint("health", __name__)


@blueprint.get("/sante")
@allow(Everyone)
def status() -> tuple[dict[str, Any], int]:
    """What works, for machines: no version, no address, nothing to learn for an intruder."""
    database = health.is_database_answering()
    parts = {"database": database, "queue": health.is_queue_answering()}
    return {"ok": database, **parts}, 200 if database else 503
