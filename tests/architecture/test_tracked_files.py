"""Nothing in the repository ties CARE to one machine, one registry or somebody else's code."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Text, tracked

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
