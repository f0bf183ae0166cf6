"""What an owner has answered so far, step by step."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Step(StrEnum):
    """One page of the request; in this order."""

    STORY = "story"
    SUBJECTS = "subjects"
    QUESTIONS = "questions"
    PLACE = "place"
    CONTACT = "contact"
    MANDATE = "mandate"
    REVIEW = "review"


@dataclass(frozen=True)
class Answers:
    """Everything typed so far. `facts` holds plain values; a name in `asked` without a fact was skipped."""

    story: str = ""
    subjects: tuple[str, ...] = ()
    insists: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    commune: str = ""
    commune_label: str = ""
    department: str = ""
    firm: Mapping[str, Any] = field(default_factory=dict)
    """The firm chosen in the register: its number, name and town, and the `facts` it tells, less those `dropped`."""
    firm_asked: bool = False
    """Whether the firm was looked for, found or not: nobody is asked twice."""
    siret: str = ""
    company_name: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    consents: bool = False
    distress: bool = False
    danger: bool = False
    redirect: str = ""
    hints: Mapping[str, Any] = field(default_factory=dict)
    """What the story tells in passing: shown as the answer to correct, never sent as one."""
    told: tuple[Mapping[str, Any], ...] = ()
    """Every fact that the story tells, with its words, and whether the owner kept it (None: not asked yet)."""
    resume_email: str = ""
    """Where the link that takes the request up again was sent."""

    on_behalf: bool = False
    helper: Mapping[str, Any] = field(default_factory=dict)
    """Who writes for the owner: name, role, organisation, email, phone, signed_on (ISO, or '' for not yet)."""
    arrival: Mapping[str, Any] = field(default_factory=dict)
    """The partner's site, page and campaign that the request came from."""
    follows: int = 0
    """The id of the ended case that this request takes up; 0 for none."""
    traces: Mapping[str, Any] = field(default_factory=dict)
    """What was noticed while the story was written: trapped, seconds, from_address."""

    @property
    def told_facts(self) -> dict[str, Any]:
        """What rules may read: the answers, and the suffering that the words themselves tell."""
        distress = {"owner_distress": True} if self.distress else {}
        # What was ticked does not undo that danger was heard.
        danger = {"life_in_danger": True} if self.danger else {}
        return {**distress, **self.register_facts, **dict(self.facts), **danger}

    @property
    def register_facts(self) -> dict[str, Any]:
        """What the register says and its owner left standing; what they said themselves is above it."""
        facts, dropped = self.firm.get("facts", {}), self.firm.get("dropped", ())
        return {name: value for name, value in facts.items() if name not in dropped and name not in self.asked}

    @property
    def kept_names(self) -> frozenset[str]:
        """Facts that the owner confirmed in their own words, and has not answered otherwise since."""
        return frozenset(line["fact"] for line in self.told if line["kept"]) - frozenset(self.asked)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Answers":
        """Read what a draft stores, of which an older version may have known more."""
        known: dict[str, Any] = {each.name: data[each.name] for each in fields(cls) if each.name in data}
        known.update({name: tuple(known[name]) for name in ("subjects", "asked", "told") if name in known})
        return cls(**known)

    def to_dict(self) -> dict[str, Any]:
        """What a draft stores."""
        return asdict(self)

    def answer(self, fact: str, value: object) -> "Answers":
        """With one question answered; None is « je ne sais pas »."""
        facts = {name: known for name, known in self.facts.items() if name != fact}
        if value is not None:
            facts[fact] = value
        asked = self.asked if fact in self.asked else (*self.asked, fact)
        return replace(self, facts=facts, asked=asked)


@dataclass(frozen=True)
class OpenDraft:
    """A draft that is being written."""

    token: str
    answers: Answers
    locale: str
    updated_at: datetime | None = None
