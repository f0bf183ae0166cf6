"""Learning once: the same examples, learnt the same way, give the same model to the byte, and it takes half a minute.

What was learnt stays in the folder of pytest's own cache, for the other workers and for the next session.
"""

import fcntl
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from care_triage.triage.learning.training import train
from config import ROOT

_FOLDER = ROOT / ".pytest_cache" / "learnt"
_KEPT = 20


def train_once(examples: Sequence[tuple[str, str]], sharpness: float) -> bytes:
    """What `train` gives, learnt once as long as neither the examples nor the code of the triage change."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    name = sha256(repr((_way(), sharpness, *examples)).encode()).hexdigest()[:24]
    path = _FOLDER / f"{name}.model"
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = path.with_suffix(".part")
            unfinished.write_bytes(train(examples, sharpness))
            unfinished.rename(path)
            _forget_old()
    path.touch()
    return path.read_bytes()


@cache
def _way() -> str:
    sources = sorted((ROOT / "care_triage" / "triage").rglob("*.py"))
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _forget_old() -> None:
    def age(path: Path) -> float:
        return path.stat().st_mtime

    for model in sorted(_FOLDER.glob("*.model"), key=age)[:-_KEPT]:
        model.unlink(missing_ok=True)
        model.with_suffix(".lock").unlink(missing_ok=True)
