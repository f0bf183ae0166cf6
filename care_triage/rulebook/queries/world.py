"""The world that findings are about, read from the tables: communes served, active units, the day."""

from collections.abc import Collection

from sqlalchemy import select

from care_triage.infra import clock
from care_triage.infra.db import session
from care_triage.partners.models import Coverage, Partner, Unit
from care_triage.partners.types import Kind
from care_triage.rulebook.findings.world import World
from care_triage.rulebook.queries.communes import served_communes


def world_of(departments: Collection[str]) -> World:
    """The communes of these departments, and what every active unit covers today."""
    query = (
        select(Partner.kind, Coverage.code)
        .join(Unit, Unit.partner_id == Partner.id)
        .join(Coverage, Coverage.unit_id == Unit.id)
        .where(Partner.active, Unit.active)
        .order_by(Partner.kind, Coverage.code)
    )
    covered: dict[Kind, set[str]] = {}
    for kind, code in session().execute(query):
        covered.setdefault(kind, set()).add(code)
    coverage = {kind: frozenset(codes) for kind, codes in covered.items()}
    return World(clock.today(), served_communes(departments), coverage)
