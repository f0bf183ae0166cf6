"""What the page of a replay shows of its result, in the reader's words and within what they may read."""

from collections.abc import Iterable
from dataclasses import dataclass

from care_triage.accounts.types import Viewer
from care_triage.partners.labels import KIND_NAMES
from care_triage.partners.queries.areas import area_names
from care_triage.rulebook.pages.flow_picture import FlowPicture, flow_picture
from care_triage.rulebook.queries.replay_cases import ShownRequest, visible_requests
from care_triage.rulebook.replay.result import ChangedRequest, OutcomeRecord, ReplayResult, TerritoryShare
from care_triage.triage.document import RuleSetDocument
from care_triage.web.i18n import _, language
from care_triage.web.templating import number

PAGE = 50
_SHORT = 20
# A load that moves less than this many referrals a month does not move.
_SLIGHT = 0.05


@dataclass(frozen=True)
class LoadLine:
    """One partner: requests led and referrals a month, before and after."""

    name: str
    leads: tuple[int, int]
    monthly: tuple[str, str]
    moves: str


@dataclass(frozen=True)
class ChangeLine:
    """One request that changes, and the parts of its outcome before and after."""

    request: ShownRequest
    subject: str
    before: str
    after: str
    loses_lead: bool


@dataclass(frozen=True)
class ChangePage:
    """One page of the requests that the reader may see; `hidden` change too, `not_listed` were not kept."""

    lines: tuple[ChangeLine, ...]
    hidden: int
    not_listed: int
    number: int
    last: int


@dataclass(frozen=True)
class ReplayPage:
    """Everything below the progress bar."""

    result: ReplayResult
    picture: FlowPicture | None
    flows: tuple[tuple[str, str, int], ...]
    staying: int
    loads: tuple[LoadLine, ...]
    departments: tuple[tuple[str, TerritoryShare], ...]
    communes: tuple[tuple[str, TerritoryShare], ...]
    changes: ChangePage


def replay_page(result: ReplayResult, document: RuleSetDocument, viewer: Viewer, page: int) -> ReplayPage:
    """The result for this reader."""
    moving = [flow for flow in result.flows if flow.before != flow.after]
    return ReplayPage(
        result=result,
        picture=flow_picture(result.flows, lambda kind: _short(lead_name(kind))),
        flows=tuple((lead_name(flow.before), lead_name(flow.after), flow.requests) for flow in moving),
        staying=result.requests - sum(flow.requests for flow in moving),
        loads=tuple(_loads(result)),
        departments=_named(result.departments),
        communes=_named(result.communes),
        changes=change_page(result, document, viewer, page),
    )


def lead_name(kind: str | None) -> str:
    """Who leads; the triage desk when nobody does."""
    return str(kind_name(kind)) if kind else _("Équipe d’orientation")


def kind_name(kind: str) -> str:
    """The name of a kind of partner; its code when no partner of today is of that kind."""
    known = {str(each): name for each, name in KIND_NAMES.items()}
    return str(known.get(kind, kind))


def _short(name: str) -> str:
    """A name that has room in the picture: what stands in brackets is how people call it."""
    inner = name[name.find("(") + 1 : -1] if name.endswith(")") and "(" in name else name
    return inner if len(inner) <= _SHORT else f"{inner[: _SHORT - 1]}…"


def _loads(result: ReplayResult) -> Iterable[LoadLine]:
    """The partners whose load moves, most first."""
    for load in sorted(result.loads, key=lambda load: -abs(load.recent_after - load.recent_before)):
        before, after = result.monthly(load.recent_before), result.monthly(load.recent_after)
        leads = (load.leads_before, load.leads_after)
        if leads[0] != leads[1] or abs(after - before) >= _SLIGHT:
            sign = "+" if after > before else ""
            moves = "0" if abs(after - before) < _SLIGHT else f"{sign}{number(after - before, 1)}"
            yield LoadLine(kind_name(load.kind), leads, (number(before, 1), number(after, 1)), moves)


def _named(shares: tuple[TerritoryShare, ...]) -> tuple[tuple[str, TerritoryShare], ...]:
    names = area_names({share.code for share in shares})
    return tuple((names.get(share.code, share.code), share) for share in shares)


def change_page(result: ReplayResult, document: RuleSetDocument, viewer: Viewer, page: int) -> ChangePage:
    """The requests that change and that the reader may see; of the others only how many."""
    shown = visible_requests([change.need_id for change in result.changes], viewer)
    seen = [change for change in result.changes if change.need_id in shown]
    last = max(1, -(-len(seen) // PAGE))
    current = min(max(page, 1), last)
    lines = tuple(
        _line(result, change, shown[change.need_id], document) for change in seen[(current - 1) * PAGE : current * PAGE]
    )
    return ChangePage(lines, len(result.changes) - len(seen), result.changed - len(result.changes), current, last)


def _line(result: ReplayResult, change: ChangedRequest, request: ShownRequest, document: RuleSetDocument) -> ChangeLine:
    subject = document.subject_by_slug.get(request.subject)
    label = subject.label(language()) if subject else request.subject
    sides = result.before(change), result.after(change)
    before, after = (outcome_text(side) for side in sides)
    if before == after:
        # The difference is in what people seldom ask for.
        before, after = (f"{outcome_text(side)} · {_terms_text(side)}" for side in sides)
    return ChangeLine(request, label, before, after, result.loses_lead(change))


def outcome_text(outcome: OutcomeRecord) -> str:
    """An outcome in one line: who leads, who supports, what else."""
    parts = [lead_name(outcome.lead)]
    if others := [kind_name(kind) for kind in (*outcome.leads[1:], *outcome.supports)]:
        parts.append(_("appuis : %(names)s", names=", ".join(others)))
    if outcome.informs:
        parts.append(_("informés : %(names)s", names=", ".join(map(kind_name, outcome.informs))))
    if outcome.urgency != "normal":
        parts.append(_("urgent"))
    if outcome.confidential:
        parts.append(_("confidentiel"))
    return " · ".join(parts)


def _terms_text(outcome: OutcomeRecord) -> str:
    """By when each of them answers, and the legal delays that are counted."""
    hours = _("réponse sous %(hours)s h", hours=", ".join(map(str, outcome.hours)))
    clocks = [clock.partition(":")[2].replace("+", " + ") for clock in outcome.clocks]
    return " · ".join([hours, *clocks])
