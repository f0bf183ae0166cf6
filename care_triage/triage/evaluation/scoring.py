"""Figures of pairs of stories and answers. Pure: pairs in, numbers out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from care_triage.triage.evaluation.types import Pair

BINS = 10


@dataclass(frozen=True)
class Share:
    """How many of how many; `rate` is None where nothing was to be counted."""

    hits: int
    of: int

    @property
    def rate(self) -> float | None:
        """The part that is a hit, from 0 to 1."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True)
class Detection:
    """What an alarm found and missed; the stories themselves, since each miss is read by a person."""

    recall: Share
    precision: Share
    missed: tuple[Pair, ...]
    false_alarms: tuple[Pair, ...]


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence: what they said on average, and how often they were right."""

    said: float
    right: float
    of: int


def routed(pairs: Iterable[Pair]) -> list[Pair]:
    """The stories that belong to CARE; without those in danger, whose partner is a person whatever they are about."""
    return [pair for pair in pairs if pair.story.action == "route" and not pair.story.danger]


def partner_is_right(pair: Pair, within: int) -> bool:
    """An acceptable kind of partner is among the first of the line, or an acceptable door was shown instead."""
    return bool(set(pair.story.partners) & set(pair.answer.partners[:within])) or _door_is_accepted(pair)


def subject_is_right(pair: Pair, within: int) -> bool:
    """An acceptable subject is among the first readings, or an acceptable door was shown instead."""
    return bool(set(pair.story.subjects) & set(pair.answer.subjects[:within])) or _door_is_accepted(pair)


def door_is_right(pair: Pair) -> bool:
    """Sent to an acceptable door; where a story may also stay, an acceptable subject is as good."""
    stays = pair.answer.action == "route" and bool(set(pair.story.subjects) & set(pair.answer.subjects[:1]))
    return stays or _door_is_accepted(pair)


def is_kept(pair: Pair) -> bool:
    """A story that belongs to CARE was not sent to a door that nobody would accept."""
    return pair.answer.redirect is None or _door_is_accepted(pair)


def is_sent_away(pair: Pair) -> bool:
    """A story for another door was sent away, be it to a less good one."""
    return pair.answer.action in ("redirect", "refuse") or door_is_right(pair)


def _door_is_accepted(pair: Pair) -> bool:
    return pair.answer.redirect is not None and pair.answer.redirect in pair.story.redirects


def share(pairs: Sequence[Pair], is_hit: Callable[[Pair], bool]) -> Share:
    """How many of the pairs are hits."""
    return Share(sum(map(is_hit, pairs)), len(pairs))


def by(pairs: Iterable[Pair], key: Callable[[Pair], str]) -> dict[str, list[Pair]]:
    """The pairs grouped, largest group first."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def confusion(
    pairs: Iterable[Pair], expected: Callable[[Pair], str], said: Callable[[Pair], str]
) -> Counter[tuple[str, str]]:
    """How often each expected label was answered by each label."""
    return Counter((expected(pair), said(pair)) for pair in pairs)


def confused_subjects(pairs: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """The best acceptable subject, or the door that was right, beside what came first instead."""
    return Counter(
        (best, _first(pair)) for pair in pairs if (best := _best(pair)) is not None and not _is_first_right(pair)
    )


def _best(pair: Pair) -> str | None:
    story = pair.story
    return next(iter(story.subjects if story.action == "route" else story.redirects), None)


def _first(pair: Pair) -> str:
    answer = pair.answer
    if answer.action in ("redirect", "refuse"):
        return f"{answer.action}:{answer.redirect}"
    return answer.subjects[0] if answer.subjects and answer.action == "route" else answer.action


def _is_first_right(pair: Pair) -> bool:
    return subject_is_right(pair, 1) if pair.story.action == "route" else door_is_right(pair)


def detection(pairs: Sequence[Pair], is_so: Callable[[Pair], bool], is_said: Callable[[Pair], bool]) -> Detection:
    """Recall and precision of an alarm."""
    so, said = [pair for pair in pairs if is_so(pair)], [pair for pair in pairs if is_said(pair)]
    return Detection(
        share(so, is_said),
        share(said, is_so),
        missed=tuple(pair for pair in so if not is_said(pair)),
        false_alarms=tuple(pair for pair in said if not is_so(pair)),
    )


def needs_found(pairs: Iterable[Pair]) -> Share:
    """Of the further problems that stories tell, those that became a need."""
    wanted = [(set(need), set(pair.answer.needs)) for pair in pairs for need in pair.story.needs]
    return Share(sum(bool(need & found) for need, found in wanted), len(wanted))


@dataclass(frozen=True)
class Facts:
    """`recall`: labelled facts surely found with their value; `offered`: with those that wait for a yes. `precision`: of the facts found that a label speaks of, those
    that agree. `unlabelled` are found facts that no label speaks of: not judged, to be read by a person.
    """

    recall: Share
    offered: Share
    precision: Share
    unlabelled: int
    recall_by_fact: Mapping[str, Share]


def facts(pairs: Iterable[Pair]) -> Facts:
    """Facts said and facts found."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    found = unlabelled = offered = 0
    for pair in pairs:
        said, heard = pair.story.facts, pair.answer.facts
        wanted.update(said.keys())
        offered += sum(_same(pair.answer.guesses.get(name, heard.get(name)), value) for name, value in said.items())
        hits.update(name for name, value in said.items() if _same(heard.get(name), value))
        found += len(said.keys() & heard.keys())
        unlabelled += len(heard.keys() - said.keys())
    shares = {name: Share(hits[name], count) for name, count in wanted.most_common()}
    recall, offering = Share(hits.total(), wanted.total()), Share(offered, wanted.total())
    return Facts(recall, offering, Share(hits.total(), found), unlabelled, shares)


def _same(heard: object, said: object) -> bool:
    if isinstance(said, list | tuple | set | frozenset) and isinstance(heard, list | tuple | set | frozenset):
        return set(said) == set(heard)
    if isinstance(said, bool) or isinstance(heard, bool):
        return heard is said
    return heard == said or (_sum(heard) is not None and _sum(heard) == _sum(said))


def _sum(value: object) -> Decimal | None:
    """A sum of money, however many of its cents are written."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def calibration(pairs: Iterable[Pair]) -> tuple[list[Bin], float | None]:
    """Bins of confidence of the first subject beside how often it was right, and the expected calibration error."""
    groups: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.answer.subjects:
            groups[min(int(pair.answer.confidence * BINS), BINS - 1)].append(pair)
    bins = [_bin(group) for _, group in sorted(groups.items())]
    total = sum(part.of for part in bins)
    error = sum(part.of * abs(part.said - part.right) for part in bins) / total if total else None
    return bins, error


def _bin(pairs: Sequence[Pair]) -> Bin:
    right = share(pairs, lambda pair: subject_is_right(pair, 1)).rate or 0.0
    return Bin(sum(pair.answer.confidence for pair in pairs) / len(pairs), right, len(pairs))


def percentile(values: Iterable[float], part: float) -> float:
    """The value below which `part` of the values lie, by nearest rank; zero of nothing."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)] if ordered else 0.0
