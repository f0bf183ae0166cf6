"""Replaying a draft over past requests: start, progress, result, and one request under both rule sets."""

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Role
from care_triage.rulebook.errors import DraftHasErrors, ReplayNotFound
from care_triage.rulebook.pages.compiled import composition_of, find_draft_rules
from care_triage.rulebook.pages.replay import replay_page
from care_triage.rulebook.pages.replay_case import side_of
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.past_requests import get_past_request
from care_triage.rulebook.queries.replay_cases import get_visible_request
from care_triage.rulebook.queries.replays import get_replay, latest_replay
from care_triage.rulebook.routes.blueprint import READERS, WRITERS, Page, bp
from care_triage.rulebook.service import replays
from care_triage.rulebook.types import DraftState
from care_triage.triage.queries.rule_sets import get_rule_set
from care_triage.web import htmx
from care_triage.web.access import allow
from care_triage.web.i18n import language

REPLAYERS = (*WRITERS, Role.COORDINATOR)
_ALIVE = (DraftState.OPEN, DraftState.SUBMITTED, DraftState.APPROVED)


@bp.get("/projets/<int:draft_id>/rejeu")
@allow(*READERS)
def replay(draft_id: int) -> str:
    """How far the newest replay is, and what it found; htmx asks for this part alone."""
    return _page(draft_id)


@bp.post("/projets/<int:draft_id>/rejeu")
@allow(*REPLAYERS)
def start_replay(draft_id: int) -> Page:
    """Ask for a replay of the draft as it is now."""
    viewer = current_viewer()
    try:
        replays.start_replay(draft_id, viewer.user_id)
    except DraftHasErrors as error:
        return _page(draft_id, error), 422
    return _back(draft_id)


@bp.post("/projets/<int:draft_id>/rejeu/arreter")
@allow(*REPLAYERS)
def cancel_replay(draft_id: int) -> Response:
    """Stop the replay under way."""
    replays.cancel_replay(draft_id)
    return _back(draft_id)


def _back(draft_id: int) -> Response:
    return htmx.see_other(url_for("rulebook.replay", draft_id=draft_id))


def _page(draft_id: int, error: DraftHasErrors | None = None) -> str:
    draft, found = get_draft(draft_id), latest_replay(draft_id)
    viewer, number = current_viewer(), request.args.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    shown = replay_page(found.result, draft.base, viewer, page) if found and found.result else None
    return htmx.render(
        "rulebook/replay.html",
        "rulebook/_replay.html",
        draft=draft,
        replay=found,
        shown=shown,
        error=error,
        may_replay=viewer.has(*REPLAYERS) and draft.state in _ALIVE,
        is_current=found is not None and found.draft_revision == draft.revision,
    )


@bp.get("/projets/<int:draft_id>/rejeu/<int:replay_id>/cas/<int:need_id>")
@allow(*READERS)
def replayed_case(draft_id: int, replay_id: int, need_id: int) -> str:
    """One request that changes: both decisions with their reasons."""
    draft, found = get_draft(draft_id), get_replay(draft_id, replay_id)
    change = found.result.change_by_need.get(need_id) if found.result else None
    if change is None:
        raise ReplayNotFound
    shown, past = get_visible_request(need_id, current_viewer()), get_past_request(change.decision_id)
    published, drafted = get_rule_set(found.base_id), find_draft_rules(draft)
    is_sound = drafted is not None and not composition_of(draft).problems
    subject = published.document.subject_by_slug.get(shown.subject)
    return render_template(
        "rulebook/replayed_case.html",
        draft=draft,
        request_shown=shown,
        subject=subject.label(language()) if subject else shown.subject,
        version=published.version,
        decided_on=past.on,
        before=side_of(published, past, language()),
        after=side_of(drafted, past, language()) if drafted and is_sound else None,
        is_current=found.draft_revision == draft.revision,
    )
