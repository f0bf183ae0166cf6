"""Events and jobs are found again by the names in a row."""

from dataclasses import dataclass

import pytest

from care_triage.infra.models import OutboxRow
from care_triage.infra.subscriptions import Subscriptions, external, name_of


@dataclass(frozen=True)
class Told:
    """Something happened."""

    case_id: int
    step: str = "first"


def _write(_event: Told) -> None:
    """Work inside the database."""


@external
def _send(_event: Told) -> None:
    """Work with the outside world."""


_KNOWN = Subscriptions({Told: (_write, _send)})


def _row(job: str, event: str, **payload: object) -> OutboxRow:
    return OutboxRow(job=job, event=event, payload=payload)


def test_a_row_gives_back_its_event_and_its_job() -> None:
    row = _row(name_of(_send), name_of(Told), case_id=3)
    assert _KNOWN.event(row) == Told(3)
    assert _KNOWN.job(row) is _send
    assert _KNOWN.is_external(row)
    assert not _KNOWN.is_external(_row(name_of(_write), name_of(Told)))


def test_names_are_those_of_the_house() -> None:
    from care_triage.cases.events import CaseFiled
    from care_triage.triage.jobs import route_case

    assert (name_of(CaseFiled), name_of(route_case)) == ("cases.events.CaseFiled", "triage.jobs.route_case")


def test_a_name_that_nobody_knows_any_more_is_told() -> None:
    row = _row("old.jobs.gone", "old.events.Gone")
    assert not _KNOWN.is_external(row)
    with pytest.raises(KeyError):
        _KNOWN.job(row)
    with pytest.raises(KeyError):
        _KNOWN.event(row)


def test_fields_that_an_event_no_longer_has_are_told() -> None:
    with pytest.raises(TypeError):
        _KNOWN.event(_row(name_of(_write), name_of(Told), case_id=3, colour="red"))


def test_every_name_of_the_house_fits_its_column_and_stands_for_one_thing() -> None:
    from care_triage.app import SUBSCRIPTIONS

    jobs = {job for followers in SUBSCRIPTIONS.values() for job in followers}
    names = [*map(name_of, SUBSCRIPTIONS), *map(name_of, jobs)]
    assert len(set(names)) == len(names)
    # 120 in all, a colon and the number of a round included.
    assert max(map(len, names)) <= 100
