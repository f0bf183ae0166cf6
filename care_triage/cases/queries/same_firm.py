"""Open cases of the same firm on the same subject: what a new request may be a second copy of."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select

from care_triage.cases.models import Case, Hold, Need, Twin
from care_triage.cases.types import HoldState, Status, TwinState
from care_triage.infra.db import session

# A firm with more open cases than that is looked at by a person anyway.
_MOST = 5
_ENDED = (Status.CLOSED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Firm:
    """What tells one firm from another in a request."""

    siret: str | None
    company_name: str | None
    commune: str
    email: str | None
    phone: str | None

    @property
    def siren(self) -> str | None:
        """The firm itself, whichever of its establishments writes."""
        return self.siret[:9] if self.siret else None

    @property
    def keys(self) -> tuple[str, ...]:
        """What two requests of one firm have in common at least once: they take turns by these."""
        named = (("siren", self.siren), ("mail", _folded(self.email)), ("phone", self.phone))
        return tuple(sorted(f"{name}:{value}" for name, value in named if value))


@dataclass(frozen=True)
class OpenCase:
    """An open case of the same firm. `same_contact`: whoever is on file is who writes now."""

    case_id: int
    same_contact: bool
    email: str | None
    held: bool


def open_cases_of(firm: Firm, subjects: Collection[str]) -> tuple[OpenCase, ...]:
    """Open cases of the firm with one of these subjects still open, the oldest first."""
    if not firm.keys or not subjects:
        return ()
    about = exists().where(Need.case_id == Case.id, Need.subject.in_(subjects), Need.status.not_in(_ENDED))
    led_away = exists().where(Twin.case_id == Case.id, Twin.state == TwinState.MERGED)
    held = exists().where(Hold.case_id == Case.id, Hold.state == HoldState.HELD).correlate(Case)
    query = (
        select(Case, held.label("held"))
        .where(_may_be(firm), Case.status.not_in(_ENDED), about.correlate(Case), ~led_away.correlate(Case))
        .order_by(Case.id)
        .execution_options(populate_existing=True)
    )
    rows = session().execute(query).all()
    found = ((case, is_held) for case, is_held in rows if is_same_firm(firm, firm_of(case)))
    return tuple(
        OpenCase(case.id, has_same_contact(firm, firm_of(case)), case.contact_email, bool(is_held))
        for case, is_held in list(found)[:_MOST]
    )


def firm_of(case: Case) -> Firm:
    """The firm of a case."""
    return Firm(case.siret, case.company_name, case.commune, case.contact_email, case.contact_phone)


def is_same_firm(one: Firm, other: Firm) -> bool:
    """Whether two requests come from one firm: the same SIREN; else the same contact with the same name or commune."""
    if one.siren and other.siren:
        return one.siren == other.siren
    if not (_same(one.email, other.email) or _same(one.phone, other.phone)):
        return False
    if one.company_name and other.company_name:
        return _folded(one.company_name) == _folded(other.company_name)
    return one.commune == other.commune


def has_same_contact(one: Firm, other: Firm) -> bool:
    """Whether the contact is the one on file; a mail address that differs outweighs a telephone number that agrees."""
    if one.email and other.email:
        return _same(one.email, other.email)
    return _same(one.phone, other.phone)


def _may_be(firm: Firm) -> ColumnElement[bool]:
    """What an index finds; the rest is compared afterwards."""
    ways: list[ColumnElement[bool]] = []
    if firm.siren:
        ways.append(and_(Case.siret >= f"{firm.siren}00000", Case.siret <= f"{firm.siren}99999"))
    if firm.email:
        ways.append(Case.contact_email.in_({firm.email, firm.email.lower()}))
    if firm.phone:
        ways.append(Case.contact_phone == firm.phone)
    return or_(*ways)


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _folded(one) == _folded(other)


def _folded(text: str | None) -> str:
    """Without case, accents and signs: « S.A.R.L. Durand » is « sarl durand »."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    if "@" in plain:
        return plain.strip()
    return " ".join("".join(c for c in plain if c.isalnum() or c.isspace()).split())
