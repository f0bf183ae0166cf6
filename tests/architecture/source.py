"""The source of CARE as the laws look at it: parsed modules, templates, tracked files."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "care_triage"

WORDS = frozenset(
    {"types", "errors", "events", "policy", "models", "queries", "service", "forms", "jobs", "cli", "routes"}
)


@dataclass(frozen=True)
class Module:
    """One Python file, parsed."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The syntax tree, parsed once."""
        return _parse(self.text)

    @property
    def feature(self) -> str:
        """`cases` in `care_triage.cases.service.refer`."""
        return self._part(1)

    @property
    def word(self) -> str:
        """`service` in `care_triage.cases.service.refer`; "" for a module that has a name of its own."""
        word = self._part(2)
        return word if word in WORDS else ""

    def _part(self, index: int) -> str:
        parts = self.name.split(".")
        return parts[index] if index < len(parts) else ""


@dataclass(frozen=True)
class Text:
    """One file that is not Python."""

    name: str
    text: str


@cache
def _parse(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the application, with config.py and wsgi.py."""
    paths = [*sorted(PACKAGE.rglob("*.py")), ROOT / "config.py", ROOT / "wsgi.py"]
    return tuple(Module(_dotted(path), path.read_text(encoding="utf-8")) for path in paths)


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def templates() -> tuple[Text, ...]:
    """Every Jinja template."""
    return tuple(
        Text(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("templates/**/*"))
        if path.is_file()
    )


@cache
def tracked() -> tuple[Text, ...]:
    """Every text file that git holds or would take up; without git, as in an unpacked archive, every source file."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode != 0:
        return tuple(Text(module.name, module.text) for module in modules()) + templates()
    files = (ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(Text(str(path.relative_to(ROOT)), text) for path in files if (text := _text(path)) is not None)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return None
