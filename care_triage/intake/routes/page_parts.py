"""What the owner's page shows beside the needs: silence, appointments, the end, data to be erased, moved dates."""

from care_triage.cases.labels import place_of
from care_triage.cases.queries.afterwards import find_erasure
from care_triage.cases.queries.appointments import open_appointments
from care_triage.cases.queries.opinions import find_told
from care_triage.cases.queries.rows import CaseView
from care_triage.infra import clock
from care_triage.intake.due_moves import due_moves, latest_move
from care_triage.intake.owner_forms import NoSlotForm
from care_triage.intake.quiet import find_quiet
from care_triage.intake.routes.appointments import slot_form
from care_triage.intake.routes.endings import moment_of


def page_parts(case: CaseView) -> dict[str, object]:
    """Everything of a case that changes what its page offers."""
    rows, moves = open_appointments(case.id), due_moves(case)
    return {
        "quiet": find_quiet(case, clock.now()),
        "appointments": rows,
        "slot_forms": {row.id: slot_form(row) for row in rows},
        "no_slot": NoSlotForm(formdata=None),
        "place_of": place_of,
        "erasure": find_erasure(case.id),
        "told": find_told(case.id, moment_of(case), case.closed_at) if case.closed_at else None,
        "moves": {need.id: latest_move(need, moves) for need in case.needs},
    }
