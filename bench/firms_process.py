"""Takes a file of the register in, in a process of its own, so that its memory is that of the import: prints JSON."""

import json
import sys
import time
from pathlib import Path

from bench.memory import highest_mb, resident_mb
from care_triage import create_app
from care_triage.firms.service.import_stock import import_stock
from care_triage.firms.types import ImportSummary
from config import Config

DEPARTMENTS = ("69", "42")


def main(file: Path) -> None:
    """Import once: seconds, and megabytes beyond those of the application."""
    with create_app(Config.from_environment()).app_context():
        before, started = resident_mb(), time.perf_counter()
        import_stock(file, None, DEPARTMENTS, quiet)
        found = {"seconds": time.perf_counter() - started, "megabytes": highest_mb() - before}
    print(json.dumps(found))


def quiet(_stage: str, _summary: ImportSummary) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
