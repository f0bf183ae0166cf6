"""Reads FEEL: expressions, and the unary tests of the cells of a decision table.

A name may hold spaces and signs ("Monthly Income", "Approved/Declined"): the names in scope are known, and the longest
that fits is meant. There is no way to define a function or a loop, and brackets nest only so deep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeVar

from care_triage.dmn import expressions as do
from care_triage.dmn.expressions import Node, Test
from care_triage.dmn.functions import FUNCTIONS, iso_date
from care_triage.dmn.refusals import FeelError, shown
from care_triage.dmn.tokens import Token, read_tokens

_DEEPEST: Final = 24
_OPENING: Final = {"[": True, "(": False, "]": False}
_CLOSING: Final = {"]": True, ")": False, "[": False}
_ENDS: Final = frozenset(["..", ",", ")", "[", "]"])
_WORDS: Final = frozenset(["and", "or", "in", "between", "if", "then", "else", "true", "false", "null"])
_REFUSED: Final = frozenset(["for", "some", "every", "function", "instance"])
T = TypeVar("T")
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


class Names:
    """The names that a text may read, ready to be recognised: the longest first, by their first word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in sorted(names, key=lambda name: -len(_spelling(name))):
            if spelling := _spelling(name):
                self._by_first.setdefault(spelling[0], []).append((spelling, name))

    def beginning(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        """Spelling and name of those that begin with this word."""
        return self._by_first.get(word, [])


def parse_expression(text: str, names: Iterable[str] | Names) -> Node:
    """The expression written in `text`, which may read `names`. Raises FeelError."""
    return _Parser(text, names).whole_expression()


def parse_tests(text: str, names: Iterable[str] | Names) -> Test | None:
    """The unary tests of a cell; None for `-` or an empty cell, which accept anything. Raises FeelError."""
    return _Parser(text, names).whole_cell()


def parse_values(text: str, names: Iterable[str] | Names) -> list[Node]:
    """A list of values separated by commas. Raises FeelError."""
    return _Parser(text, names).whole_list()


@lru_cache(maxsize=512)
def _spelling(name: str) -> tuple[str, ...]:
    """A name as the tokens it is made of; empty when it cannot be written in FEEL."""
    try:
        tokens = read_tokens(name)
    except FeelError:
        return ()
    return tuple(token.text for token in tokens[:-1]) if all(token.kind != "string" for token in tokens) else ()


class _Parser:
    """Recursive descent over the tokens of one cell, as deep as brackets nest and no deeper than the limit."""

    def __init__(self, text: str, names: Iterable[str] | Names) -> None:
        self._tokens = read_tokens(text)
        self._at = 0
        self._depth = 0
        self._speaks_of_input = False
        self._names = names if isinstance(names, Names) else Names(names)

    # Whole texts.

    def whole_expression(self) -> Node:
        node = self._expression()
        self._finish()
        if self._speaks_of_input:
            raise FeelError("« ? » n’a de sens que dans une condition", 0)
        return node

    def whole_list(self) -> list[Node]:
        nodes = self._separated(self._expression)
        self._finish()
        return nodes

    def whole_cell(self) -> Test | None:
        if self._next.kind == "end" or (self._sees("-") and self._tokens[self._at + 1].kind == "end"):
            return None
        tests = self._tests()
        self._finish()
        return tests

    def _finish(self) -> None:
        if self._next.kind != "end":
            raise self._refusal(f"le texte devrait finir ici, on lit {shown(self._next.text)}")

    # Unary tests.

    def _tests(self) -> Test:
        after = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if self._sees("not") and after.text == "(":
            self._at += 2
            tests = self._separated(self._test)
            self._want(")")
            return do.none_of(tests)
        return do.any_of(self._separated(self._test))

    def _test(self) -> Test:
        sign = self._next.text if self._next.kind == "sign" else ""
        if sign in do.COMPARISONS:
            self._at += 1
            return do.compared(do.input_value, sign, self._sum())
        if self._opens_interval():
            return self._interval()
        spoken, self._speaks_of_input = self._speaks_of_input, False
        node = self._expression()
        test = do.holding(node) if self._speaks_of_input else do.matching(node)
        self._speaks_of_input = spoken
        return test

    def _opens_interval(self) -> bool:
        """Whether this bracket opens `low..high`: looked up ahead, so that nothing is ever read twice."""
        if self._next.kind != "sign" or self._next.text not in _OPENING:
            return False
        depth = 0
        for token in self._tokens[self._at + 1 :]:
            if token.kind == "sign":
                if depth == 0 and token.text in _ENDS:
                    return token.text == ".."
                depth += (token.text == "(") - (token.text == ")")
        return False

    def _interval(self) -> Test:
        closed_below = _OPENING[self._advance().text]
        low = self._sum()
        self._want("..")
        high = self._sum()
        if self._next.kind != "sign" or self._next.text not in _CLOSING:
            raise self._refusal("on attendait ] ou )")
        closed_above = _CLOSING[self._advance().text]
        above = do.compared(do.input_value, ">=" if closed_below else ">", low)
        below = do.compared(do.input_value, "<=" if closed_above else "<", high)
        return do.holding(do.every([above, below], stops_at=False))

    # Expressions, from the loosest bond to the tightest.

    def _expression(self) -> Node:
        return self._nested(self._choice)

    def _choice(self) -> Node:
        if not self._take("if"):
            return self._joined("or", lambda: self._joined("and", self._comparison, stops_at=False), stops_at=True)
        condition = self._expression()
        self._want("then")
        then = self._expression()
        self._want("else")
        return do.chosen(condition, then, self._expression())

    def _joined(self, word: str, part: Callable[[], Node], *, stops_at: bool) -> Node:
        nodes = [part()]
        while self._take(word):
            nodes.append(part())
        return do.every(nodes, stops_at=stops_at) if len(nodes) > 1 else nodes[0]

    def _comparison(self) -> Node:
        left = self._sum()
        if self._next.kind == "sign" and self._next.text in do.COMPARISONS:
            return do.compared(left, self._advance().text, self._sum())
        if self._take("between"):
            low = self._sum()
            self._want("and")
            high = self._sum()
            return do.every([do.compared(left, ">=", low), do.compared(left, "<=", high)], stops_at=False)
        if self._take("in"):
            return do.tested(left, self._nested(self._membership))
        return left

    def _membership(self) -> Test:
        if self._opens_interval() or not self._sees("("):
            return self._test()
        self._advance()
        tests = self._separated(self._test)
        self._want(")")
        return do.any_of(tests)

    def _sum(self) -> Node:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._signed))

    def _chain(self, signs: tuple[str, ...], part: Callable[[], Node]) -> Node:
        first, others = part(), []
        while self._next.kind == "sign" and self._next.text in signs:
            others.append((self._advance().text, part()))
        return do.chain(first, others) if others else first

    def _signed(self) -> Node:
        minus = False
        while self._take("-"):
            minus = not minus
        node = self._primary()
        return do.opposite(node) if minus else node

    def _primary(self) -> Node:
        token = self._next
        if token.kind == "string":
            return do.constant(self._advance().text)
        if token.kind == "number":
            return do.constant(Decimal(self._advance().text))
        if token.kind == "name":
            return self._named(token)
        return self._signed_primary(token)

    def _signed_primary(self, token: Token) -> Node:
        if self._take("?"):
            self._speaks_of_input = True
            return do.path("?", self._steps())
        if self._take("("):
            node = self._expression()
            self._want(")")
            return node
        if self._take("["):
            items = [] if self._sees("]") else self._separated(self._expression)
            self._want("]")
            return do.listed(items)
        if self._take("@"):
            return self._dated()
        raise self._refusal(
            "le texte s’arrête trop tôt" if token.kind == "end" else f"{shown(token.text)} surprend ici"
        )

    def _dated(self) -> Node:
        token = self._advance()
        read = iso_date(token.text) if token.kind == "string" else None
        if read is None:
            raise FeelError('on attendait une date, @"2026-01-31"', token.offset)
        return do.constant(read)

    def _named(self, token: Token) -> Node:
        if called := self._call():
            return called
        for spelling, name in self._names.beginning(token.text):
            if self._spells(spelling):
                self._at += len(spelling)
                return do.path(name, self._steps())
        if token.text in _CONSTANTS:
            self._at += 1
            return do.constant(_CONSTANTS[token.text])
        problem = (
            "n’est pas pris en charge" if token.text in _REFUSED else "n’est ni une donnée, ni une fonction connue"
        )
        raise self._refusal(f"{shown(token.text)} {problem}")

    def _spells(self, spelling: tuple[str, ...]) -> bool:
        ahead = self._tokens[self._at : self._at + len(spelling)]
        return len(ahead) == len(spelling) and all(
            token.kind != "string" and token.text == text for token, text in zip(ahead, spelling, strict=True)
        )

    def _steps(self) -> list[str]:
        """The members that follow a name, each made of all the words up to the next sign."""
        steps = []
        while self._sees(".") and self._tokens[self._at + 1].kind == "name":
            self._at += 1
            words = [self._advance().text]
            while self._next.kind == "name" and self._next.text not in _WORDS:
                words.append(self._advance().text)
            steps.append(" ".join(words))
        return steps

    def _call(self) -> Node | None:
        for name, (work, count) in FUNCTIONS.items():
            spelling = (*_spelling(name), "(")
            if not self._spells(spelling):
                continue
            start = self._next.offset
            self._at += len(spelling)
            arguments = self._separated(self._expression)
            self._want(")")
            if count and len(arguments) != count:
                raise FeelError(f"{name}(…) prend {count} valeur(s)", start)
            return do.called(work, arguments)
        return None

    # Tokens.

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _advance(self) -> Token:
        token = self._next
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _sees(self, text: str) -> bool:
        return self._next.kind in ("sign", "name") and self._next.text == text

    def _take(self, text: str) -> bool:
        found = self._sees(text)
        if found:
            self._advance()
        return found

    def _want(self, text: str) -> None:
        if not self._take(text):
            raise self._refusal(
                f"on attendait {text}, on lit {shown(self._next.text) if self._next.text else 'la fin'}"
            )

    def _separated(self, part: Callable[[], T]) -> list[T]:
        found = [part()]
        while self._take(","):
            found.append(part())
        return found

    def _nested(self, part: Callable[[], T]) -> T:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._refusal(f"plus de {_DEEPEST} niveaux de parenthèses")
        found = part()
        self._depth -= 1
        return found

    def _refusal(self, problem: str) -> FeelError:
        return FeelError(problem, self._next.offset)
