"""Cuts the text of a cell into words, strings, numbers and signs, each with its place.

Every character is looked at once and no pattern matching is used, so the time is linear in a length that is bounded.
"""

from __future__ import annotations

import string
from typing import Final, Literal, NamedTuple

from care_triage.rules.errors import CellError, shown

LONGEST_CELL: Final = 4_000
"""Characters; about two hundred territory codes."""

_BLANK: Final = frozenset(" \t\r\n")
_LETTERS: Final = frozenset(string.ascii_letters + "_")
_DIGITS: Final = frozenset(string.digits)
_NUMERIC: Final = _DIGITS | {"."}
_CURLY: Final = frozenset("“”„«»‘’'")
_PAIRS: Final = ("..", "<=", ">=")
WORDS: Final = frozenset(["known", "unknown", "not", "true", "false", "date", "starts", "with", "list", "contains"])
_SIGNS: Final = frozenset("()[],?<>-")


class Token(NamedTuple):
    """One piece of a cell: `text` is what it means (a string without its quotes), `offset` where it starts."""

    kind: Literal["word", "string", "number", "sign", "end"]
    text: str
    offset: int


def read_tokens(text: str, fact: str, rule_id: str) -> list[Token]:
    """All tokens of a cell, the last one of kind "end". Raises CellError at the exact character."""
    if not isinstance(text, str):
        raise CellError("not_text", fact=fact, offset=0, rule_id=rule_id, got=shown(text))
    return _Scanner(text, fact, rule_id).tokens()


class _Scanner:
    """Reads the tokens of one cell from left to right."""

    def __init__(self, text: str, fact: str, rule_id: str) -> None:
        self._text = text
        self._fact = fact
        self._rule_id = rule_id
        self._at = 0

    def _error(self, key: str, offset: int, **details: str) -> CellError:
        return CellError(key, fact=self._fact, offset=offset, rule_id=self._rule_id, **details)

    def tokens(self) -> list[Token]:
        """All tokens of the text."""
        if len(self._text) > LONGEST_CELL:
            raise self._error("too_long", LONGEST_CELL, limit=str(LONGEST_CELL))
        found: list[Token] = []
        while (token := self._next()).kind != "end":
            found.append(token)
        return [*found, token]

    def _next(self) -> Token:
        text, start = self._text, self._at
        while start < len(text) and text[start] in _BLANK:
            start += 1
        if start == len(text):
            return Token("end", "", start)
        first = text[start]
        if first == '"':
            return self._string(start)
        if first in _DIGITS:
            return self._run("number", start)
        if first in _LETTERS:
            return self._run("word", start)
        return self._sign(start)

    def _sign(self, start: int) -> Token:
        pair, single = self._text[start : start + 2], self._text[start]
        sign = pair if pair in _PAIRS else single
        if sign not in _PAIRS and sign not in _SIGNS:
            key = "curly_quote" if single in _CURLY else "bad_character"
            raise self._error(key, start, got=shown(single))
        self._at = start + len(sign)
        return Token("sign", sign, start)

    def _run(self, kind: Literal["word", "number"], start: int) -> Token:
        text, at = self._text, start
        allowed = _NUMERIC if kind == "number" else _LETTERS
        while at < len(text) and text[at] in allowed and not text.startswith("..", at):
            at += 1
        self._at = at
        return Token(kind, text[start:at], start)

    def _string(self, start: int) -> Token:
        text, at, pieces = self._text, start + 1, []
        while at < len(text) and text[at] != '"':
            if text[at] == "\\":
                at += 1
                if text[at : at + 1] not in ('"', "\\"):
                    raise self._error("bad_escape", at - 1)
            elif not text[at].isprintable():
                raise self._error("bad_character", at, got=shown(text[at]))
            pieces.append(text[at])
            at += 1
        if at >= len(text):
            raise self._error("open_string", start)
        self._at = at + 1
        return Token("string", "".join(pieces), start)
