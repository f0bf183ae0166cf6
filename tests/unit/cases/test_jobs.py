"""The round of the clocks goes on past a referral that fails."""

import pytest

from care_triage.cases import jobs
from care_triage.cases.events import ClocksDue


def test_one_clock_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def look(referral_id: int) -> None:
        if referral_id == 2:
            raise ValueError("hours of a unit that cannot be read")
        looked_at.append(referral_id)

    monkeypatch.setattr(jobs, "overdue_referrals", lambda: [1, 2, 3])
    monkeypatch.setattr(jobs, "look_at_clock", look)
    jobs.look_at_clocks(ClocksDue())
    assert looked_at == [1, 3]
