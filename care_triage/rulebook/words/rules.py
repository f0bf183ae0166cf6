"""A rule of the table as a person reads it: its conditions as chips, what follows, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from care_triage.cases.labels import ROLE_NAMES
from care_triage.cases.types import ReferralRole
from care_triage.partners.labels import KIND_NAMES
from care_triage.partners.queries import area_names
from care_triage.partners.types import Kind
from care_triage.rulebook.pages.table_filter import TableRow, cells_of
from care_triage.rulebook.types import RuleFields
from care_triage.rulebook.words.cells import Chip, Speech, activity_codes_in, place_codes, place_name
from care_triage.territory.activities import activity_label
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.explain import value_text
from care_triage.web.i18n import _, language, localized


@dataclass(frozen=True)
class RuleWords:
    """One rule in words; what a draft holds wrongly is shown as it was typed."""

    row: TableRow
    chips: tuple[Chip, ...]
    partner: Any
    role: Any
    rank: str
    hours: str
    why: str
    advice: str
    law: str
    validity: str

    @property
    def is_readable(self) -> bool:
        """Whether every cell could be read."""
        return not any(chip.problem for chip in self.chips)


def speech_of(document: RuleSetDocument, cells: Iterable[str]) -> Speech:
    """How to say these cells to the reader: one look at the names of their territories."""
    cells = tuple(cells)
    codes = place_codes(cells)
    names = area_names(codes) if codes else {}
    places = {code: place_name(code, names.get(code), language()) for code in codes}
    places |= {code: activity_label(code, language()) for code in activity_codes_in(cells)}
    return Speech(document.fact_by_name, document.to_vocabulary(), language(), places)


def in_words(row: TableRow, speech: Speech, *, without: Collection[str] = (), whole: bool = False) -> RuleWords:
    """A rule as its row shows it, `without` the facts that its heading already says."""
    fields = row.fields
    return RuleWords(
        row=row,
        chips=tuple(
            speech.chip(name, cell, whole=whole) for name, cell in cells_of(fields).items() if name not in without
        ),
        partner=partner_name(fields.get("partner")),
        role=role_name(fields.get("role")),
        rank=str(fields.get("rank", "")),
        hours=hours_words(fields.get("answer_hours")),
        why=_text(fields, "why"),
        advice=_text(fields, "advice"),
        law=str(fields.get("law") or ""),
        validity=_validity(fields, speech),
    )


def partner_name(kind: object) -> Any:
    """What a kind of partner is called; what was typed when there is no such kind."""
    return KIND_NAMES[Kind(str(kind))] if kind in set(Kind) else str(kind or _("partenaire à choisir"))


def role_name(role: object) -> Any:
    """What a role is called; what was typed when there is no such role."""
    return ROLE_NAMES[ReferralRole(str(role))] if role in set(ReferralRole) else str(role or _("rôle à choisir"))


def hours_words(hours: object) -> str:
    """« réponse en 16 h ouvrées »."""
    return _("réponse en %(hours)s h ouvrées", hours=hours) if hours not in (None, "") else ""


def _text(fields: RuleFields, name: str) -> str:
    return localized(str(fields.get(name) or ""), str(fields.get(f"{name}_en") or "") or None)


def _validity(fields: RuleFields, speech: Speech) -> str:
    first, last = fields.get("valid_from"), fields.get("valid_until")
    day = speech.facts.get("filed_on")
    if day is None or not (first or last):
        return ""
    if first and last:
        return _(
            "du %(first)s au %(last)s", first=value_text(day, first, language()), last=value_text(day, last, language())
        )
    if first:
        return _("à partir du %(day)s", day=value_text(day, first, language()))
    return _("jusqu’au %(day)s", day=value_text(day, last, language()))
