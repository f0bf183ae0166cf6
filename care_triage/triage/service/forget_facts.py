"""Being forgotten: decisions keep which rules fired, and lose the facts that they read."""

from typing import Any

from sqlalchemy import select, update

from care_triage.infra.db import session, transactional
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.needs_of_case import need_ids


@transactional
def forget_facts(case_id: int) -> None:
    """Take the facts out of every decision of a case; doing it twice is doing it once."""
    of_case = StoredDecision.need_id.in_(need_ids(case_id))
    for decision in session().scalars(select(StoredDecision).where(of_case)):
        session().execute(
            update(StoredDecision)
            .where(StoredDecision.id == decision.id)
            .values(facts=_bare(decision.facts), outcome=_without_values(decision.outcome))
        )


def _bare(facts: dict[str, Any]) -> dict[str, Any]:
    """What a decision needs to be read at all: its subject, and the department."""
    wide = [code for code in facts.get("territory", ()) if not code.startswith(("commune:", "epci:", "arr:", "court:"))]
    return {name: facts[name] for name in ("subject", "filed_on") if name in facts} | {"territory": wide}


def _without_values(outcome: dict[str, Any]) -> dict[str, Any]:
    """Which rules fired and who was asked, without how the place of the business was looked at."""
    lists = {name: [{**item, "trace": []} for item in outcome.get(name, ())] for name in ("partners", "passed_over")}
    return {**outcome, **lists}
