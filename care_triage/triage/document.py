"""A rule set as one document: vocabulary, themes, subjects, redirects, rules, aids, and who the collective is.

Published rule sets are stored as the JSON of this document and never change. Texts are `Text`: call one with a
locale, `subject.label("en")`. A condition in `RuleSpec.when` is the S-FEEL text of its cell.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Literal

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rules.vocabulary import Code, Fact, Kind, Vocabulary
from care_triage.territory.legal_clock import Counting
from care_triage.triage.aids.spec import AidSpec, FirstSteps
from care_triage.triage.records import Plain, Text, read, write

Exchange = Literal["none", "offer", "need"]
ReferralRole = Literal["lead", "support", "inform"]
Urgency = Literal["normal", "high", "critical"]


@dataclass(frozen=True)
class ValueSpec:
    """One code of an enumerated fact, and what a person reads for it."""

    code: str
    label: Text


@dataclass(frozen=True)
class FactSpec:
    """One information that rules may read; a sensitive one is shown to listeners and coordinators only.

    A `unit` is a sign, the same in every language (€); a counted thing is named by the label.
    """

    name: str
    kind: Kind
    label: Text
    unit: str | None = None
    values: tuple[ValueSpec, ...] = ()
    sensitive: bool = False

    def value_label(self, code: str, locale: str) -> str:
        """What a person reads for `code`; the code itself when the fact no longer knows it."""
        return next((value.label(locale) for value in self.values if value.code == code), code)

    def to_fact(self) -> Fact:
        """The fact as the rules engine reads it. Raises VocabularyError."""
        codes = tuple(Code(value.code, value.label("fr"), value.label("en")) for value in self.values)
        label_en = self.label("en")
        return Fact(self.name, self.kind, self.label("fr"), label_en, unit=self.unit or "", values=codes)


@dataclass(frozen=True)
class ImpossibleSpec:
    """Facts that no business can have together, as the cells that are then all true; and why they cannot be."""

    id: str
    when: Mapping[str, str]
    why: Text
    status: Status
    source: str | None = None


@dataclass(frozen=True)
class Theme:
    """A group of subjects."""

    slug: str
    label: Text


@dataclass(frozen=True)
class Question:
    """How an owner is asked for one fact, and why we ask. Always skippable."""

    fact: str
    text: Text
    why: Text


@dataclass(frozen=True)
class Subject:
    """What a need is about, in the words of owners."""

    slug: str
    theme: str
    label: Text
    description: Text
    confidential: bool = False
    sensitive: bool = False
    human_now: bool = False
    exchange: Exchange = "none"
    questions: tuple[Question, ...] = field(default=())

    @property
    def is_suffering(self) -> bool:
        """Whether the matter is the owner's own suffering: a person answers it, now, in confidence."""
        return self.human_now and self.sensitive and self.confidential


@dataclass(frozen=True)
class Door:
    """Where to go for what CARE does not handle.

    `when` are the cells, as a rule writes them, of the people this door is for; `for_whom` says it to them.
    """

    name: Text
    what: Text
    slug: str | None = None
    phone: str | None = None
    url: str | None = None
    hours: Text | None = None
    status: Status | None = None
    verified_on: date | None = None
    when: Mapping[str, str] = field(default_factory=dict)
    for_whom: Text | None = None

    @property
    def is_verified(self) -> bool:
        """Whether the page may say so: general knowledge is never shown as checked."""
        return self.status is Status.VERIFIED and self.verified_on is not None


@dataclass(frozen=True)
class Redirect:
    """A sort of request that is not for CARE, and its right doors; `question` is the answer that decides among them.

    `when` are the cells, as a rule writes them, of requests on a subject of ours that belong here all the same; a
    `private` one is for people without a business, or apart from theirs.
    `door` is how rule sets stored a single door; read `every_door`.
    """

    slug: str
    label: Text
    door: Door | None = None
    action: Literal["redirect", "refuse"] = "redirect"
    doors: tuple[Door, ...] = ()
    question: Question | None = None
    when: Mapping[str, str] = field(default_factory=dict)
    private: bool = False

    @property
    def every_door(self) -> tuple[Door, ...]:
        """All doors, in the order in which they were written."""
        return (*((self.door,) if self.door else ()), *self.doors)


@dataclass(frozen=True)
class LegalClockSpec:
    """A delay that the law counts in months, then days, from the date of a fact; none: that very date.

    `last_day` is "extended" where art. 642 C. proc. civ. moves a last day that is not worked. `whose`: some dates bind
    the other side, and tell the owner until when a claim may come. `ask`: who can confirm what is not verified;
    `past`: what can still be done once the date is over.
    """

    name: str
    fact: str
    days: int
    law: str
    label: Text
    months: int = 0
    counting: Counting = "days"
    last_day: Literal["plain", "extended"] = "plain"
    whose: Literal["owner", "other"] = "owner"
    status: Status = Status.GENERAL
    source: str | None = None
    ask: Text | None = None
    past: Text | None = None

    @property
    def has_length(self) -> bool:
        """A hearing has none: the date itself binds."""
        return bool(self.days or self.months)

    @property
    def is_verified(self) -> bool:
        """Whether the page may leave out that it should be confirmed."""
        return self.status is Status.VERIFIED


@dataclass(frozen=True)
class RuleSpec:
    """One row of the table: when these cells hold, this kind of partner, in this role, for this reason."""

    id: str
    when: Mapping[str, str]
    partner: PartnerKind
    role: ReferralRole
    rank: int
    answer_hours: int
    why: Text
    status: Status
    advice: Text | None = None
    law: str | None = None
    source: str | None = None
    urgency: Urgency = "normal"
    confidential: bool = False
    legal_clock: LegalClockSpec | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class HelpLine:
    """A number that a person answers: in an emergency, or to listen."""

    slug: str
    phone: str
    name: Text
    what: Text
    hours_text: Text
    status: Status


@dataclass(frozen=True)
class Collective:
    """Who CARE is on the pages, whom to call at once, and the doors for a firm outside `departments`.

    `opening` are the hours of its phone, as `territory.business_hours` reads them.
    """

    name: Text
    short_name: str
    description: Text
    phone: str
    email: str
    departments: tuple[str, ...]
    opening: str
    hours_text: Text
    emergency: tuple[HelpLine, ...] = ()
    listening: tuple[HelpLine, ...] = ()
    outside_door: tuple[Door, ...] = ()


@dataclass(frozen=True)
class RuleSetDocument:
    """Everything that triage reads, in the order in which it was written."""

    vocabulary: tuple[FactSpec, ...]
    themes: tuple[Theme, ...]
    subjects: tuple[Subject, ...]
    redirects: tuple[Redirect, ...]
    rules: tuple[RuleSpec, ...]
    collective: Collective
    impossible: tuple[ImpossibleSpec, ...] = ()
    aids: tuple[AidSpec, ...] = ()
    first_steps: tuple[FirstSteps, ...] = ()

    @classmethod
    def from_dict(cls, data: Plain) -> "RuleSetDocument":
        """Read plain data, as `to_dict` wrote it. Raises RecordError."""
        parts: Plain = {part: _without_words(data[part]) for part in ("subjects", "redirects") if part in data}
        return read(cls, {**data, **parts})

    def to_dict(self) -> Plain:
        """Plain data for JSON; `from_dict` gives the same document back."""
        return write(self)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the content: equal for equal documents, whatever wrote them."""
        canonical = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()

    @cached_property
    def subject_by_slug(self) -> Mapping[str, Subject]:
        """Subjects by slug."""
        return {subject.slug: subject for subject in self.subjects}

    @cached_property
    def theme_by_slug(self) -> Mapping[str, Theme]:
        """Themes by slug."""
        return {theme.slug: theme for theme in self.themes}

    @cached_property
    def fact_by_name(self) -> Mapping[str, FactSpec]:
        """Facts by name."""
        return {fact.name: fact for fact in self.vocabulary}

    @cached_property
    def rule_by_id(self) -> Mapping[str, RuleSpec]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def first_steps_by_slug(self) -> Mapping[str, FirstSteps]:
        """First steps by the slug of their subject."""
        return {steps.slug: steps for steps in self.first_steps}

    def subjects_of(self, theme: str) -> tuple[Subject, ...]:
        """The subjects of a theme, in order."""
        return tuple(subject for subject in self.subjects if subject.theme == theme)

    def to_vocabulary(self) -> Vocabulary:
        """The facts as the rules engine reads them. Raises VocabularyError."""
        return Vocabulary(fact.to_fact() for fact in self.vocabulary)


def _without_words(parts: Iterable[Plain]) -> list[Plain]:
    """Subjects or redirects without what owners say of them, which older rule sets kept (decision 0013)."""
    return [{name: value for name, value in part.items() if name not in ("phrasings", "keywords")} for part in parts]
