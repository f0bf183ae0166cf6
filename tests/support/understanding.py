"""Readers of stories and listeners that learnt: from one document, or from everything that is shipped."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.catalogue.words import read_hearing, read_words
from care_triage.rulebook.service.learn_words import hearing_examples
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.learning import Model
from care_triage.triage.types import Lesson
from care_triage.triage.understanding import examples_of
from config import ROOT
from tests.support.learning import train_once

SHIPPED = ROOT / "care_triage" / "data"


def learnt_from(document: RuleSetDocument, words: Iterable[tuple[str, str]] = ()) -> Model:
    """The model of what `document` and `words` (slug, text) say of its subjects and redirects."""
    return Model.read(memoryview(train_once((*examples_of(document), *words), Lesson.SUBJECTS.sharpness)))


@lru_cache
def hearing_model(folder: Path) -> Model:
    """The model that listens, as loading the catalogue of `folder` learns it."""
    document = read_contents(folder).document
    words = (*examples_of(document), *read_words(folder, document))
    examples = tuple(hearing_examples(read_hearing(folder), words, document))
    return Model.read(memoryview(train_once(examples, Lesson.HEARING.sharpness)))


def ordinary_texts(folder: Path) -> list[str]:
    """What owners say of matters that are not their own suffering."""
    document = read_contents(folder).document
    suffering = {subject.slug for subject in document.subjects if subject.human_now}
    return [text for slug, text in read_words(folder, document) if slug not in suffering]
