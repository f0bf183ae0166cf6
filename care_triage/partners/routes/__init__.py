"""Pages of the directory: partners, units, what they cover, when they are away, who works there."""

from flask.blueprints import BlueprintSetupState

from care_triage.partners.labels import (
    KIND_NAMES,
    LEVEL_NAMES,
    STATUS_NAMES,
    capacity_text,
    hours_text,
)
from care_triage.partners.routes import absences, competence, coverage, directory, partner, people, unit
from care_triage.partners.routes.blueprint import bp
from care_triage.web import navigation
from care_triage.web.i18n import lazy

__all__ = ["absences", "bp", "competence", "coverage", "directory", "partner", "people", "unit"]

navigation.add(bp, lazy("Partenaires"), "partners.directory", order=60, icon="building")


@bp.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Give templates the names of kinds, statuses and levels."""
    state.app.jinja_env.globals.update(
        KIND_NAMES=KIND_NAMES, STATUS_NAMES=STATUS_NAMES, LEVEL_NAMES=LEVEL_NAMES,
        hours_text=hours_text, capacity_text=capacity_text,
    )  # fmt: skip
