"""Nothing in the repository ties CARE to one machine, one registry or somebody else's code."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, Text, tracked

# Written in parts: the list must not find itself.
_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js",
    "deb." + "debian",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
    "cdnjs" + ".",
]
_PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/far" + "m/"]
_PATTERN = re.compile("|".join(re.escape(part) for part in _HOSTS + _PATHS))
_LARGEST_BYTES = 1024 * 1024


def faults(file: Text) -> Iterator[str]:
    """Where one tracked file names a registry or a path of somebody's machine, or is too large to be source."""
    for number, line in enumerate(file.text.splitlines(), 1):
        if match := _PATTERN.search(line):
            yield f"{file.name}:{number}: {match.group()}"
    if len(file.text.encode()) > _LARGEST_BYTES:
        yield f"{file.name}: larger than a megabyte"
    if re.search(r"\.min\.(?:js|css)$|(?:^|/)(?:node_modules|vendor)/", file.name):
        yield f"{file.name}: third-party code is fetched at set-up, not kept"


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    broken = [fault for file in tracked() for fault in faults(file)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("part", _HOSTS + _PATHS)
def test_a_break_is_noticed(part: str) -> None:
    assert list(faults(Text("README.md", f"see x{part}y")))


def test_the_npm_lock_holds_checksums_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}
    assert all("integrity" in entry and "resolved" not in entry for entry in fetched.values())


def test_every_python_requirement_is_pinned_with_a_hash() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text()
        pins = re.findall(r"^[\w.\[\]-]+==\S+ \\\n\s+--hash=", text, re.MULTILINE)
        names = re.findall(r"^[A-Za-z0-9]\S*", text, re.MULTILINE)
        assert len(pins) == len(names) > 0, lock.name


def test_every_requirement_asked_for_is_in_its_lock() -> None:
    for source in ROOT.glob("requirements*.in"):
        asked = {_plain(line) for line in source.read_text().splitlines() if line and line[0] not in "#-"}
        locked = {
            _plain(pin) for pin in re.findall(r"^([\w.\[\]-]+)==", source.with_suffix(".txt").read_text(), re.MULTILINE)
        }
        assert asked <= locked, f"make lock: {source.name} asks for {sorted(asked - locked)}"


def _plain(requirement: str) -> str:
    name = re.split(r"[\[=<>~! ;]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()
