"""After the data files are loaded: learn what owners say of each subject, when that has changed."""

from pathlib import Path

from care_triage.rulebook.catalogue.reader import read_contents
from care_triage.rulebook.catalogue.words import read_words
from care_triage.triage.service.learn import learn
from care_triage.triage.understanding import examples_of


def learn_words(folder: Path) -> bool:
    """Learn from the words of `folder`; whether they were new. Raises InvalidCatalogue."""
    document = read_contents(folder).document
    return learn((*examples_of(document), *read_words(folder, document)))
