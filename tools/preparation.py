"""What must be in the database before the first page is served; done once, looked at again on every start."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.children import end, spawn
from tools.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
DEMO_CASES = "60"


@dataclass(frozen=True)
class Step:
    """One `flask` command, repeated only when `source()` gives something else than the last time."""

    name: str
    sentence: str
    command: tuple[str, ...]
    source: Callable[[], str]


def _file(path: str) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def _lock() -> str:
    return _file("package-lock.json")


def _catalogue() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "care_triage" / "data").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


STEPS = (
    Step("territory", "Loading the communes of France", ("territory", "load"), _lock),
    Step("catalogue", "Loading partners, subjects and rules", ("catalogue", "apply"), _catalogue),
)
SAMPLE = Step(
    "firms", "Loading invented firms", ("firms", "sample"), lambda: _file("care_triage/data/firms/sample.csv")
)
DEMO = Step("demo", f"Filing {DEMO_CASES} demo cases", ("demo", "seed", "--cases", DEMO_CASES), lambda: "once")


def prepare(settings: Mapping[str, str]) -> None:
    """Migrate, then load whatever the database does not hold yet."""
    notes = Path(settings["CARE_VAR_DIR"]) / "prepared.json"
    done = _read(notes, settings)
    flask(settings, "db", "upgrade", sentence="Preparing the database")
    for step in (*STEPS, *((SAMPLE, DEMO) if settings["CARE_DEMO"] == "1" else ())):
        source = step.source()
        if done.get(step.name) != source:
            output = flask(settings, *step.command, sentence=step.sentence)
            if step is DEMO:
                _accounts(settings).write_text(output)
            done[step.name] = source
            notes.write_text(json.dumps(done))


def _read(notes: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """What the notes say about this very database; nothing when it has been removed or is another one."""
    database = hashlib.sha256(settings["CARE_DATABASE_URL"].encode()).hexdigest()
    file = settings["CARE_DATABASE_URL"].removeprefix("sqlite:///")
    try:
        done: dict[str, str] = json.loads(notes.read_text())
    except (OSError, ValueError):
        done = {}
    is_gone = settings["CARE_DATABASE_URL"].startswith("sqlite:///") and not Path(file).exists()
    return {"database": database} if is_gone or done.get("database") != database else done


def print_accounts(settings: Mapping[str, str]) -> None:
    """Say again what the demo command said of who can sign in; its first line counts the cases it filed."""
    if (accounts := _accounts(settings)).exists():
        print("\n".join(f"  {line}" for line in accounts.read_text().splitlines()[1:]))


def _accounts(settings: Mapping[str, str]) -> Path:
    return Path(settings["CARE_VAR_DIR"]) / "demo_accounts.txt"


def flask(settings: Mapping[str, str], *command: str, sentence: str) -> str:
    """Run one `flask` command to its end and give what it printed; when it fails, show that and refuse."""
    print(f"{sentence} ...", flush=True)
    child = spawn(
        [sys.executable, "-m", "flask", "--app", "wsgi", *command],
        cwd=ROOT,
        env=dict(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        output, _ = child.communicate()
    finally:
        end(child)
    if child.returncode != 0:
        print(output)
        raise Refusal(f"CARE stopped: `flask --app wsgi {' '.join(command)}` failed; its last lines are above.")
    return output
