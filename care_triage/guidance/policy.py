"""Pure: which aids answer to what somebody looks for, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from care_triage.triage.aids.spec import AidSpec
from care_triage.triage.records import Text
from care_triage.triage.words import plain


@dataclass(frozen=True)
class AidFilter:
    """What somebody looks for; an empty field does not matter."""

    words: str = ""
    subject: str = ""
    operator: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.subject or self.operator)


def found(aids: Iterable[AidSpec], wanted: AidFilter, on: date) -> tuple[AidSpec, ...]:
    """The aids that answer to the filter; those that are over come last, they are not hidden."""
    matching = [aid for aid in aids if _answers(aid, wanted)]
    return tuple(sorted(matching, key=lambda aid: aid.ended(on)))


def operators(aids: Iterable[AidSpec], locale: str) -> Sequence[str]:
    """Who grants aids, each once, by name."""
    return sorted({aid.operator(locale) for aid in aids}, key=plain)


def _answers(aid: AidSpec, wanted: AidFilter) -> bool:
    if wanted.subject and wanted.subject not in aid.subjects:
        return False
    if wanted.operator and wanted.operator not in (aid.operator.fr, aid.operator.en):
        return False
    haystack = f" {plain(' '.join(_texts(aid)))}"
    # Each word may be the beginning of one: « impôt » finds « impôts ».
    return all(f" {word}" in haystack for word in plain(wanted.words).split())


def _texts(aid: AidSpec) -> Iterable[str]:
    texts: tuple[Text | None, ...] = (aid.name, aid.operator, aid.gives, aid.for_whom, aid.how, aid.also)
    for text in texts:
        if text is not None:
            yield text.fr
            yield text.en or ""
