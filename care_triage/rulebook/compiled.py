"""The rules of a draft, compiled: kept while nobody writes in it, one draft at a time to spare memory."""

from dataclasses import dataclass
from threading import Lock

from care_triage.rulebook.policy import compose
from care_triage.rulebook.types import Composition, DraftView
from care_triage.triage.rule_set import RuleSet


@dataclass(frozen=True)
class _Kept:
    key: tuple[int, int, str]
    composition: Composition
    rules: RuleSet | None


_kept: list[_Kept] = []
_lock = Lock()


def composition_of(draft: DraftView) -> Composition:
    """What the draft would publish, or every problem of its rules."""
    return _compiled(draft).composition


def find_draft_rules(draft: DraftView) -> RuleSet | None:
    """The rules of a draft, ready to decide; None while one of them has an error."""
    return _compiled(draft).rules


def _compiled(draft: DraftView) -> _Kept:
    # The fingerprint keeps tests and restored databases, which use the same ids again, apart.
    key = (draft.id, draft.revision, draft.base.fingerprint)
    with _lock:
        if _kept and _kept[0].key == key:
            return _kept[0]
    composition = compose(draft)
    rules = RuleSet(0, draft.base_version, composition.document) if composition.document else None
    made = _Kept(key, composition, rules)
    with _lock:
        _kept[:] = [made]
    return made
