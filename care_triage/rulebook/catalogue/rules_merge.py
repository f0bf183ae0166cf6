"""Rules, three ways at once: what the files said last time, what stands now, what they say today.

A rule is one statement: it is kept or taken whole, never half of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from care_triage.rulebook.policy import base_fields, merged
from care_triage.rulebook.types import RuleFields
from care_triage.triage.document import RuleSetDocument

Rules = Mapping[str, RuleFields]


@dataclass(frozen=True)
class RulesMerge:
    """The document to publish, and the rules that people changed here, which stay as they are."""

    document: RuleSetDocument
    kept: tuple[str, ...] = ()


def merge_rules(
    wanted: RuleSetDocument, standing: RuleSetDocument | None, applied: Rules | None, *, force: bool = False
) -> RulesMerge:
    """What the files want, except for the rules that people added, changed, moved or removed here (unless `force`)."""
    if standing is None or force:
        return RulesMerge(wanted)
    files, here = base_fields(wanted), base_fields(standing)
    # Nobody knows what the files said: every rule that stands is somebody's.
    before = applied if applied is not None else {}
    ours = {rule_id for rule_id in {*files, *here} if here.get(rule_id) != before.get(rule_id)}
    alive = [rule_id for rule_id in {**files, **here} if rule_id in (here if rule_id in ours else files)]
    order = _order(tuple(files), tuple(here), tuple(before), frozenset(alive))
    specs = [(standing if rule_id in ours else wanted).rule_by_id[rule_id] for rule_id in order]
    kept = tuple(
        rule_id for rule_id in {**here, **files} if rule_id in ours and here.get(rule_id) != files.get(rule_id)
    )
    return RulesMerge(replace(wanted, rules=tuple(specs)), kept)


def _order(files: Sequence[str], here: Sequence[str], before: Sequence[str], alive: frozenset[str]) -> tuple[str, ...]:
    """The order of the files, or the one of people when they moved rules since."""
    moved = _among(here, before) != _among(before, here)
    first, second = (here, files) if moved else (files, here)
    return merged([each for each in first if each in alive], [each for each in second if each in alive])


def _among(order: Sequence[str], others: Sequence[str]) -> list[str]:
    known = set(others)
    return [each for each in order if each in known]
