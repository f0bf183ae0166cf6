"""The legal dates of a need for those who read it: how each was counted, by the version of the rules that decided."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from care_triage.cases.queries.rows import LegalClockRow, NeedRow
from care_triage.infra.db import session
from care_triage.triage import policy
from care_triage.triage.document import LegalClockSpec
from care_triage.triage.models import StoredDecision
from care_triage.triage.queries.explanations import decide_again
from care_triage.triage.queries.rule_sets import get_rule_set
from care_triage.triage.terms import terms_of
from care_triage.triage.types import Term


@dataclass(frozen=True)
class LegalDate:
    """One date; `spec` is None for one that no rule of the deciding version explains."""

    spec: LegalClockSpec | None
    from_on: date
    due_on: date
    moved_on: date
    law: str

    @property
    def binds_owner(self) -> bool:
        """Some dates bind the other side only."""
        return self.spec is None or self.spec.whose == "owner"


@dataclass(frozen=True)
class LegalDates:
    """The dates of one need, the earliest first; and the delays whose first day nobody has told."""

    dates: tuple[LegalDate, ...] = ()
    dateless: tuple[LegalClockSpec, ...] = ()


def legal_dates_of(need: NeedRow) -> LegalDates:
    """The legal dates of a need that the viewer may read: a confidential one of others has none."""
    if need.subject is None:
        return LegalDates()
    query = select(StoredDecision).where(StoredDecision.need_id == need.id).order_by(StoredDecision.id.desc())
    row = session().scalar(query.limit(1))
    clocks, terms = _decided(row) if row is not None else ((), ())
    counted = {term.spec.name for term in terms}
    bound = [_of_row(clock) for clock in need.legal_clocks if clock.name not in counted]
    dates = sorted([*map(_of_term, terms), *bound], key=lambda found: found.due_on)
    known = counted | {clock.name for clock in need.legal_clocks}
    return LegalDates(tuple(dates), tuple(spec for spec in clocks if spec.has_length and spec.name not in known))


def _decided(row: StoredDecision) -> tuple[tuple[LegalClockSpec, ...], tuple[Term, ...]]:
    rule_set = get_rule_set(row.rule_set_id)
    decision = decide_again(rule_set, row)
    clocks = policy.resolve(rule_set.fired(decision)).legal_clocks
    return clocks, terms_of(clocks, decision.facts)


def _of_term(term: Term) -> LegalDate:
    return LegalDate(term.spec, term.from_on, term.due_on, term.moved_on, term.spec.law)


def _of_row(row: LegalClockRow) -> LegalDate:
    return LegalDate(None, row.from_on, row.due_on, row.due_on, row.law)
