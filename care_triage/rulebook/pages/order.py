"""The rules that one request may meet together, in the order in which they are tried, to be moved among themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care_triage.rulebook.pages.table_filter import subjects_of, table_row
from care_triage.rulebook.policy import steady
from care_triage.rulebook.types import DraftRule, DraftView
from care_triage.rulebook.words.rules import RuleWords, in_words, speech_of


@dataclass(frozen=True)
class OrderedRule:
    """One rule of the list: its place, the place that it had in the base if it has moved, and its neighbours."""

    words: RuleWords
    revision: int
    place: int
    moved_from: int | None
    previous: str | None
    next: str | None


def met_together(draft: DraftView, subject: str) -> tuple[DraftRule, ...]:
    """The rules about a subject and those about any, in order; removed ones are not tried."""
    return tuple(rule for rule in draft.rules if rule.change != "removed" and _is_about(rule, subject))


def _is_about(rule: DraftRule, subject: str) -> bool:
    named = subjects_of(rule.fields)
    return not named or subject in named


def ordered(draft: DraftView, subject: str) -> tuple[OrderedRule, ...]:
    """The rules that a request about `subject` may meet, numbered from 1."""
    rules = met_together(draft, subject)
    ids = [rule.id for rule in rules]
    here = set(ids)
    base = [spec.id for spec in draft.base.rules if spec.id in here]
    moved = _moved(base, ids)
    rows = [table_row(rule.id, rule.fields, rule.change, rule.revision) for rule in rules]
    speech = speech_of(draft.base, (cell for row in rows for cell in row.fields.get("when", {}).values()))
    return tuple(
        OrderedRule(
            in_words(row, speech, without=("subject",) if row.subjects == (subject,) else ()),
            row.revision, place + 1, base.index(row.id) + 1 if row.id in moved else None,
            ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None,
        )
        for place, row in enumerate(rows)
    )  # fmt: skip


def _moved(base: Sequence[str], ids: Iterable[str]) -> frozenset[str]:
    """As few as explain the difference between the two orders."""
    wanted = list(ids)
    return frozenset(base) - steady(base, wanted)
