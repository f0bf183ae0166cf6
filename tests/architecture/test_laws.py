"""Every module keeps the laws of the house, and every law would notice a break."""

import pytest

from tests.architecture import laws
from tests.architecture.laws import LAWS, Law
from tests.architecture.source import Module, modules

_BREAKS = [
    (laws.only_the_database_room_commits, "cases.service.refer", "session().commit()"),
    (laws.only_the_database_room_commits, "intake.routes", "db.session.rollback()"),
    (laws.no_legacy_queries, "cases.queries", "Case.query.all()"),
    (laws.no_legacy_queries, "cases.queries", "session().query(Case)"),
    (laws.no_sql_at_the_edge, "intake.routes", "rows = select(Case)"),
    (laws.no_sql_at_the_edge, "intake.jobs", "session().add(case)"),
    (laws.no_sql_at_the_edge, "intake.cli", "connection.execute(statement)"),
    (laws.only_own_tables_are_written, "intake.service", "from care_triage.cases.models import Case"),
    (laws.flask_gives_use_cases_only_settings, "cases.service", "from flask import current_app, request"),
    (laws.flask_gives_use_cases_only_settings, "cases.queries", "import flask"),
    (laws.the_clock_is_read_in_one_place, "cases.policy", "datetime.now(UTC)"),
    (laws.the_clock_is_read_in_one_place, "cases.policy", "date.today()"),
    (laws.settings_come_from_config, "infra.mail", "os.environ['SMTP']"),
    (laws.settings_come_from_config, "infra.mail", "os.getenv('SMTP')"),
    (laws.every_module_says_what_it_is_for, "cases.policy", "x = 1"),
    (laws.modules_stay_small, "cases.policy", "x = 1\n" * 401),
    (laws.names_say_something, "cases.utils", ""),
]

_ALLOWED = [
    (laws.only_the_database_room_commits, "infra.db", "current.commit()"),
    (laws.no_legacy_queries, "web.pages", "request.query_string"),
    (laws.no_sql_at_the_edge, "cases.queries", "session().execute(select(Case))"),
    (laws.only_own_tables_are_written, "caseboard.queries", "from care_triage.cases.models import Case"),
    (laws.only_own_tables_are_written, "cases.service", "from care_triage.cases.models import Case"),
    (laws.flask_gives_use_cases_only_settings, "accounts.service", "from flask import current_app"),
    (laws.the_clock_is_read_in_one_place, "cases.service", "now()"),
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_module_keeps_the_law(law: Law) -> None:
    broken = [place for module in modules() for place in law(module)]
    assert not broken, f"{law.__doc__}\n" + "\n".join(broken)


@pytest.mark.parametrize(("law", "name", "text"), _BREAKS)
def test_a_break_is_noticed(law: Law, name: str, text: str) -> None:
    assert list(law(Module(f"care_triage.{name}", text)))


@pytest.mark.parametrize(("law", "name", "text"), _ALLOWED)
def test_what_is_right_is_not_blamed(law: Law, name: str, text: str) -> None:
    assert not list(law(Module(f"care_triage.{name}", text)))


def test_every_law_has_an_example_of_its_break() -> None:
    assert {law for law, _, _ in _BREAKS} == set(LAWS)
