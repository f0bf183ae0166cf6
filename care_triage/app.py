"""Composition root: the only module that knows every feature."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from care_triage.infra import cli as infra_cli
from care_triage.infra import db, logging, outbox, queue, scheduler
from care_triage.territory import cli as territory_cli
from config import ROOT, Config

SUBSCRIPTIONS: Mapping[type, tuple[outbox.Job, ...]] = {}
PERIODIC: Mapping[Callable[[], Any], timedelta] = {}
COMMANDS = (infra_cli.jobs, territory_cli.territory)


def create_app(config: Config) -> Flask:
    """Build one application; several with different settings may live in one process."""
    app = Flask(__name__, static_folder=None)
    app.config.update(config.flask_settings())
    logging.init_app(app)
    db.init_app(app)
    queue.init_app(app)
    outbox.init_app(app, SUBSCRIPTIONS)
    scheduler.init_app(app, PERIODIC)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
