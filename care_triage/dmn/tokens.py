"""Cuts FEEL into names, texts, numbers and signs: each character is looked at once, no patterns."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from care_triage.dmn.refusals import FeelError

LONGEST_TEXT: Final = 4_000
_LONGEST_NUMBER: Final = 60
_PAIRS: Final = ("..", "<=", ">=", "!=", "**")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'"}
_DIGITS: Final = frozenset("0123456789")


class Token(NamedTuple):
    """One piece of a text: what it means, and where it stands."""

    kind: Literal["name", "string", "number", "sign", "end"]
    text: str
    offset: int


def read_tokens(text: str) -> list[Token]:
    """The tokens of a cell, the last one of kind "end". Raises FeelError."""
    if len(text) > LONGEST_TEXT:
        raise FeelError(f"texte trop long : {LONGEST_TEXT} caractères au plus", LONGEST_TEXT)
    tokens, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _token(text, at)
        tokens.append(token)
    return [*tokens, Token("end", "", len(text))]


def _token(text: str, at: int) -> tuple[Token, int]:
    first = text[at]
    if first == '"':
        return _string(text, at)
    if first in _DIGITS or (first == "." and text[at + 1 : at + 2] in _DIGITS):
        return _number(text, at)
    if first.isalpha() or first in "_$":
        return _name(text, at)
    sign = text[at : at + 2] if text[at : at + 2] in _PAIRS else first
    return Token("sign", sign, at), at + len(sign)


def _name(text: str, start: int) -> tuple[Token, int]:
    at = start
    while at < len(text) and (text[at].isalnum() or text[at] in "_$"):
        at += 1
    return Token("name", text[start:at], start), at


def _number(text: str, start: int) -> tuple[Token, int]:
    at, dotted = start, False
    while at < len(text) and (text[at] in _DIGITS or text[at] == "."):
        if text[at] == ".":
            if dotted or text[at + 1 : at + 2] not in _DIGITS:
                break
            dotted = True
        at += 1
    if at - start > _LONGEST_NUMBER:
        raise FeelError("nombre trop long", start)
    return Token("number", text[start:at], start), at


def _string(text: str, start: int) -> tuple[Token, int]:
    at, pieces = start + 1, []
    while at < len(text) and text[at] != '"':
        piece, at = _escaped(text, at + 1) if text[at] == "\\" else (text[at], at + 1)
        pieces.append(piece)
    if at >= len(text):
        raise FeelError("il manque un guillemet fermant", start)
    return Token("string", "".join(pieces), start), at + 1


def _escaped(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] in _ESCAPES:
        return _ESCAPES[text[at]], at + 1
    code = text[at + 1 : at + 5]
    if text[at : at + 1] == "u" and len(code) == 4 and code.isascii() and code.isalnum():
        try:
            return chr(int(code, 16)), at + 5
        except ValueError:
            pass
    raise FeelError("séquence inconnue après une barre oblique inverse", at - 1)
