"""What one mail says, before it becomes text and HTML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from care_triage.notifications.types import Label, Line
from care_triage.web.i18n import _, localized


@dataclass(frozen=True)
class Content:
    """A title for the subject line, sentences, titled lists, short facts, and what the link is called."""

    subject: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    link_text: str = ""
    closing: tuple[str, ...] = ()


def titled(reference: str, title: str, *, urgent: bool = False) -> str:
    """A subject line: the service, the reference, and a title that tells nothing of the problem."""
    if urgent:
        return _("URGENT – CARE – dossier %(reference)s : %(title)s", reference=reference, title=title)
    return _("CARE – dossier %(reference)s : %(title)s", reference=reference, title=title)


def reference_row(reference: str) -> tuple[str, str]:
    """The line that every mail about a case has."""
    return _("Référence"), reference


def by_subject(lines: Sequence[Line], describe: Callable[[Line], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """One list for each subject, in the order of the lines."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(text_of(line.subject), []).append(describe(line))
    return tuple((title, tuple(items)) for title, items in groups.items())


def text_of(label: Label | None) -> str:
    """A text of the catalogue in the reader's language; a general word where there is none any more."""
    return localized(label.fr, label.en) if label else _("Votre demande")
