"""Whether this installation can serve: what monitors, load balancers and `make run` ask."""

import structlog
from flask import current_app
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from care_triage.infra.db import session

log = structlog.get_logger(__name__)


def is_database_answering() -> bool:
    """Without the database nothing can be served."""
    try:
        session().execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        log.warning("database unreachable", error=str(error))
        return False
    return True


def is_queue_answering() -> bool:
    """Without the queue filing goes on, and routing and mails happen later."""
    try:
        return bool(current_app.extensions["care_broker"].redis.ping())
    except RedisError as error:
        log.warning("queue unreachable", error=str(error))
        return False
