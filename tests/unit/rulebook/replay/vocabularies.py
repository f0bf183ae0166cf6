"""A vocabulary that has moved on, and rows that can still be written in it."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from care_triage.rules import Fact, Kind, Vocabulary, write_cell
from care_triage.rules.cells import parse_cell
from care_triage.rules.errors import CellError
from care_triage.rules.vocabulary import CODED
from care_triage.triage.document import FactSpec, RuleSpec
from care_triage.triage.records import Text
from tests.unit.rulebook.replay.strategies import FACTS, drafts, rule_set
from tests.unit.rules.strategies import conditions

# A fact that past requests may hold though no rule could read it then.
_RETURNED = FactSpec("gone", Kind.BOOLEAN, Text("revenu"))
_OTHER_KINDS = {
    Kind.INTEGER: (Kind.MONEY, Kind.CODE),
    Kind.MONEY: (Kind.INTEGER, Kind.CODE),
    Kind.ENUM: (Kind.CODE, Kind.SET),
    Kind.SET: (Kind.CODE,),
    Kind.CODE: (Kind.SET, Kind.DATE),
    Kind.DATE: (Kind.CODE,),
    Kind.BOOLEAN: (Kind.INTEGER,),
}


@st.composite
def vocabularies(draw: st.DrawFn) -> tuple[FactSpec, ...]:
    """The facts with some gone, some of another kind, some with fewer codes, in any order, and one that came back."""
    drawn = [draw(_moved_on(spec)) for spec in FACTS]
    returned = [_RETURNED] if draw(st.booleans()) else []
    return tuple(draw(st.permutations([*filter(None, drawn), *returned])))


def _moved_on(spec: FactSpec) -> st.SearchStrategy[FactSpec | None]:
    same: st.SearchStrategy[FactSpec | None] = st.just(spec)
    if spec.values:
        kept = st.lists(st.sampled_from(spec.values), min_size=1, unique=True)
        same |= kept.map(lambda values: replace(spec, values=tuple(values)))
    # Every rule set has subjects.
    return same if spec.name == "subject" else same | st.none() | st.sampled_from(_other_kinds(spec))


def _other_kinds(spec: FactSpec) -> list[FactSpec]:
    kinds = [kind for kind in _OTHER_KINDS[spec.kind] if spec.values or kind not in (Kind.ENUM, Kind.SET)]
    return [replace(spec, kind=kind, values=spec.values if kind in CODED else ()) for kind in kinds]


@st.composite
def rewritten(draw: st.DrawFn, published: list[RuleSpec], vocabulary: tuple[FactSpec, ...]) -> list[RuleSpec]:
    """A draft of `published` over another vocabulary: cells that it cannot hold are left out, a few are written in it."""
    engine = rule_set([], vocabulary).document.to_vocabulary()
    rows = [replace(row, when=_holdable(row.when, engine)) for row in draw(drafts(published))]
    return [replace(row, when={**row.when, **draw(_cells(engine))}) for row in rows]


def _holdable(when: Mapping[str, str], engine: Vocabulary) -> dict[str, str]:
    return {name: cell for name, cell in when.items() if name in engine and _is_read(cell, engine[name])}


def _is_read(cell: str, fact: Fact) -> bool:
    try:
        return parse_cell(cell, fact) is not None
    except CellError:
        return False


def _cells(engine: Vocabulary) -> st.SearchStrategy[dict[str, str]]:
    """At most one, of any fact."""
    return st.sampled_from(sorted(engine)).flatmap(lambda name: _cell(engine[name])) | st.just({})


def _cell(fact: Fact) -> st.SearchStrategy[dict[str, str]]:
    return conditions(fact).map(lambda condition: {fact.name: write_cell(condition, fact)})
