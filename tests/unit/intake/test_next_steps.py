"""What the owner reads of one need: nobody is said to follow it who has finished."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from care_triage.cases.queries.rows import CaseView
from care_triage.cases.types import ReferralStatus, Status
from care_triage.intake.owner_page import next_steps

_SOON, _LATER = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (24, 25))


def referral(status: ReferralStatus, due_at: datetime | None = None) -> Any:
    return SimpleNamespace(
        status=status, due_at=due_at, adviser="Maëlle", unit=SimpleNamespace(unit="Urssaf"), waiting_on=None
    )


def step_of(lead: Any, *supports: Any) -> Any:
    need = SimpleNamespace(
        id=1, status=Status.IN_PROGRESS, lead=lead, referrals=(lead, *supports), desk_reason=None, outcome=None
    )
    return next_steps(cast(CaseView, SimpleNamespace(needs=[need])))[1]


def test_what_is_held_is_not_said_to_be_under_way() -> None:
    need = SimpleNamespace(id=1, status=Status.PENDING, lead=None)
    case = cast(CaseView, SimpleNamespace(needs=[need]))
    assert next_steps(case, held=True)[1].sentence == "Rien n’est transmis pour l’instant."
    assert "quelques instants" in next_steps(case)[1].sentence


def test_who_leads_and_is_at_work_follows_the_request() -> None:
    assert step_of(referral(ReferralStatus.ACCEPTED, _LATER)).sentence == "Maëlle suit votre demande."


def test_when_the_lead_has_finished_the_others_still_answer() -> None:
    step = step_of(
        referral(ReferralStatus.CLOSED), referral(ReferralStatus.SENT, _LATER), referral(ReferralStatus.SENT, _SOON)
    )
    assert step.sentence == "Urssaf a terminé son travail. D’autres partenaires vous répondent encore."
    assert step.by == _SOON
