"""What owners say is learnt once, kept for every machine, and read from one file by all processes of one."""

from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import func, select

from care_triage.infra.db import session
from care_triage.triage.models import LearntModel
from care_triage.triage.queries import learnt
from care_triage.triage.queries.learnt import find_model
from care_triage.triage.service.learn import learn
from care_triage.triage.types import Lesson

URSSAF = ("dette-urssaf", "je dois de l'argent à l'urssaf")
CLIENT = ("client-impaye", "un client ne paie pas")

pytestmark = pytest.mark.usefixtures("app_context")


def _kept() -> int | None:
    return session().scalar(select(func.count()).select_from(LearntModel))


def test_the_same_words_are_learnt_once() -> None:
    assert learn(Lesson.SUBJECTS, [URSSAF, CLIENT])
    assert not learn(Lesson.SUBJECTS, [URSSAF, CLIENT])
    assert _kept() == 1
    assert learn(Lesson.SUBJECTS, [URSSAF, ("client-impaye", "un gros impayé")])
    assert _kept() == 2


def test_the_newest_model_is_read_from_a_file_that_is_made_again_when_it_is_gone() -> None:
    learnt._mapped.cache_clear()
    learn(Lesson.SUBJECTS, [URSSAF, CLIENT])
    learn(Lesson.SUBJECTS, [URSSAF, ("recruter", "je cherche un salarié")])
    model = find_model(Lesson.SUBJECTS)
    assert model is not None
    assert model.labels == ("dette-urssaf", "recruter")
    path = max(
        (Path(current_app.config["VAR_DIR"]) / "learnt").glob("*.model"), key=lambda file: file.stat().st_mtime_ns
    )
    path.unlink()
    learnt._mapped.cache_clear()
    assert find_model(Lesson.SUBJECTS) is not None
    assert path.exists()


def test_before_anything_was_learnt_there_is_no_model() -> None:
    assert find_model(Lesson.SUBJECTS) is None
