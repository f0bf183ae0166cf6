"""A cell of a rule in the words of DMN, and back.

In DMN an unknown input is null, and `not("a")` is true of null. A rule waits for what it does not know: it goes out as
`not("a", null)`. A hierarchical code (a territory) goes out as the list of the code and those above it.
"""

import re
from typing import Final

from care_triage.rules import Condition, Fact, In, Known, NotIn, RulesError, Unknown, parse_cell, write_cell
from care_triage.rules.tokens import LONGEST_CELL

ANY: Final = "-"
_STRING: Final = r'"(?:[^"\\]|\\.)*+"'
_CONTAINED: Final = re.compile(rf"list\s+contains\s*+\(\s*+\?\s*+,\s*+({_STRING})\s*+\)")
_FIRST_NULL: Final = re.compile(r"\s*not\s*\(\s*(null\s*,)")
_LAST_NULL: Final = re.compile(r"(,\s*+null)\s*+\)\s*+$")
_WORDS: Final = {"null": "unknown()", "?=null": "unknown()", "not(null)": "known()", "?!=null": "known()"}


def to_dmn(condition: Condition | None, fact: Fact, *, as_list: bool) -> str:
    """The unary tests of DMN that are true exactly when the condition is; `as_list` for a code with those above it."""
    match condition:
        case Known():
            return "not(null)"
        case Unknown():
            return "null"
        case In() if as_list:
            return _contained(write_cell(condition, fact))
        case NotIn() if as_list:
            return f"not({_contained(write_cell(In(condition.codes), fact))})"
        case NotIn():
            return f"not({write_cell(In(condition.codes), fact)}, null)"
        case _:
            return write_cell(condition, fact)


def _contained(cell: str) -> str:
    return re.sub(_STRING, lambda code: f"list contains(?, {code[0]})", cell)


def from_dmn(text: str, fact: Fact, *, as_list: bool) -> str:
    """The cell that a DMN entry means; empty when the fact does not matter.

    What is taken out leaves blanks behind, so that a fault in the rest is still at its character in the file.
    """
    if len(text) > LONGEST_CELL or text.strip() in ("", ANY):
        return "" if text.strip() in ("", ANY) else text
    if said := _WORDS.get("".join(text.split())):
        return said
    cell = _blanked(_LAST_NULL, _blanked(_FIRST_NULL, text))
    if as_list:
        cell = _CONTAINED.sub(lambda test: test[1].rjust(test.end(1) - test.start()).ljust(len(test[0])), cell)
    try:
        return write_cell(parse_cell(cell, fact), fact)
    except RulesError:
        return cell


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text) if pattern is _LAST_NULL else pattern.match(text)
    return f"{text[: found.start(1)]}{' ' * len(found[1])}{text[found.end(1) :]}" if found else text
