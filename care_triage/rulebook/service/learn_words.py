"""After the data files are loaded: learn what owners say of each subject, and how suffering sounds, when it changed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.catalogue.words import Words, read_hearing, read_words
from care_triage.triage.danger import NEITHER, heard
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.learning import parts_of
from care_triage.triage.queries.learnt import find_model
from care_triage.triage.service.learn import learn
from care_triage.triage.types import Lesson
from care_triage.triage.understanding import examples_of


def learn_words(folder: Path) -> None:
    """Learn from the words of `folder`. Raises InvalidCatalogue."""
    document = read_contents(folder).document
    words = (*examples_of(document), *read_words(folder, document))
    learn(Lesson.SUBJECTS, words)
    if hearing := read_hearing(folder):
        learn(Lesson.HEARING, tuple(hearing_examples(hearing, words, document)))
    for lesson in Lesson:
        # Puts it into the file that pages map: a page that has to do it first grows by the size of a model.
        find_model(lesson)


def hearing_examples(hearing: Words, words: Words, document: RuleSetDocument) -> Iterator[tuple[str, str]]:
    """What suffering sounds like, and beside it what ordinary requests do: whole, and in parts as they are listened to."""
    yield from hearing
    suffering = {subject.slug for subject in document.subjects if subject.human_now}
    ordinary = [text for slug, text in words if slug not in suffering and not _says_suffering(text)]
    yield from ((NEITHER, text) for text in ordinary)
    yield from ((NEITHER, part) for part in _parts(ordinary))


def _parts(texts: Sequence[str]) -> Iterator[str]:
    """Every second part: all of them would drown the few who suffer."""
    parts = [part for text in texts if len(cut := parts_of(text)) > 1 for part in cut]
    yield from parts[::2]


def _says_suffering(text: str) -> bool:
    found = heard(text)
    return bool(found.danger or found.distress)
