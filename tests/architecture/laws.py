"""The laws of the house on Python modules: each looks at one module and tells where it is broken."""

import ast
from collections.abc import Callable, Iterator

from tests.architecture.source import Module

Law = Callable[[Module], Iterator[str]]

_OUTER_WORDS = {"routes", "forms", "jobs", "cli"}
_WEBLESS_WORDS = {"service", "queries", "models"}
_VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "lib"}
_SQL_NAMES = {"select", "insert", "update", "delete", "text"}
_SQL_METHODS = {"execute", "scalars", "scalar", "exec_driver_sql", "flush"}
_TIME_READERS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now"),
    *("datetime.datetime.utcnow", "datetime.date.today", "time.time", "time.localtime", "time.gmtime"),
}
_LONGEST_MODULE = 400


def only_the_database_room_commits(module: Module) -> Iterator[str]:
    """Use cases join one transaction; whoever commits alone breaks it in two."""
    if module.name == "care_triage.infra.db":
        return
    # A savepoint (`begin_nested`) is part of the one transaction; infra ends the reads of its own loops.
    ends = {"commit", "begin"} if module.feature == "infra" else {"commit", "begin", "rollback"}
    for call in _calls(module):
        if _method(call) in ends:
            yield _where(module, call, f"calls {ast.unparse(call.func)}(); mark the use case @transactional instead")


def no_legacy_queries(module: Module) -> Iterator[str]:
    """`session().execute(select(...))` is the one way to ask."""
    for node in ast.walk(module.tree):
        legacy = isinstance(node, ast.Attribute) and (
            (node.attr == "query" and isinstance(node.value, ast.Name) and node.value.id[:1].isupper())
            or (node.attr == "query" and isinstance(node.value, ast.Call) and _method(node.value) == "session")
            or (node.attr == "query" and ast.unparse(node.value).endswith("session"))
        )
        if legacy:
            yield _where(module, node, f"uses {ast.unparse(node)}; write session().execute(select(...))")


def no_sql_at_the_edge(module: Module) -> Iterator[str]:
    """Views, forms, jobs and commands parse, call and render; SQL lives in queries and services."""
    if module.word not in _OUTER_WORDS:
        return
    for call in _calls(module):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in _SQL_NAMES | {"session"} or (_method(call) in _SQL_METHODS):
            yield _where(module, call, f"calls {ast.unparse(call.func)}(); ask queries or the service")


def only_own_tables_are_written(module: Module) -> Iterator[str]:
    """Another feature's tables are read in `queries` (or joined to in `models`), never written."""
    if module.word in {"queries", "models"} or module.feature in {"infra", "demo", "app", ""}:
        return
    for node in _imports(module):
        parts = (node.module or "").split(".")
        if parts[:1] == ["care_triage"] and parts[2:3] == ["models"] and parts[1] not in {module.feature, "infra"}:
            yield _where(module, node, f"imports {node.module}; go through that feature's service and queries")


def flask_gives_use_cases_only_settings(module: Module) -> Iterator[str]:
    """A use case is called by views, jobs and commands alike: there may be no request."""
    if module.word not in _WEBLESS_WORDS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import) and any(name.name.split(".")[0] == "flask" for name in node.names):
            yield _where(module, node, "imports flask")
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "flask":
            for name in (name.name for name in node.names if name.name != "current_app"):
                yield _where(module, node, f"takes {name} from flask; only current_app, for settings")


def the_clock_is_read_in_one_place(module: Module) -> Iterator[str]:
    """Tests move the clock, and Paris is not UTC: see infra/clock.py."""
    if module.name == "care_triage.infra.clock":
        return
    for call in _calls(module):
        if ast.unparse(call.func) in _TIME_READERS:
            yield _where(module, call, f"calls {ast.unparse(call.func)}(); take now() or today() from infra/clock.py")


def settings_come_from_config(module: Module) -> Iterator[str]:
    """A setting read elsewhere is one that nobody can list."""
    if module.name == "config":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in {
            "os.environ",
            "os.getenv",
            "environ",
            "getenv",
        }:
            yield _where(module, node, f"reads {ast.unparse(node)}; settings are fields of config.Config")


def every_module_says_what_it_is_for(module: Module) -> Iterator[str]:
    """One sentence at the top."""
    if not (ast.get_docstring(module.tree) or "").strip():
        yield f"{module.name}: has no opening sentence"


def modules_stay_small(module: Module) -> Iterator[str]:
    """Beyond this length two things share a room."""
    if (length := len(module.text.splitlines())) > _LONGEST_MODULE:
        yield f"{module.name}: {length} lines, more than {_LONGEST_MODULE}; divide it"


def names_say_something(module: Module) -> Iterator[str]:
    """A room named for nothing collects everything."""
    for part in module.name.split("."):
        if part in _VAGUE_NAMES:
            yield f"{module.name}: {part!r} names nothing; name what the module holds"


def _imports(module: Module) -> Iterator[ast.ImportFrom]:
    """Imports from modules, but those that only type checkers see."""
    hidden = {
        id(child)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.walk(node)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in hidden:
            yield node


def _calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def _method(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _where(module: Module, node: ast.AST, what: str) -> str:
    return f"{module.name}:{getattr(node, 'lineno', 0)}: {what}"


LAWS: tuple[Law, ...] = (
    only_the_database_room_commits,
    no_legacy_queries,
    no_sql_at_the_edge,
    only_own_tables_are_written,
    flask_gives_use_cases_only_settings,
    the_clock_is_read_in_one_place,
    settings_come_from_config,
    every_module_says_what_it_is_for,
    modules_stay_small,
    names_say_something,
)
