"""What the runner refuses: a French sentence with the place of the fault in front."""

from __future__ import annotations

_SHOWN = 60


class DmnError(ValueError):
    """A file, a cell or an input cannot be used; `str()` is one line for a person."""

    def __init__(self, problem: str, place: str = "") -> None:
        self.problem = problem
        self.place = place
        super().__init__(f"{place} : {problem}" if place else problem)


class FeelError(ValueError):
    """The text of a cell is refused at one of its characters (`offset` counts from 0)."""

    def __init__(self, problem: str, offset: int) -> None:
        self.problem = problem
        self.offset = offset
        super().__init__(problem)

    def at(self, place: str) -> DmnError:
        """The same refusal, with the place of the cell."""
        return DmnError(self.problem, f"{place}, caractère {self.offset + 1}")


def shown(value: object) -> str:
    """A short picture of what was read, on one line."""
    text = value if isinstance(value, str) else repr(value)
    text = text[: _SHOWN + 1]
    text = text if text.isprintable() else ascii(text)
    return f"« {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'} »"
