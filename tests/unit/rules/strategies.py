"""Hypothesis strategies: conditions, rules and facts over one small vocabulary that has every kind of fact.

Values are drawn from few candidates, so that conditions and facts meet each other and the edges of ranges often.
"""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from care_triage.rules import (
    AnyOf,
    Condition,
    Fact,
    In,
    Is,
    Kind,
    Known,
    NoneOf,
    NotIn,
    NotStartsWith,
    Rule,
    Span,
    StartsWith,
    Unknown,
    Vocabulary,
    Within,
    codes,
)
from care_triage.rules.spans import merge

TERRITORY = ("commune:42187", "commune:69123", "epci:200035731", "court:roanne", "dep:42", "dep:69", "region:84", "fr")
NAF = ("47", "47.1", "47.11", "47.11F", "01", "01.1", "01.11Z", "4", "56.10A")
DEBTS = ("fiscal", "social", "bank", "rent")
FIRST_DAY = date(2025, 12, 28)

VOCABULARY = Vocabulary(
    [
        Fact("subject", Kind.ENUM, values=codes("debt", "cessation", "dispute")),
        Fact("territory", Kind.CODE, values=codes(*TERRITORY)),
        Fact("naf", Kind.CODE),
        Fact("sector", Kind.CODE, values=codes(*NAF)),
        Fact("employees", Kind.INTEGER),
        Fact("turnover", Kind.MONEY),
        Fact("cessation_on", Kind.DATE),
        Fact("farmer", Kind.BOOLEAN),
        Fact("debts", Kind.SET, values=codes(*DEBTS)),
    ]
)
_STEPS = {Kind.INTEGER: range(-3, 8), Kind.MONEY: range(-3, 8)}


def _steps(fact: Fact) -> st.SearchStrategy[int]:
    if fact.kind is Kind.DATE:
        return st.integers(0, 8).map(lambda days: FIRST_DAY.toordinal() + days)
    return st.sampled_from(_STEPS[fact.kind])


def _names(fact: Fact) -> st.SearchStrategy[frozenset[str]]:
    known = sorted(fact.codes) or list(NAF)
    return st.frozensets(st.sampled_from(known), min_size=1, max_size=3)


def _prefixes(fact: Fact) -> st.SearchStrategy[frozenset[str]]:
    """Beginnings of codes, of several lengths."""
    return st.tuples(_names(fact), st.integers(1, 9)).map(lambda drawn: frozenset(c[: drawn[1]] for c in drawn[0]))


def _spans(fact: Fact) -> st.SearchStrategy[Within]:
    edge = st.none() | _steps(fact)
    drawn = st.lists(st.tuples(edge, edge).map(lambda edges: Span(*edges)), min_size=1, max_size=3)
    return drawn.filter(lambda spans: merge(spans) not in ((), (Span(None, None),))).map(lambda s: Within(tuple(s)))


def conditions(fact: Fact) -> st.SearchStrategy[Condition]:
    """Any condition that suits the fact."""
    presence: st.SearchStrategy[Condition] = st.sampled_from([Known(), Unknown()])
    match fact.kind:
        case Kind.ENUM:
            return presence | _names(fact).map(In) | _names(fact).map(NotIn)
        case Kind.CODE:
            named = _names(fact).map(In) | _names(fact).map(NotIn)
            return presence | named | _prefixes(fact).map(StartsWith) | _prefixes(fact).map(NotStartsWith)
        case Kind.SET:
            return presence | _names(fact).map(AnyOf) | _names(fact).map(NoneOf)
        case Kind.BOOLEAN:
            return presence | st.booleans().map(Is)
        case _:
            return presence | _spans(fact)


def values(fact: Fact) -> st.SearchStrategy[object]:
    """Any known value of the fact, near what conditions name."""
    match fact.kind:
        case Kind.ENUM | Kind.CODE | Kind.SET:
            return _coded_values(fact)
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.MONEY:
            return _steps(fact).map(lambda cents: Decimal(cents).scaleb(-2))
        case Kind.DATE:
            return _steps(fact).map(date.fromordinal)
        case _:
            return _steps(fact)


def _coded_values(fact: Fact) -> st.SearchStrategy[object]:
    one = st.sampled_from(sorted(fact.codes) or list(NAF))
    if fact.kind is Kind.ENUM:
        return one
    return st.frozensets(one, max_size=3) if fact.kind is Kind.SET else one | _names(fact)


def days() -> st.SearchStrategy[date]:
    """Days around which rules begin and end."""
    return st.integers(0, 8).map(lambda count: FIRST_DAY + timedelta(days=count))


def facts() -> st.SearchStrategy[dict[str, object]]:
    """Facts, each one known, said to be unknown (None) or not spoken of."""
    return st.fixed_dictionaries({}, optional={fact.name: st.none() | values(fact) for fact in VOCABULARY.values()})


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Condition]:
    """The conditions of one rule: none, a few, now and then one on every fact."""
    names = draw(st.one_of(_FEW, _FEW, _FEW, _ALL))
    return {name: draw(_CONDITIONS[name]) for name in names}


_CONDITIONS = {fact.name: conditions(fact) for fact in VOCABULARY.values()}
_FEW = st.lists(st.sampled_from(sorted(VOCABULARY)), max_size=3, unique=True)
_ALL = st.just(sorted(VOCABULARY))


def periods() -> st.SearchStrategy[tuple[date | None, date | None]]:
    """Validity dates in the right order, often open."""
    closed = st.tuples(days(), days()).map(lambda pair: (min(pair), max(pair)))
    return st.tuples(st.none(), st.none()) | st.tuples(days(), st.none()) | st.tuples(st.none(), days()) | closed


def tables(longest: int = 12) -> st.SearchStrategy[list[Rule]]:
    """Rules numbered in order; an empty table is one."""
    return st.lists(st.tuples(rows(), periods()), max_size=longest).map(
        lambda drawn: [Rule(f"r{i}", row, i, *period) for i, (row, period) in enumerate(drawn)]
    )
