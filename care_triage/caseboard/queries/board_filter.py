"""What a coordinator looks for on the board, and the conditions that list, columns and counts share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from care_triage.accounts.types import Viewer
from care_triage.caseboard.models import CaseWord, WordKind
from care_triage.caseboard.queries.words import words_of
from care_triage.cases.models import Case, Need, Referral
from care_triage.cases.queries import access
from care_triage.cases.service.open_case import ALPHABET
from care_triage.cases.types import ACTIVE, Status
from care_triage.infra import clock
from care_triage.partners.models import Unit
from care_triage.territory.place_text import AFTER
from care_triage.triage.queries.rule_sets import current_rule_set

# Without a vowel nothing else looks like it.
_REFERENCE = re.compile(f"([{ALPHABET}]{{4}})[- ]?([{ALPHABET}]{{4}})", re.IGNORECASE)
# More words than this narrow nothing down and cost a look-up each.
_MOST_WORDS = 5
# Another name, because `access` asks about referrals too; made once, because making it costs more than asking.
_held = aliased(Referral)


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What to show; empty fields do not filter."""

    text: str = ""
    status: Status | None = None
    theme: str = ""
    subject: str = ""
    department: str = ""
    partner_id: int | None = None
    unit_id: int | None = None
    urgent: bool = False
    distress: bool = False
    late: bool = False

    @property
    def reference(self) -> str | None:
        """The reference that was typed, when the text can be one."""
        found = _REFERENCE.fullmatch(self.text.strip())
        return f"{found[1]}-{found[2]}".upper() if found else None

    @property
    def is_empty(self) -> bool:
        """Whether every case is shown."""
        return self == BoardFilter()

    @property
    def asks_of_referrals(self) -> bool:
        """Whether it depends on who has the case."""
        return self.late or self.unit_id is not None or self.partner_id is not None

    @property
    def narrows(self) -> bool:
        """Whether anything but the status is asked for."""
        return self.with_status(None) != BoardFilter()

    @property
    def only_text(self) -> bool:
        """Whether nothing but words (and a status) is asked for."""
        return self.with_status(None) == BoardFilter(text=self.text)

    def with_status(self, status: Status | None) -> "BoardFilter":
        """The same filter for one status, or for all."""
        return replace(self, status=status)


def conditions(wanted: BoardFilter, viewer: Viewer) -> list[ColumnElement[bool]]:
    """What a case must fulfil to be shown to the viewer; the status is among them only when one is asked for."""
    found = [access.visible_case(viewer), *_of_case(wanted), *_of_needs(wanted, viewer), *_of_referrals(wanted, viewer)]
    if wanted.reference:
        found.append(Case.reference == wanted.reference)
    elif wanted.text:
        found.append(_of_text(wanted.text, viewer))
    return found


def _of_case(wanted: BoardFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.status:
        yield Case.status == wanted.status
    if wanted.department:
        yield Case.department == wanted.department
    # As the partial indexes say it.
    if wanted.urgent:
        yield Case.urgent == true()
    if wanted.distress:
        yield Case.distress == true()


def _of_needs(wanted: BoardFilter, viewer: Viewer) -> Iterator[ColumnElement[bool]]:
    """By subject. A confidential need is not found by what it is about."""
    if wanted.subject or wanted.theme:
        subjects = [wanted.subject] if wanted.subject else _subjects_of(wanted.theme)
        yield Case.id.in_(select(Need.case_id).where(Need.subject.in_(subjects), access.visible_need(viewer)))


def _subjects_of(theme: str) -> list[str]:
    return [subject.slug for subject in current_rule_set().document.subjects_of(theme)]


def _of_referrals(wanted: BoardFilter, viewer: Viewer) -> Iterator[ColumnElement[bool]]:
    """By who was asked, and by what is overdue; again not through a confidential need."""
    if not wanted.asks_of_referrals:
        return
    readable = select(_held.case_id).join(Need, Need.id == _held.need_id).where(access.visible_need(viewer))
    if wanted.unit_id is not None:
        yield Case.id.in_(readable.where(_held.unit_id == wanted.unit_id))
    elif wanted.partner_id is not None:
        units = select(Unit.id).where(Unit.partner_id == wanted.partner_id)
        yield Case.id.in_(readable.where(_held.unit_id.in_(units)))
    if wanted.late:
        yield Case.id.in_(readable.where(_held.status.in_(ACTIVE), _held.due_at < clock.now()))


def _of_text(text: str, viewer: Viewer) -> ColumnElement[bool]:
    """Cases in which every word begins a word of the company, the owner or the commune.

    The name of an owner is kept with the story (see `cases.queries.access`): where that may not be read, the
    other words alone must do. Whether it may is asked last, of the few cases that are left.
    """
    words = words_of(text)[:_MOST_WORDS]
    if not words:
        return false()
    anywhere = and_(*(Case.id.in_(select(CaseWord.case_id).where(_begins(word))) for word in words))
    openly = and_(*(_is_open(word) for word in words))
    return and_(anywhere, or_(access.visible_story(viewer), openly))


def _is_open(word: str) -> ColumnElement[bool]:
    """Whether the word is found elsewhere than in the owner's name; counted case by case, for PostgreSQL would
    else gather every case that has the word before it looks at the first.
    """
    found = select(func.count()).select_from(CaseWord).where(CaseWord.case_id == Case.id, _begins(word))
    return found.where(CaseWord.kind != WordKind.CONTACT).scalar_subquery() > 0


def _begins(word: str) -> ColumnElement[bool]:
    return and_(CaseWord.word >= word, CaseWord.word < word + AFTER)
