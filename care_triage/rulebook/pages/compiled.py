"""The rules of a draft, compiled: kept while nobody writes in it, one draft at a time to spare memory."""

import json
from dataclasses import dataclass, replace
from threading import Lock

from care_triage.rulebook.findings import findings_of
from care_triage.rulebook.findings.world import World
from care_triage.rulebook.policy import compose
from care_triage.rulebook.types import Composition, DraftView
from care_triage.rules.verification import Finding
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.rule_set import RuleSet

_Key = tuple[str, str]


@dataclass(frozen=True)
class _Kept:
    key: _Key
    composition: Composition
    rules: RuleSet | None


_kept: list[_Kept] = []
_found: list[tuple[_Key, World, tuple[Finding, ...]]] = []
_lock = Lock()


def composition_of(draft: DraftView) -> Composition:
    """What the draft would publish, or every problem of its rules."""
    return _compiled(draft).composition


def find_draft_rules(draft: DraftView) -> RuleSet | None:
    """The rules of a draft, ready to decide, without those that have an error; None when they do not fit together."""
    return _compiled(draft).rules


def findings_of_draft(draft: DraftView, document: RuleSetDocument, world: World) -> tuple[Finding, ...]:
    """Everything found about the draft, looked for once while neither it nor the world changes."""
    key = _key(draft)
    with _lock:
        if _found and _found[0][:2] == (key, world):
            return _found[0][2]
    found = findings_of(document, world)
    with _lock:
        _found[:] = [(key, world, found)]
    return found


def _without(draft: DraftView, wrong: set[str]) -> Composition:
    """The draft without these rules: one wrong rule must not hide what the others say."""
    return compose(replace(draft, rules=tuple(rule for rule in draft.rules if rule.id not in wrong)))


def _key(draft: DraftView) -> _Key:
    """What the draft says, not how it is called: a restored database uses the same ids and revisions again."""
    changed = [[rule.id, rule.change, rule.position, rule.fields] for rule in draft.changed]
    return draft.base.fingerprint, json.dumps(changed, sort_keys=True)


def _compiled(draft: DraftView) -> _Kept:
    key = _key(draft)
    with _lock:
        if _kept and _kept[0].key == key:
            return _kept[0]
    composition = compose(draft)
    document = composition.document or _without(draft, {problem.rule_id for problem in composition.problems}).document
    rules = RuleSet(0, draft.base_version, document) if document else None
    made = _Kept(key, composition, rules)
    with _lock:
        _kept[:] = [made]
    return made
