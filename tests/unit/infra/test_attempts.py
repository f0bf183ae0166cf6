"""A failing job waits longer each time, and an hour at most."""

from datetime import timedelta

from care_triage.infra.attempts import _pause


def test_pauses_grow_to_an_hour_and_stay_there() -> None:
    pauses = [_pause(attempts) for attempts in range(1, 2000)]
    assert pauses[0] == timedelta(seconds=10)
    assert pauses[3] == timedelta(seconds=80)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=1)
