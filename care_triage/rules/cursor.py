"""Walks the tokens of one cell, and makes the refusals of that cell."""

from __future__ import annotations

from care_triage.rules.errors import CellError, shown
from care_triage.rules.tokens import WORDS, Token


class Cursor:
    """A place among the tokens of one cell; every refusal names the rule, the fact and the character."""

    def __init__(self, tokens: list[Token], fact: str, rule_id: str) -> None:
        self._tokens = tokens
        self._fact = fact
        self._at = 0
        self.rule_id = rule_id

    @property
    def next(self) -> Token:
        """The token that comes next; the last one is of kind "end" and stays."""
        return self._tokens[self._at]

    def advance(self) -> Token:
        """Take the next token, whatever it is."""
        token = self.next
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def next_is(self, sign: str) -> bool:
        """Whether the next token is this sign."""
        return self.next.kind == "sign" and self.next.text == sign

    def after_next_is_end(self) -> bool:
        """Whether a single token is left."""
        return self._at == len(self._tokens) - 2

    def take(self, sign: str) -> bool:
        """Take this sign if it comes next."""
        found = self.next_is(sign)
        if found:
            self.advance()
        return found

    def take_word(self, word: str) -> bool:
        """Take this word if it comes next."""
        found = self.next.kind == "word" and self.next.text == word
        if found:
            self.advance()
        return found

    def want(self, sign: str) -> None:
        """Take this sign; CellError when something else comes."""
        if not self.take(sign):
            raise self.expected(sign)

    def finish(self) -> None:
        """CellError unless the cell ends here."""
        if self.next.kind != "end":
            raise self.error("left_over", got=shown(self.next.text))

    def error(self, key: str, offset: int | None = None, **details: str) -> CellError:
        """The refusal of this cell at `offset`, by default at the next token."""
        at = self.next.offset if offset is None else offset
        return CellError(key, fact=self._fact, offset=at, rule_id=self.rule_id, **details)

    def expected(self, wanted: str) -> CellError:
        """The refusal that says what should stand here; a word nobody knows is named as such."""
        token = self.next
        if token.kind == "end":
            return self.error("cut_short", wanted=wanted)
        if token.kind == "word" and token.text not in WORDS:
            return self.error("unknown_word", got=shown(token.text))
        return self.error("expected", wanted=wanted, got=shown(token.text))
