"""Two versions, or a draft and its base, rule by rule."""

import re
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from care_triage.rulebook.errors import DraftHasErrors
from care_triage.rulebook.pages.compiled import composition_of
from care_triage.rulebook.policy import compare
from care_triage.rulebook.queries.drafts import drafts, get_draft
from care_triage.rulebook.routes.blueprint import READERS, Page, bp
from care_triage.rulebook.types import DraftState
from care_triage.rulebook.words.changes import change_words, tally
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.rule_sets import get_version
from care_triage.triage.queries.versions import versions
from care_triage.web.access import allow
from care_triage.web.i18n import _

_AT_ONCE = 50
_DRAFT = re.compile(r"projet-([0-9]{1,9})")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: how the address names it, how a person does."""

    key: str
    name: str
    document: RuleSetDocument


@bp.get("/comparer")
@allow(*READERS)
def comparison() -> Page:
    """What differs between `de` and `a`: numbers of versions, or `projet-12`."""
    choices = _choices()
    old_key, new_key = _chosen(choices)
    old, new = _side(old_key, choices), _side(new_key, choices)
    changes = compare(old.document, new.document)
    page, last = _page_number(), max(1, -(-len(changes) // _AT_ONCE))
    shown = changes[(page - 1) * _AT_ONCE : page * _AT_ONCE]
    return render_template(
        "rulebook/comparison.html",
        old=old, new=new, choices=choices, tally=tally(changes),
        changes=change_words(old.document, new.document, shown),
        next_url=_address(old, new, page + 1) if page < last else None,
        previous_url=_address(old, new, page - 1) if page > 1 else None,
    )  # fmt: skip


def _choices() -> dict[str, Any]:
    """Everything that can be compared, by the name that addresses give it."""
    living = (draft for draft in drafts() if draft.state not in (DraftState.PUBLISHED, DraftState.DISCARDED))
    named = {f"projet-{draft.id}": _("Projet « %(title)s »", title=draft.title) for draft in living}
    return named | {str(row.version): _("Version %(number)s", number=row.version) for row in versions()}


def _chosen(choices: dict[str, Any]) -> tuple[str, str]:
    """What the address names; else the newest version and the one before it."""
    numbers = [key for key in choices if _NUMBER.fullmatch(key)] or [""]
    newest, before = numbers[0], numbers[min(1, len(numbers) - 1)]
    return request.args.get("de", "")[:20] or before, request.args.get("a", "")[:20] or newest


def _side(key: str, choices: dict[str, Any]) -> Side:
    if found := _DRAFT.fullmatch(key):
        draft = get_draft(int(found[1]))
        composed = composition_of(draft)
        if composed.document is None:
            raise DraftHasErrors(composed.problems)
        return Side(key, _("Projet « %(title)s »", title=draft.title), composed.document)
    document = get_version(int(key) if _NUMBER.fullmatch(key) else 0).document
    return Side(key, str(choices.get(key, key)), document)


def _page_number() -> int:
    typed = request.args.get("page", "")
    return max(1, int(typed)) if _NUMBER.fullmatch(typed) else 1


def _address(old: Side, new: Side, page: int) -> str:
    return url_for("rulebook.comparison", de=old.key, a=new.key, page=page)
