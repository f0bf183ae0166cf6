"""What triage says of a request: readings of its words, and the partners proposed for a need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from care_triage.partners.types import Choice, Kind
from care_triage.rules import Decision
from care_triage.territory.legal_clock import next_working_day
from care_triage.triage.document import LegalClockSpec, RuleSpec, Urgency
from care_triage.triage.told.types import Told, values_of


class Action(StrEnum):
    """What a story calls for."""

    ROUTE = "route"
    REDIRECT = "redirect"
    CLARIFY = "clarify"
    REFUSE = "refuse"


class Lesson(StrEnum):
    """What a model was trained to tell apart."""

    SUBJECTS = "subjects"
    HEARING = "hearing"

    @property
    def sharpness(self) -> float:
        """How strongly the model's odds are told apart, so that what it says to be probable is (`make eval`, calibration)."""
        return 1.8 if self is Lesson.SUBJECTS else 1.5


@dataclass(frozen=True)
class Reading:
    """One subject that a story may be about; `score` from 0 to 1, with the words that decided."""

    subject: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """What was understood of a story."""

    action: Action
    readings: tuple[Reading, ...]
    needs: tuple[str, ...] = ()
    """The subjects that the story tells of, the main one first: several problems are several needs."""
    close: tuple[str, ...] = ()
    """Subjects between which the words do not decide: the owner is asked; empty when they do."""
    redirect: str | None = None
    distress: bool = False
    danger: bool = False
    human_now: bool = False
    hints: Mapping[str, Any] = field(default_factory=dict)
    """What the story surely tells of facts: proposed to the owner, never taken for an answer."""
    told: Told = field(default_factory=Told)
    """The same with the words that tell it, what is less sure, and what is often confused."""
    redirect_words: tuple[str, ...] = ()
    """The words that point to the other door, as `Reading.words`."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the words alone give to the rules: the hints, and the suffering that is heard."""
        suffering = {"owner_distress": self.distress, "life_in_danger": self.danger}
        return {**self.hints, **{name: True for name, heard in suffering.items() if heard}}

    @property
    def likely_facts(self) -> dict[str, Any]:
        """The same with what the story only makes likely."""
        return {**values_of(self.told.facts), **self.facts}


@dataclass(frozen=True)
class RankedPartner:
    """A kind of partner that the rules want for a need, before a unit is found."""

    kind: Kind
    role: str
    rank: int
    rules: tuple[RuleSpec, ...]
    answer_hours: int


@dataclass(frozen=True)
class Resolution:
    """One lead to try first, others that could lead, capped supports and informs; ties are stated."""

    leads: tuple[RankedPartner, ...]
    supports: tuple[RankedPartner, ...]
    informs: tuple[RankedPartner, ...]
    ties: tuple[tuple[str, str], ...]
    urgency: Urgency
    confidential: bool
    legal_clocks: tuple[LegalClockSpec, ...]
    advice: tuple[RuleSpec, ...]


@dataclass(frozen=True)
class ProposedPartner:
    """A unit that receives a need, in which role, why, and by when it answers."""

    unit_id: int
    unit: str
    partner: str
    partner_en: str | None
    phone: str | None
    kind: Kind
    role: str
    rank: int
    rules: tuple[RuleSpec, ...]
    answer_minutes: int
    hours: str
    answer_by: datetime
    choice: Choice


@dataclass(frozen=True)
class Term:
    """A legal date that a need is bound by, and the fact it runs from."""

    spec: LegalClockSpec
    from_on: date
    due_on: date

    @property
    def law(self) -> str:
        """The article that sets the delay."""
        return self.spec.law

    @property
    def moved_on(self) -> date:
        """The last day by art. 642 C. proc. civ., where it holds: one that is not worked gives way to the next that is.

        A hearing takes place on its day.
        """
        is_moved = self.spec.last_day == "extended" and self.spec.has_length
        return next_working_day(self.due_on) if is_moved else self.due_on


@dataclass(frozen=True)
class Proposal:
    """Everything decided about one need; without partners it is the triage desk's."""

    subject: str
    decision: Decision
    resolution: Resolution
    partners: tuple[ProposedPartner, ...]
    terms: tuple[Term, ...]
    passed_over: tuple[tuple[Kind, Choice], ...] = ()
    outside_territory: bool = False
    urgency: Urgency = "normal"
    """What the rules say, raised by a legal date that is near."""

    @property
    def dateless_terms(self) -> tuple[LegalClockSpec, ...]:
        """Legal delays that run from a day nobody has told yet."""
        dated = {term.spec.name for term in self.terms}
        return tuple(clock for clock in self.resolution.legal_clocks if clock.name not in dated)

    @property
    def lead(self) -> ProposedPartner | None:
        """Who leads; None when the triage desk has the move."""
        return next((partner for partner in self.partners if partner.role == "lead"), None)
