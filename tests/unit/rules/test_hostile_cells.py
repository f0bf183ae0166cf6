"""Cells written to hang, crash or fool the parser are refused at once."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.rules import CellError, parse_cell, write_cell
from tests.unit.rules.strategies import VOCABULARY

LONGEST_REFUSAL_S = 0.010

HOSTILE = {
    "a million characters": "x" * 1_000_000,
    "a million quotes": '"' * 1_000_000,
    "a long string of a code": '"' + "a" * 3_900 + '"',
    "an endless string": '"' + "a" * 3_990,
    "many escapes": '"' + '\\"' * 1_990 + '"',
    "an escape at the end": '"' + "\\",
    "open brackets": "(" * 4_000,
    "square brackets": "[" * 4_000,
    "deep not": "not(" * 1_000,
    "deep not that closes": "not(" * 500 + "known()" + ")" * 500,
    "nested calls": "starts with(?, " * 260,
    "nested lists": "list contains(?, " * 230,
    "a thousand commas": "," * 4_000,
    "a thousand dashes": "-" * 4_000,
    "a huge number": "9" * 3_999,
    "a million digits": "9" * 1_000_000,
    "a huge negative number": "-" + "9" * 3_000,
    "a number with many dots": "1." * 2_000,
    "dots": "." * 4_000,
    "a range of ranges": "[1..[1..[1..2]]]",
    "an exponent": "1e999999999",
    "not a number": "NaN",
    "infinity": "< infinity",
    "hexadecimal": "0x7fffffff",
    "a catastrophic pattern": 'matches(?, "(a+)+$")',
    "another catastrophic pattern": "(" * 30 + "a*" + ")*" * 30 + "$",
    "python": "__import__('os').system('true')",
    "a template": "{{ 7 * 7 }}${7*7}#{7*7}",
    "a format string": "{0.__class__.__mro__}",
    "a percent": "%s%s%n",
    "nul": "\0",
    "nul in a string": '"debt\0"',
    "a lone surrogate": '"\ud800"',
    "right to left override": '"\u202etbed"',
    "zero width space": '"de\u200bbt"',
    "zero width joiners": "\u200d" * 3_000,
    "combining marks": "e" + "\u0301" * 3_990,
    "combining marks in a string": '"e' + "\u0301" * 3_900 + '"',
    "emoji": "👨‍👩‍👧‍👦" * 500,
    "a character outside the basic plane": '"\U0001f4a9"',
    "full width digits": "１０",
    "arabic digits": "٣",
    "superscript": "²",
    "a full width quote": "＂debt＂",
    "a cyrillic look-alike": '"dеbt"',
    "a ligature": '"ﬁscal"',
    "a decomposed letter": '"e\u0301"',
    "line separators": "\u2028" * 4_000,
    "blanks": " " * 4_000,
    "tabs and line ends": "\t\r\n" * 1_000,
    "a byte order mark": "\ufeffknown()",
    "a form feed": "\fknown()",
    "a comment": "known() /* */ // #",
    "a year before time": 'date("0000-00-00")',
    "a year after time": 'date("99999-01-01")',
    "an endless date": 'date("' + "2" * 3_900 + '")',
}


@pytest.mark.parametrize("cell", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_a_hostile_cell_is_refused_in_less_than_ten_milliseconds(name: str, cell: str) -> None:
    # Processor time of this thread, and the better of two: other work on the machine does not count.
    assert min(_refusal_time(name, cell), _refusal_time(name, cell)) < LONGEST_REFUSAL_S


def _refusal_time(name: str, cell: str) -> float:
    """Seconds it took to refuse the cell and to say why."""
    start = time.thread_time()
    with pytest.raises(CellError) as caught:
        parse_cell(cell, VOCABULARY[name], rule_id="r1")
    assert caught.value.message("fr")
    assert str(caught.value)
    spent = time.thread_time() - start
    assert 0 <= caught.value.offset <= len(cell)
    return spent


_PIECES = st.sampled_from(
    [
        "not(",
        "(",
        ")",
        "[",
        "]",
        "..",
        "<",
        "<=",
        ">",
        ">=",
        "-",
        ",",
        "?",
        '"debt"',
        '"47"',
        '"fiscal"',
        '"',
        "10",
        "-3",
        "1.5",
        "known()",
        "unknown()",
        "true",
        "false",
        'date("2026-01-01")',
        "starts",
        "with",
        "list",
        "contains",
    ]
)


@settings(deadline=None, max_examples=500)
@given(
    name=st.sampled_from(sorted(VOCABULARY)),
    cell=st.text(max_size=60) | st.lists(_PIECES, max_size=8).map(" ".join) | st.text(st.characters(), max_size=9),
)
def test_any_text_is_either_a_condition_or_a_refusal_inside_the_text(name: str, cell: str) -> None:
    fact = VOCABULARY[name]
    try:
        condition = parse_cell(cell, fact)
    except CellError as refusal:
        _check_refusal(refusal, cell)
    else:
        assert parse_cell(write_cell(condition, fact), fact) == condition


def _check_refusal(refusal: CellError, cell: str) -> None:
    assert 0 <= refusal.offset <= len(cell)
    assert refusal.message("fr")
    assert refusal.message("en")
