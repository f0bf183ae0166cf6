"""All figures of one evaluation as plain values: what `--json` prints and the tests hold to their floors."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from care_triage.triage.evaluation import scoring
from care_triage.triage.evaluation.scoring import Detection, Share
from care_triage.triage.evaluation.types import Pair

MOST_CONFUSED = 15
DISTRESS = (lambda pair: pair.story.distress, lambda pair: pair.answer.distress)
DANGER = (lambda pair: pair.story.danger, lambda pair: pair.answer.danger)


def figures(pairs: Sequence[Pair], themes: Mapping[str, str]) -> dict[str, Any]:
    """The figures of `pairs`; `themes` gives the theme of a subject."""
    routed = scoring.routed(pairs)
    away = [pair for pair in pairs if pair.story.action in ("redirect", "refuse")]
    wrong = [pair for pair in pairs if pair.story.wrong_creditor]
    bins, error = scoring.calibration(routed)
    return {
        "stories": len(pairs),
        "partner": _at_1_and_3(routed, scoring.partner_is_right),
        "subject": _at_1_and_3(routed, scoring.subject_is_right),
        "by_tag": _groups(routed, lambda pair: pair.story.tags[0] if pair.story.tags else pair.story.language),
        "by_theme": _groups(routed, lambda pair: themes.get(pair.story.subjects[0], "?")),
        "by_partner": _groups(routed, lambda pair: pair.story.partners[0]),
        "door": _share(scoring.share(away, scoring.door_is_right)),
        "sent_away": _share(scoring.share(away, scoring.is_sent_away)),
        "kept": _share(scoring.share(routed, scoring.is_kept)),
        "actions": _table(pairs, "action"),
        "urgencies": _table([pair for pair in pairs if pair.story.action == "route"], "urgency"),
        "distress": _detection(scoring.detection(pairs, *DISTRESS)),
        "danger": _detection(scoring.detection(pairs, *DANGER)),
        "needs": _share(scoring.needs_found(pairs)),
        "facts": _facts(pairs),
        "wrong_creditor": _share(scoring.share(wrong, lambda pair: bool(pair.answer.corrections))),
        "calibration": {"error": error, "bins": [[part.said, part.right, part.of] for part in bins]},
        "confused": [
            [*pair, count] for pair, count in scoring.confused_subjects([*routed, *away]).most_common(MOST_CONFUSED)
        ],
        "milliseconds": {
            name: scoring.percentile((pair.answer.milliseconds for pair in pairs), part)
            for name, part in (("p50", 0.5), ("p99", 0.99))
        },
    }


def _share(share: Share) -> dict[str, Any]:
    return {"rate": share.rate, "hits": share.hits, "of": share.of}


def _at_1_and_3(pairs: Sequence[Pair], is_right: Callable[..., bool]) -> dict[str, Any]:
    return {f"at_{within}": _share(scoring.share(pairs, partial(is_right, within=within))) for within in (1, 3)}


def _groups(pairs: Sequence[Pair], key: Callable[[Pair], str]) -> dict[str, Any]:
    return {
        name: {"partner": _at_1_and_3(group, scoring.partner_is_right), "subject": _at_1_and_3(group, scoring.subject_is_right)}
        for name, group in scoring.by(pairs, key).items()
    }  # fmt: skip


def _table(pairs: Sequence[Pair], field: str) -> dict[str, dict[str, int]]:
    counts = scoring.confusion(pairs, lambda pair: getattr(pair.story, field), lambda pair: getattr(pair.answer, field))
    table: dict[str, dict[str, int]] = {}
    for (expected, said), count in sorted(counts.items()):
        table.setdefault(expected, {})[said] = count
    return table


def _detection(found: Detection) -> dict[str, Any]:
    return {
        "recall": _share(found.recall),
        "precision": _share(found.precision),
        "missed": [[pair.story.id, pair.story.text] for pair in found.missed],
        "false_alarms": [[pair.story.id, pair.story.text] for pair in found.false_alarms],
    }


def _facts(pairs: Sequence[Pair]) -> dict[str, Any]:
    found = scoring.facts(pairs)
    return {
        "recall": _share(found.recall),
        "offered": _share(found.offered),
        "precision": _share(found.precision),
        "unlabelled": found.unlabelled,
        "recall_by_fact": {name: _share(share) for name, share in found.recall_by_fact.items()},
    }
