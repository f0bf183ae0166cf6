"""The order of the rules of a draft: up, down, or behind another one; plain buttons, which need no script."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.errors import RowChangedMeanwhile
from care_triage.rulebook.pages.order import ordered
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.world import world_of
from care_triage.rulebook.routes.blueprint import AUTHORS, READERS, Page, bp
from care_triage.rulebook.routes.writing import may_write
from care_triage.rulebook.service import drafts as use_cases
from care_triage.rulebook.types import DraftView
from care_triage.rulebook.words.notes import by_rule, notes_of_draft, problems_by_rule
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _


@bp.get("/projets/<int:draft_id>/ordre")
@allow(*READERS)
def order(draft_id: int) -> Page:
    """The rules that a request about one subject (`sujet`) may meet, in order."""
    return _page(get_draft(draft_id), request.args)


@bp.post("/projets/<int:draft_id>/ordre")
@allow(*AUTHORS)
def reorder(draft_id: int) -> Page:
    """Move one rule: the button names the rule, the revision that the page showed, and where it goes."""
    draft = get_draft(draft_id)
    if not may_write(draft):
        abort(403)
    way, rule_id, revision, target = _asked(request.form)
    before = target if way == "up" else None
    try:
        use_cases.move_row(draft_id, rule_id, target, revision, current_viewer().user_id, before=before)
    except RowChangedMeanwhile as error:
        return _page(get_draft(draft_id), request.form, conflict=message_of(error), touched=rule_id), 409
    flash(_("La règle %(rule)s a changé de place.", rule=rule_id), "success")
    subject = request.form.get("sujet", "")[:100]
    # No fragment: with one, a browser would not put the keyboard back on the button of the rule.
    return redirect(url_for("rulebook.order", draft_id=draft_id, sujet=subject, regle=rule_id, sens=way), 303)


def _asked(form: Mapping[str, str]) -> tuple[str, str, int, str]:
    """Which way, which rule, as it was seen, and beside which other. Without all of these nothing was asked: 400."""
    way, _space, rest = form.get("move", "")[:300].partition(" ")
    rule_id, _space, revision = rest.partition(" ")
    target = form.get(f"{way}.{rule_id}", "")[:80]
    if way not in ("up", "down", "after") or not target or not (revision.isascii() and revision.isdigit()):
        abort(400)
    return way, rule_id, int(revision[:9]), target


def _page(draft: DraftView, asked: Mapping[str, str], conflict: str = "", touched: str = "") -> str:
    subject = asked.get("sujet", "")[:100]
    known = subject in draft.base.subject_by_slug
    return render_template(
        "rulebook/order.html",
        draft=draft, subject=subject if known else "", document=draft.base, writes=may_write(draft),
        rules=ordered(draft, subject) if known else (), conflict=conflict,
        touched=touched or asked.get("regle", "")[:80], way=asked.get("sens", "")[:10],
        problems=problems_by_rule(draft),
        findings=by_rule(notes_of_draft(draft, world_of(draft.base.collective.departments))) if known else {},
    )  # fmt: skip
