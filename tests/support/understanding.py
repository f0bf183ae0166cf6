"""A reader of stories that learnt from the words of one document."""

from collections.abc import Iterable

from care_triage.triage.document import RuleSetDocument
from care_triage.triage.learning import Model
from care_triage.triage.learning.training import train
from care_triage.triage.understanding import examples_of


def learnt_from(document: RuleSetDocument, words: Iterable[tuple[str, str]] = ()) -> Model:
    """The model of what `document` and `words` (slug, text) say of its subjects and redirects."""
    return Model.read(memoryview(train((*examples_of(document), *words))))
