"""What there is to learn from beside the phrasings: what a catalogue itself says of each subject and redirect."""

from collections.abc import Iterator

from care_triage.triage.document import Redirect, RuleSetDocument, Subject


def examples_of(document: RuleSetDocument) -> Iterator[tuple[str, str]]:
    """The labels and descriptions of a document, each with its slug."""
    sources: list[Subject | Redirect] = [*document.subjects, *document.redirects]
    for source in sources:
        for text in _said(source):
            yield source.slug, text


def _said(source: Subject | Redirect) -> Iterator[str]:
    yield source.label.fr
    if source.label.en:
        yield source.label.en
    if isinstance(source, Subject):
        yield source.description.fr
