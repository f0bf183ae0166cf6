"""The newest learnt model, mapped from a file that the processes of a machine share."""

import mmap
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import current_app
from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.triage.models import LearntModel
from care_triage.triage.understanding import Model


def find_model() -> Model | None:
    """What was learnt last; None before anything was."""
    newest = select(LearntModel.fingerprint).order_by(LearntModel.id.desc()).limit(1)
    fingerprint = session().scalar(newest)
    return None if fingerprint is None else _mapped(Path(current_app.config["VAR_DIR"]), fingerprint)


@lru_cache(maxsize=2)
def _mapped(var_dir: Path, fingerprint: str) -> Model:
    path = var_dir / "learnt" / f"{fingerprint[:16]}.model"
    if not path.exists():
        content = session().scalars(select(LearntModel.content).where(LearntModel.fingerprint == fingerprint)).one()
        _write(path, content)
    with path.open("rb") as file:
        return Model.read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _write(path: Path, content: bytes) -> None:
    """Put the file in place at once: another process may be about to map it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
