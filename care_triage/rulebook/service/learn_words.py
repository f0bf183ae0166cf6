"""After the data files are loaded: learn what owners say of each subject, and how suffering sounds, when it changed."""

from pathlib import Path

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.catalogue.words import read_hearing, read_words
from care_triage.triage.danger import NEITHER, heard
from care_triage.triage.service.learn import learn
from care_triage.triage.types import Lesson
from care_triage.triage.understanding import examples_of

# Ordinary requests are most of what is written: one of so many is shown beside the suffering.
_EVERY = 2


def learn_words(folder: Path) -> None:
    """Learn from the words of `folder`. Raises InvalidCatalogue."""
    document = read_contents(folder).document
    words = (*examples_of(document), *read_words(folder, document))
    learn(Lesson.SUBJECTS, words)
    if hearing := read_hearing(folder):
        suffering = {subject.slug for subject in document.subjects if subject.human_now}
        ordinary = [text for slug, text in words[::_EVERY] if slug not in suffering and not any_heard(text)]
        learn(Lesson.HEARING, (*hearing, *((NEITHER, text) for text in ordinary)))


def any_heard(text: str) -> bool:
    """Whether the expressions already hear something in it."""
    found = heard(text)
    return bool(found.danger or found.distress)
