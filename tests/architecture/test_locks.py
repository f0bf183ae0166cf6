"""What is installed is exactly what was locked, on every Python and machine that CARE supports."""

import itertools
import json
import re
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

_PYTHONS = ("3.11.0", "3.11.2", "3.12.3", "3.13.5", "3.14.0")
_MACHINES = (("linux", "Linux", "x86_64"), ("linux", "Linux", "aarch64"), ("darwin", "Darwin", "arm64"))
_PIN = re.compile(r"^([A-Za-z0-9][\w.\[\]-]*)==", re.MULTILINE)


def _locked(*locks: str) -> set[str]:
    return {canonicalize_name(name) for lock in locks for name in _PIN.findall((ROOT / lock).read_text())}


def test_the_npm_lock_holds_checksums_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = [entry for name, entry in packages.items() if name]
    assert fetched
    assert all("integrity" in entry and "resolved" not in entry for entry in fetched)


def test_every_python_requirement_is_pinned_with_a_hash() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text()
        pins = re.findall(r"^\S+==\S+ \\\n\s+--hash=", text, re.MULTILINE)
        names = re.findall(r"^[A-Za-z0-9]\S*", text, re.MULTILINE)
        assert len(pins) == len(names) > 0, lock.name


def test_every_requirement_asked_for_is_in_its_lock() -> None:
    for source in ROOT.glob("requirements*.in"):
        lines = [line for line in source.read_text().splitlines() if line and line[0] not in "#-"]
        asked = {canonicalize_name(Requirement(line).name) for line in lines}
        missing = asked - _locked(source.with_suffix(".txt").name)
        assert not missing, f"{source.name} asks for {sorted(missing)}: make lock"


def test_the_lock_holds_what_every_supported_python_asks_for() -> None:
    """pip-compile writes a lock for its own Python; another one may ask for more, and hashes leave no room for it."""
    locked = _locked("requirements.txt", "requirements-dev.txt")
    missing = {
        f"{name} asks for {requirement.name} on Python {environment['python_full_version']} of {environment['sys_platform']}"
        for name in sorted(locked)
        for requirement in map(Requirement, metadata.requires(name) or ())
        for environment in _environments()
        if canonicalize_name(requirement.name) not in locked
        and (requirement.marker is None or requirement.marker.evaluate(environment))
    }
    assert not missing, "add it to requirements.in, with the reason:\n" + "\n".join(sorted(missing))


def _environments() -> list[dict[str, str]]:
    return [
        {
            "python_full_version": python,
            "python_version": python.rpartition(".")[0],
            "sys_platform": platform,
            "platform_system": system,
            "platform_machine": machine,
            "os_name": "posix",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
        }
        for python, (platform, system, machine) in itertools.product(_PYTHONS, _MACHINES)
    ]
