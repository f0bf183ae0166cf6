"""`make eval`: the labelled stories, read by the catalogue of this very checkout in a database that ends with the run."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from tools import preparation
from tools.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str]) -> int | str:
    """Prepare, evaluate, remove. Gives how the command ended, or the sentence that says why it could not begin."""
    with tempfile.TemporaryDirectory(prefix="care-eval-") as folder:
        settings = _settings(Path(folder))
        try:
            # Figures may be piped into a file: what is prepared is told beside them.
            with redirect_stdout(sys.stderr):
                preparation.prepare(settings)
        except Refusal as refusal:
            return str(refusal)
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "triage", "evaluate", *arguments]
        return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


def _settings(var_dir: Path) -> dict[str, str]:
    """An installation of its own, whatever this machine runs: nothing of it is a setting of somebody else's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CARE_")}
    return kept | {
        "CARE_DEMO": "0",
        "CARE_VAR_DIR": str(var_dir),
        "CARE_DATABASE_URL": f"sqlite:///{var_dir / 'care.db'}",
        "CARE_REDIS_URL": f"unix://{var_dir / 'valkey.sock'}",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
