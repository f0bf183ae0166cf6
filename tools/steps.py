"""The steps of set-up in their order; each looks first whether it has already been done."""

import fcntl
import os
from pathlib import Path

from tools import assets, environment, translations
from tools.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
# Personal settings that would send packages, or the interpreter itself, somewhere else than into `.venv`.
_MISLEADING = ("PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIREMENT")


def set_up(*, development: bool) -> str | None:
    """Bring the working folder up to date. Gives the sentence that says what is missing, or None."""
    try:
        for name in _MISLEADING:
            os.environ.pop(name, None)
        build = ROOT / "build"
        build.mkdir(exist_ok=True)
        with (build / "setup.lock").open("w") as lock:
            # Two `make` at once: the second waits, then finds everything done.
            fcntl.flock(lock, fcntl.LOCK_EX)
            environment.install(ROOT, development=development)
            assets.install(ROOT)
            translations.compile_all(ROOT, ROOT / ".venv" / "bin" / "python")
    except Refusal as refusal:
        return str(refusal)
    except PermissionError as error:
        return f"CARE may not write {error.filename}: run make as the owner of this folder, or change its owner."
    except KeyboardInterrupt:
        return "Interrupted; run the same command again to go on."
    return None
