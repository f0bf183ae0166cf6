"""The picture of a replay: who led on the left, who would lead on the right, a band for each way between them.

Only geometry: positions are numbers in a drawing 320 wide, which a phone shows whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from care_triage.rulebook.replay.result import Flow

WIDTH = 320
_BAR = 10
_GAP = 12
# A node leaves room for its label; a band can be seen.
_LEAST = 34
_SCALE = 160
_THIN = 2.0
_MOST_BANDS = 12

Name = Callable[[str | None], str]


@dataclass(frozen=True)
class Node:
    """A kind of partner on one side: its bar, and the line of its label."""

    x: float
    y: float
    height: float
    label: str
    requests: int

    @property
    def line(self) -> float:
        """Where the label stands."""
        return self.y + 14


@dataclass(frozen=True)
class Band:
    """A way from one lead to another; `loses` when nobody leads at its end."""

    path: str
    title: str
    loses: bool


@dataclass(frozen=True)
class FlowPicture:
    """Everything that is drawn. `left_out` ways are in the table only."""

    height: float
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    bands: tuple[Band, ...]
    left_out: int


def flow_picture(flows: Sequence[Flow], name: Name) -> FlowPicture | None:
    """The ways on which requests move, the broadest of them; None when every request keeps its lead."""
    moving = [flow for flow in flows if flow.before != flow.after]
    shown = moving[:_MOST_BANDS]
    if not shown:
        return None
    scale = _SCALE / sum(flow.requests for flow in shown)
    left = _nodes([(flow.before, flow.requests) for flow in shown], scale, 0, name)
    right = _nodes([(flow.after, flow.requests) for flow in shown], scale, WIDTH - _BAR, name)
    bands = _bands(shown, scale, left, right, name)
    height = max(node.y + node.height for node in (*left.values(), *right.values()))
    return FlowPicture(height + 4, tuple(left.values()), tuple(right.values()), bands, len(moving) - len(shown))


Nodes = dict[str | None, Node]


def _nodes(parts: Sequence[tuple[str | None, int]], scale: float, x: float, name: Name) -> Nodes:
    """One node per lead, the biggest on top."""
    totals: dict[str | None, int] = {}
    for kind, requests in parts:
        totals[kind] = totals.get(kind, 0) + requests
    top, nodes = 2.0, Nodes()
    for kind, requests in sorted(totals.items(), key=lambda item: -item[1]):
        height = max(_LEAST, requests * scale + _THIN)
        nodes[kind] = Node(x, round(top, 1), round(height, 1), name(kind), requests)
        top += height + _GAP
    return nodes


def _bands(shown: Sequence[Flow], scale: float, left: Nodes, right: Nodes, name: Name) -> tuple[Band, ...]:
    """Bands leave a node one below the other, in the order of the nodes they go to."""
    starts = {kind: node.y for kind, node in left.items()}
    ends = {kind: node.y for kind, node in right.items()}
    order = {kind: place for place, kind in enumerate(right)}
    bands = []
    for flow in sorted(shown, key=lambda flow: (list(left).index(flow.before), order[flow.after])):
        thick = max(_THIN, flow.requests * scale)
        path = _ribbon(starts[flow.before], ends[flow.after], thick)
        starts[flow.before] += thick
        ends[flow.after] += thick
        bands.append(Band(path, f"{name(flow.before)} → {name(flow.after)} : {flow.requests}", flow.after is None))
    return tuple(bands)


def _ribbon(start: float, end: float, thick: float) -> str:
    """A band that leaves and arrives level."""
    near, far, middle = _BAR, WIDTH - _BAR, WIDTH / 2
    return (
        f"M{near} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {far} {end:.1f}"
        f"V{end + thick:.1f}C{middle} {end + thick:.1f} {middle} {start + thick:.1f} {near} {start + thick:.1f}Z"
    )
