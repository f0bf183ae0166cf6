"""Where a case that was merged leads, and which cases came to one."""

from sqlalchemy import select

from care_triage.cases.models import Twin
from care_triage.cases.types import TwinState
from care_triage.infra.db import session

# Of a merged case only the one it went to; a longer chain would be a mistake.
_MOST_STEPS = 10


def leads_to(case_id: int) -> int:
    """The case that goes on with this one: itself unless it was merged, perhaps more than once."""
    for _step in range(_MOST_STEPS):
        query = select(Twin.other_id).where(Twin.case_id == case_id, Twin.state == TwinState.MERGED)
        following = session().scalar(query)
        if following is None:
            break
        case_id = following
    return case_id


def merged_into(case_id: int) -> tuple[int, ...]:
    """Every case that was merged into this one, oldest first."""
    found: dict[int, None] = {}
    looked: list[int] = [case_id]
    while looked:
        query = select(Twin.case_id).where(Twin.other_id == looked.pop(), Twin.state == TwinState.MERGED)
        new = [each for each in session().scalars(query.order_by(Twin.case_id)) if each not in found]
        found.update(dict.fromkeys(new))
        looked.extend(new)
    return tuple(sorted(found))
