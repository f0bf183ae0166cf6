"""The newest models that were learnt, each mapped from a file that the processes of a machine share."""

import mmap
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import current_app
from sqlalchemy import select

from care_triage.infra.db import session
from care_triage.triage.learning import Model
from care_triage.triage.models import LearntModel
from care_triage.triage.types import Lesson


def find_model(lesson: Lesson) -> Model | None:
    """What was learnt last; None before anything was."""
    newest = select(LearntModel.fingerprint).where(LearntModel.name == lesson).order_by(LearntModel.id.desc()).limit(1)
    fingerprint = session().scalar(newest)
    return None if fingerprint is None else _mapped(Path(current_app.config["VAR_DIR"]), lesson, fingerprint)


@lru_cache(maxsize=4)
def _mapped(var_dir: Path, lesson: Lesson, fingerprint: str) -> Model:
    path = var_dir / "learnt" / f"{lesson}-{fingerprint[:16]}.model"
    if not path.exists():
        stored = select(LearntModel.content).where(LearntModel.name == lesson, LearntModel.fingerprint == fingerprint)
        _write(path, session().scalars(stored).one())
    with path.open("rb") as file:
        return Model.read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _write(path: Path, content: bytes) -> None:
    """Put the file in place at once: another process may be about to map it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
