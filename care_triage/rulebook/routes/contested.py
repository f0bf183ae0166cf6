"""Rules that both the draft and a version published since have changed: both beside what they began from."""

from flask import flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.errors import RuleNotFound
from care_triage.rulebook.pages.row import three_ways
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.routes.blueprint import AUTHORS, READERS, Page, bp
from care_triage.rulebook.routes.writing import may_write
from care_triage.rulebook.service import drafts as use_cases
from care_triage.rulebook.types import DraftRule
from care_triage.web.access import allow
from care_triage.web.i18n import _


@bp.get("/projets/<int:draft_id>/conflits")
@allow(*READERS)
def contested(draft_id: int) -> Page:
    """Each contested rule, three ways."""
    draft = get_draft(draft_id)
    rules = [(rule, three_ways(draft, rule)) for rule in draft.contested]
    return render_template("rulebook/contested.html", draft=draft, rules=rules, writes=may_write(draft))


@bp.post("/projets/<int:draft_id>/conflits/<rule_id>")
@allow(*AUTHORS)
def settle(draft_id: int, rule_id: str) -> Page:
    """Keep what the draft says, or take what was published."""
    rule = get_draft(draft_id).find(rule_id)
    if rule is None:
        raise RuleNotFound
    revision = request.form.get("revision", "")
    seen = int(revision[:9]) if revision[:9].isdecimal() else 0
    _settle(draft_id, rule, seen, keep="keep" in request.form)
    flash(_("La règle %(rule)s est tranchée.", rule=rule_id), "success")
    left = get_draft(draft_id).contested
    endpoint = "rulebook.contested" if left else "rulebook.draft_life"
    return redirect(url_for(endpoint, draft_id=draft_id), 303)


def _settle(draft_id: int, rule: DraftRule, seen: int, *, keep: bool) -> None:
    actor_id = current_viewer().user_id
    if not keep:
        use_cases.undo_row(draft_id, rule.id, seen, actor_id)
    elif rule.change == "removed":
        use_cases.remove_row(draft_id, rule.id, seen, actor_id)
    else:
        use_cases.save_row(draft_id, rule.id, rule.fields, seen, actor_id)
