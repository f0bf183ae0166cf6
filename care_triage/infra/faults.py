"""What may be written down about an error: where and of which kind, without anything personal."""

import re
from collections.abc import Iterator
from traceback import format_tb

from sqlalchemy.exc import DBAPIError

_ADDRESS = re.compile(r"[^\s@<>\"'()\[\],;:]+@[^\s@<>\"'()\[\],;:]+")
# A telephone, a SIRET, a card: what a person is known by. Ports, sizes and lines are shorter.
_NUMBER = re.compile(r"(?:\d[\s.]?){8,}\d")


def describe(error: BaseException) -> str:
    """Kind and message of an error, addresses and long numbers left out.

    A database quotes the offending row below its first line: only that line is kept.
    """
    source = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    first = str(source).strip().partition("\n")[0]
    return f"{type(source).__name__}: {_NUMBER.sub('…', _ADDRESS.sub('…', first))}"


def trace(error: BaseException) -> str:
    """The places an error came through, its causes first, each with its description."""
    return "\n".join(f"{''.join(format_tb(part.__traceback__))}{describe(part)}" for part in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    # Python breaks cycles of contexts itself.
    if cause is not None:
        yield from _causes(cause)
    yield error
