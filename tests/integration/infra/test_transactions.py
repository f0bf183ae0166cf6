"""One transaction for each use case: joined, committed or undone as a whole."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from care_triage.infra import files
from care_triage.infra.db import (
    after_commit,
    after_rollback,
    in_transaction,
    session,
    transaction,
    transactional,
)
from care_triage.infra.outbox import publish
from tests.integration.infra.conftest import Noted, Subscribe, note, rows, write, written


class Refused(Exception):
    """A use case said no."""


@transactional
def _inner(slug: str, *, refuses: bool = False) -> None:
    write(slug)
    if refuses:
        raise Refused


@transactional
def _outer(then: Callable[[], None]) -> None:
    write("outer")
    then()


def test_what_a_use_case_calls_joins_its_transaction(app_context: Flask) -> None:
    _outer(lambda: _inner("inner"))
    assert written() == ["inner", "outer"]
    with transaction() as current:
        with transaction() as joined:
            assert joined is current
        assert in_transaction(), "the one that joined ended nothing"
    assert not in_transaction()


def test_a_failure_undoes_everything(app_context: Flask) -> None:
    with pytest.raises(Refused):
        _outer(lambda: _inner("inner", refuses=True))
    assert written() == []


def test_a_failure_outside_undoes_what_joined(app_context: Flask) -> None:
    def fail() -> None:
        _inner("inner")
        raise Refused

    with pytest.raises(Refused):
        _outer(fail)
    assert written() == []


def test_half_of_a_failed_use_case_is_never_committed(app_context: Flask) -> None:
    def swallow() -> None:
        with pytest.raises(Refused):
            _inner("inner", refuses=True)

    with pytest.raises(RuntimeError, match="cannot be committed"):
        _outer(swallow)
    assert written() == []


def test_hooks_run_in_order_after_the_commit_of_the_outermost(app_context: Flask) -> None:
    told: list[str] = []

    @transactional
    def _joined() -> None:
        after_commit(lambda: told.append("joined"))

    @transactional
    def _whole() -> None:
        write("whole")
        after_commit(lambda: told.append(f"whole {written()}"))
        _joined()
        after_rollback(lambda: told.append("undone"))
        assert told == []

    _whole()
    assert told == ["whole ['whole']", "joined"]


def test_after_a_rollback_only_the_other_hooks_run(app_context: Flask) -> None:
    told: list[str] = []

    @transactional
    def _failing() -> None:
        after_commit(lambda: told.append("committed"))
        after_rollback(lambda: told.append("undone"))
        raise Refused

    with pytest.raises(Refused):
        _failing()
    _inner("next")
    assert told == ["undone"]


def test_a_hook_that_fails_changes_nothing_for_the_others(app_context: Flask) -> None:
    told: list[str] = []

    @transactional
    def _whole() -> None:
        write("whole")
        after_commit(lambda: 1 // 0)
        after_commit(lambda: told.append("second"))

    _whole()
    assert (written(), told) == (["whole"], ["second"])


def test_a_hook_may_open_a_transaction_of_its_own(app_context: Flask) -> None:
    with transaction():
        after_commit(lambda: _inner("hook"))
    assert written() == ["hook"]


@pytest.mark.parametrize("register", [after_commit, after_rollback])
def test_hooks_belong_to_a_transaction(app_context: Flask, register: Callable[[Callable[[], None]], None]) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        register(lambda: None)


def test_a_conflict_found_at_the_end_undoes_everything(app_context: Flask) -> None:
    told: list[str] = []
    _inner("taken")

    @transactional
    def _late_conflict() -> None:
        write("first")
        write("taken")
        after_commit(lambda: told.append("committed"))
        after_rollback(lambda: told.append("undone"))

    with pytest.raises(Exception, match=r"(?i)unique"):
        _late_conflict()
    assert (written(), told) == (["taken"], ["undone"])


def test_a_page_that_read_before_can_write_after(app_context: Flask) -> None:
    assert session().connection() is not None
    assert written() == []
    session().connection()
    _inner("after")
    assert written() == ["after"]


def test_an_event_becomes_one_row_for_each_subscriber(app_context: Flask, subscribe: Subscribe) -> None:
    def other(_event: Noted) -> None: ...

    subscribe(Noted, note, other)
    with transaction():
        publish(Noted("a"), Noted("b"))
    found = [(row.job.rpartition(".")[2], row.payload, row.done_at, row.attempts) for row in rows()]
    assert found == [
        ("note", {"slug": "a"}, None, 0),
        ("other", {"slug": "a"}, None, 0),
        ("note", {"slug": "b"}, None, 0),
        ("other", {"slug": "b"}, None, 0),
    ]


def test_an_event_that_nobody_follows_leaves_no_row(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Refused)
    with transaction():
        publish(Noted("a"))
    assert rows() == []


def test_an_event_vanishes_with_its_transaction(app_context: Flask, subscribe: Subscribe) -> None:
    subscribe(Noted, note)

    @transactional
    def _failing() -> None:
        publish(Noted("a"))
        raise Refused

    with pytest.raises(Refused):
        _failing()
    assert rows() == []


def test_publishing_outside_a_transaction_is_refused(app_context: Flask) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        publish(Noted("a"))


def test_a_file_goes_with_the_transaction_that_kept_it(app_context: Flask) -> None:
    kept: list[str] = []

    @transactional
    def _keep(*, refuses: bool) -> None:
        kept.append(files.store(BytesIO(b"%PDF-1.7\n1 0 obj\n")).key)
        if refuses:
            raise Refused

    _keep(refuses=False)
    with pytest.raises(Refused):
        _keep(refuses=True)
    assert files.read(kept[0]).startswith(b"%PDF")
    with pytest.raises(FileNotFoundError):
        files.read(kept[1])
