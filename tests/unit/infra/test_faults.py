"""What is written down of an error tells where it comes from, and nothing about a person."""

import pytest
from sqlalchemy.exc import IntegrityError

from care_triage.infra.faults import describe, trace


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("no such unit", "ValueError: no such unit"),
        ("<camille@example.org> refused", "ValueError: <…> refused"),
        ("to camille.orsenne+care@mail.example.org: no", "ValueError: to …: no"),
        ("call 04 65 71 00 42 now", "ValueError: call … now"),
        ("siret 73282932000074", "ValueError: siret …"),
        ("port 5432, line 120, 60000 ms", "ValueError: port 5432, line 120, 60000 ms"),
        ("", "ValueError: "),
    ],
)
def test_addresses_and_long_numbers_are_left_out(message: str, told: str) -> None:
    assert describe(ValueError(message)) == told


def test_of_a_database_error_the_rows_it_quotes_are_left_out() -> None:
    quoted = "duplicate key value violates unique constraint\nDETAIL: Key (contact_name)=(Camille Orsenne) exists."
    error = IntegrityError("INSERT INTO case_ ...", {"contact_name": "Camille Orsenne"}, RuntimeError(quoted))
    assert describe(error) == "RuntimeError: duplicate key value violates unique constraint"


def test_a_trace_tells_every_place_and_cause() -> None:
    with pytest.raises(ValueError, match="no mail") as caught:
        _fail()
    told = trace(caught.value)
    assert told.index("KeyError: 'unit'") < told.index("ValueError: no mail to …")
    assert "in _look" in told
    assert "in _fail" in told
    assert "a@example.org" not in told


def test_a_cause_that_was_hidden_on_purpose_stays_hidden() -> None:
    with pytest.raises(ValueError, match="no mail") as caught:
        _fail_alone()
    assert "KeyError" not in trace(caught.value)


def _look() -> None:
    raise KeyError("unit")


def _fail() -> None:
    recipient = "a@example.org"
    try:
        _look()
    except KeyError as error:
        raise ValueError("no mail to " + recipient) from error


def _fail_alone() -> None:
    try:
        _look()
    except KeyError:
        raise ValueError("no mail") from None
