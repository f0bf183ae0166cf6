"""The newest models that were learnt, each mapped from a file that the processes of a machine share."""

import mmap
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from flask import current_app
from sqlalchemy import func, select

from care_triage.infra.db import session
from care_triage.triage.learning import Model
from care_triage.triage.models import LearntModel
from care_triage.triage.types import Lesson

_PIECE: Final = 512 * 1024


def find_model(lesson: Lesson) -> Model | None:
    """What was learnt last; None before anything was."""
    newest = select(LearntModel.fingerprint).where(LearntModel.name == lesson).order_by(LearntModel.id.desc()).limit(1)
    fingerprint = session().scalar(newest)
    return None if fingerprint is None else _mapped(Path(current_app.config["VAR_DIR"]), lesson, fingerprint)


@lru_cache(maxsize=4)
def _mapped(var_dir: Path, lesson: Lesson, fingerprint: str) -> Model:
    path = var_dir / "learnt" / f"{lesson}-{fingerprint[:16]}.model"
    if not path.exists():
        _write(path, _pieces(lesson, fingerprint))
    with path.open("rb") as file:
        return Model.read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _pieces(lesson: Lesson, fingerprint: str) -> Iterator[bytes]:
    """What is stored, a piece at a time: a process that once held all of it would stay as large."""
    which = (LearntModel.name == lesson, LearntModel.fingerprint == fingerprint)
    size = session().scalars(select(func.length(LearntModel.content)).where(*which)).one()
    for start in range(1, size + 1, _PIECE):
        yield session().scalars(select(func.substr(LearntModel.content, start, _PIECE)).where(*which)).one()


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Put the file in place at once: another process may be about to map it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.writelines(pieces)
    Path(file.name).replace(path)
