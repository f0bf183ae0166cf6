"""Open cases of the same firm on the same subject: what a new request may be a second copy of."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, or_, select

from care_triage.cases.models import Case, Hold, Need, Twin
from care_triage.cases.types import HoldState, Status, TwinState
from care_triage.infra.db import connection, table

# A firm with more open cases than that is looked at by a person anyway.
_MOST = 5
_ENDED = (Status.CLOSED, Status.WITHDRAWN)
_CASES, _NEEDS, _TWINS, _HOLDS = map(table, (Case, Need, Twin, Hold))


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
    mail = firm.email or ""
    asked = {
        "subjects": list(subjects), "first": firm.siren and f"{firm.siren}00000",
        "last": firm.siren and f"{firm.siren}99999", "mails": [mail, mail.lower()], "phone": firm.phone,
    }  # fmt: skip
    rows = connection().execute(_MAY_BE, asked).all()
    found = ((row, firm_of(row)) for row in rows)
    same = [(row, other) for row, other in found if is_same_firm(firm, other)]
    return tuple(
        OpenCase(row.id, has_same_contact(firm, other), other.email, bool(row.held)) for row, other in same[:_MOST]
    )


def _may_be() -> Select[*tuple[Any, ...]]:
    """Open cases that an index finds; the rest is compared afterwards. What a firm does not tell finds nothing."""
    case_id, columns = _CASES.c.id, _CASES.c
    about = exists().where(
        _NEEDS.c.case_id == case_id,
        _NEEDS.c.subject.in_(bindparam("subjects", expanding=True)),
        _NEEDS.c.status.not_in(_ENDED),
    )
    led_away = exists().where(_TWINS.c.case_id == case_id, _TWINS.c.state == TwinState.MERGED)
    held = exists().where(_HOLDS.c.case_id == case_id, _HOLDS.c.state == HoldState.HELD)
    same = or_(
        columns.siret.between(bindparam("first"), bindparam("last")),
        columns.contact_email.in_(bindparam("mails", expanding=True)),
        columns.contact_phone == bindparam("phone"),
    )
    return (
        select(case_id, columns.siret, columns.company_name, columns.commune, columns.contact_email,
               columns.contact_phone, held.correlate(_CASES).label("held"))
        .where(same, columns.status.not_in(_ENDED), about.correlate(_CASES), ~led_away.correlate(_CASES))
        .order_by(case_id)
    )  # fmt: skip


# Made once: to make a statement takes longer than to run it.
_MAY_BE = _may_be()


def firm_of(case: Row[*tuple[Any, ...]]) -> Firm:
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


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _folded(one) == _folded(other)


def _folded(text: str | None) -> str:
    """Without case, accents and signs: « S.A.R.L. Durand » is « sarl durand »."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    if "@" in plain:
        return plain.strip()
    return " ".join("".join(c for c in plain if c.isalnum() or c.isspace()).split())
