"""Rows of a case made by hand, for tests without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from care_triage.accounts.types import Role, Viewer
from care_triage.cases.queries.rows import CaseView, HistoryRow, NeedRow, ReferralRow, UnitName
from care_triage.cases.types import ActorKind, Channel, EventKind, Origin, ReferralRole, ReferralStatus, Status

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ADVISER = Viewer(7, "Alice", frozenset({Role.ADVISER}), frozenset({1}))
COORDINATOR = Viewer(8, "Chloe", frozenset({Role.COORDINATOR}))


def referral(**changes: Any) -> ReferralRow:
    """A lead of unit 1, sent a minute before AT and due two days later."""
    row = ReferralRow(
        id=1, need_id=1, unit=UnitName(1, "Urssaf, antenne de Roanne", "Urssaf", "urssaf"), role=ReferralRole.LEAD,
        status=ReferralStatus.SENT, status_at=AT, origin=Origin.RULES, note=None, decision_id=None,
        sent_at=AT - timedelta(minutes=1), due_at=AT + timedelta(days=2), hours="", adviser_id=None, adviser=None,
        accepted_at=None, waiting_on=None, waiting_until_on=None, decline_reason=None, outcome=None, ended_at=None,
        end_note=None,
    )  # fmt: skip
    return replace(row, **changes)


def need(*referrals: ReferralRow, **changes: Any) -> NeedRow:
    """An open need with these referrals."""
    row = NeedRow(1, "dette-urssaf", False, Status.SENT, None, None, referrals, ())
    return replace(row, **changes)


def line(id: int, kind: EventKind = EventKind.REFERRAL_ACCEPTED, actor_id: int | None = 9, **data: Any) -> HistoryRow:
    """One line of history by somebody else."""
    return HistoryRow(id, kind, None, None, ActorKind.PERSON, "Aline", None, AT, data, actor_id)


def case(*needs: NeedRow, history: tuple[HistoryRow, ...] = (), **changes: Any) -> CaseView:
    """A case with these needs."""
    view = CaseView(
        id=1, reference="ABCD-2345", filed_at=AT, status=Status.SENT, status_at=AT, closed_at=None,
        channel=Channel.WEB, locale="fr", distress=False, in_danger=False, urgent=False, outside_territory=False, confidential=False,
        commune="42187", commune_label="Roanne (42300)", siret=None, company_name=None, story="…", contact=None,
        facts={}, link_version=1, needs=needs, messages=(), documents=(), history=history,
    )  # fmt: skip
    return replace(view, **changes)
