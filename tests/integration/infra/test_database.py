"""What the databases themselves hold to: references, values, one writer after another."""

import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, text, update
from sqlalchemy.exc import IntegrityError

from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.types import Channel, Origin, Outcome, ReferralRole, ReferralStatus, Status
from care_triage.infra import clock
from care_triage.infra.db import db, session, transaction
from care_triage.partners.models import Partner, Unit
from care_triage.partners.types import Kind
from tests.integration.infra.conftest import write, written


def _case() -> Case:
    at = clock.now()
    return Case(
        reference="K7FQ-3M9D", filing_key="key", filed_at=at, status=Status.PENDING, status_at=at, channel=Channel.WEB,
        locale="fr", story="…", facts={}, commune="42187", commune_label="Roanne", department="42", contact_name="A. B.",
        consented_at=at,
    )  # fmt: skip


def _need_with_two_units() -> tuple[int, int, list[int]]:
    """A case with one need, and two units; their ids."""
    with transaction() as current:
        partner = Partner(slug="urssaf", kind=Kind.URSSAF, name="Urssaf")
        units = [Unit(slug=f"urssaf-{place}", name=place, partner=partner) for place in ("lyon", "roanne")]
        case = _case()
        current.add_all([partner, *units, case])
        current.flush()
        need = Need(case_id=case.id, subject="dette-urssaf", status=Status.PENDING)
        current.add(need)
        current.flush()
        return case.id, need.id, [unit.id for unit in units]


def _referral(case_id: int, need_id: int, unit_id: int, **values: Any) -> Referral:
    at = clock.now()
    known: dict[str, Any] = {"role": ReferralRole.LEAD, "status": ReferralStatus.SENT, "origin": Origin.RULES}
    return Referral(case_id=case_id, need_id=need_id, unit_id=unit_id, sent_at=at, status_at=at, hours="",
                    **(known | values))  # fmt: skip


def _refused(write_it: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as caught, transaction():
        write_it()
    return str(caught.value.orig)


def test_a_need_has_one_active_lead(app_context: Flask) -> None:
    case_id, need_id, (lyon, roanne) = _need_with_two_units()
    with transaction() as current:
        current.add(_referral(case_id, need_id, lyon))
    _refused(lambda: session().add(_referral(case_id, need_id, roanne)))
    with transaction() as current:
        current.add(_referral(case_id, need_id, roanne, role=ReferralRole.SUPPORT))
    with transaction() as current:
        current.execute(update(Referral).where(Referral.unit_id == lyon).values(status=ReferralStatus.EXPIRED))
        current.execute(update(Referral).where(Referral.unit_id == roanne).values(role=ReferralRole.LEAD))


def test_a_unit_holds_a_need_once(app_context: Flask) -> None:
    case_id, need_id, (lyon, _) = _need_with_two_units()
    with transaction() as current:
        current.add(_referral(case_id, need_id, lyon))
    _refused(lambda: session().add(_referral(case_id, need_id, lyon, role=ReferralRole.SUPPORT)))


def test_a_referral_ends_with_what_its_end_needs(app_context: Flask) -> None:
    case_id, need_id, (lyon, _) = _need_with_two_units()
    _refused(lambda: session().add(_referral(case_id, need_id, lyon, status=ReferralStatus.CLOSED)))
    _refused(lambda: session().add(_referral(case_id, need_id, lyon, status=ReferralStatus.DECLINED)))
    with transaction() as current:
        current.add(_referral(case_id, need_id, lyon, status=ReferralStatus.CLOSED, outcome=Outcome.HELPED))


@pytest.mark.parametrize(("table", "column"), [("case_", "status"), ("need", "status"), ("partner", "kind")])
def test_a_value_outside_its_list_is_refused(app_context: Flask, table: str, column: str) -> None:
    _need_with_two_units()
    told = _refused(lambda: session().execute(text(f"UPDATE {table} SET {column} = 'invented'")))
    assert "ck_" in told


def test_a_reference_to_nothing_is_refused(app_context: Flask) -> None:
    case_id, need_id, (lyon, _) = _need_with_two_units()
    _refused(lambda: session().add(_referral(case_id, need_id, lyon + 99)))
    _refused(lambda: session().execute(text("DELETE FROM need")) if _referred(case_id, need_id, lyon) else None)


def _referred(case_id: int, need_id: int, unit_id: int) -> bool:
    session().add(_referral(case_id, need_id, unit_id))
    session().flush()
    return True


def test_every_reference_is_enforced_by_the_database(app_context: Flask) -> None:
    known = inspect(db.engine)
    wanted = {
        (table.name, column.name)
        for table in db.metadata.tables.values()
        for column in table.columns
        if column.foreign_keys
    }
    enforced = {
        (table, key["constrained_columns"][0])
        for table in known.get_table_names()
        for key in known.get_foreign_keys(table)
    }
    assert wanted <= enforced


def test_sqlite_is_tuned_on_every_connection(sqlite_app: Flask) -> None:
    def settings() -> list[Any]:
        with db.engine.connect() as connection:
            names = ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
            return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    with sqlite_app.app_context():
        first = settings()
        db.engine.dispose()
        assert first == settings() == [1, "wal", 1, 10_000]


def test_writers_at_the_same_time_wait_for_each_other(app: Flask) -> None:
    """Each reads, thinks, then writes: with deferred transactions SQLite would answer "database is locked"."""
    failures: list[BaseException] = []
    start = threading.Barrier(4)

    def work(name: str) -> None:
        try:
            start.wait()
            for number in range(5):
                with app.app_context():
                    written()
                    with transaction():
                        session().execute(text("SELECT count(*) FROM partner")).scalar()
                        time.sleep(0.002)
                        write(f"{name}-{number}")
        except BaseException as error:  # noqa: BLE001 - told by the main thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"writer{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with app.app_context():
        assert len(written()) == 20


def test_readers_do_not_wait_for_a_writer(app: Flask) -> None:
    with app.app_context(), transaction():
        write("unfinished")
        session().flush()
        found: list[list[str]] = []
        reader = threading.Thread(target=lambda: found.append(_read(app)))
        started = time.monotonic()
        reader.start()
        reader.join(20)
        assert found == [[]]
        assert time.monotonic() - started < 5


def _read(app: Flask) -> list[str]:
    with app.app_context():
        return written()


def test_a_statement_that_fails_tells_nothing_of_what_was_written(app_context: Flask) -> None:
    with pytest.raises(IntegrityError) as caught, transaction() as current:
        current.execute(text("INSERT INTO partner (slug, kind, name) VALUES (:slug, 'x', NULL)"), {"slug": "Camille"})
    assert "Camille" not in str(caught.value).partition("DETAIL")[0]


def test_sqlite_is_new_enough_for_what_we_ask_of_it() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35), "RETURNING"
