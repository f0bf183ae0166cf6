"""The picture of a replay: everything inside its frame, nothing over another, nothing drawn that does not move."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from care_triage.rulebook.pages.flow_picture import WIDTH, flow_picture
from care_triage.rulebook.replay.result import Flow

_KINDS = st.none() | st.sampled_from(["urssaf", "ccsf", "cci", "cma", "msa"])
_FLOWS = st.lists(
    st.builds(Flow, st.integers(1, 5_000), _KINDS, _KINDS), unique_by=lambda flow: (flow.before, flow.after)
)


def name(kind: str | None) -> str:
    return kind or "desk"


@given(_FLOWS)
def test_nodes_stand_below_each_other_inside_the_frame(flows: list[Flow]) -> None:
    picture = flow_picture(flows, name)
    moving = [flow for flow in flows if flow.before != flow.after]
    if picture is None:
        assert not moving
        return
    assert len(picture.bands) + picture.left_out == len(moving)
    for side in (picture.left, picture.right):
        assert all(0 <= node.x <= WIDTH and node.y >= 0 and node.y + node.height <= picture.height for node in side)
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(side))
    assert sum(node.requests for node in picture.left) == sum(node.requests for node in picture.right)


def test_a_way_to_nobody_stands_out() -> None:
    picture = flow_picture([Flow(3, "urssaf"), Flow(2, "cci", "cma"), Flow(9, "msa", "msa")], name)
    assert picture is not None
    assert [(band.title, band.loses) for band in picture.bands] == [
        ("urssaf → desk\u00a0: 3", True),
        ("cci → cma\u00a0: 2", False),
    ]
