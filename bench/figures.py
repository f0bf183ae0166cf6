"""Figures: what was measured, against what, and whether the goal is met; as a table and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_HEAD = ("figure", "value", "unit", "baseline", "ratio", "goal", "met")


@dataclass(frozen=True)
class Figure:
    """One line of the table. `met` is None where there is no goal, or where its peer could not be had."""

    name: str
    unit: str
    value: float | None
    baseline: float | None = None
    ratio: float | None = None
    goal: str | None = None
    met: bool | None = None


def plain(name: str, unit: str, value: float) -> Figure:
    """A value without a goal."""
    return Figure(name, unit, _rounded(value))


def beside(name: str, unit: str, value: float, baseline: float) -> Figure:
    """A value next to another one, without a goal."""
    return Figure(name, unit, _rounded(value), _rounded(baseline), _rounded(value / baseline))


def below(name: str, unit: str, value: float, limit: float) -> Figure:
    """A value that must stay under a limit."""
    return Figure(name, unit, _rounded(value), goal=f"value < {limit:g}", met=value < limit)


def at_least(name: str, unit: str, value: float, baseline: float, ratio: float, least: float) -> Figure:
    """A value that must reach a share of its baseline; `ratio` is taken round by round, not from the two means."""
    return Figure(
        name, unit, _rounded(value), _rounded(baseline), _rounded(ratio), f"ratio >= {least:g}", ratio >= least
    )


def at_most(name: str, unit: str, value: float, baseline: float, ratio: float, most: float) -> Figure:
    """A value that may not exceed a multiple of its baseline."""
    return Figure(name, unit, _rounded(value), _rounded(baseline), _rounded(ratio), f"ratio <= {most:g}", ratio <= most)


def write(figures: Sequence[Figure], path: Path) -> None:
    """Keep the figures as JSON."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=2, ensure_ascii=False) + "\n")


def table(figures: Sequence[Figure]) -> str:
    """The figures for a person."""
    rows = [_HEAD, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, value, unit, baseline, ratio, goal, met = (
        cell.rjust(width) if column in (1, 3, 4) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"{name}  {value} {unit}  {baseline}  {ratio}  {goal}  {met}".rstrip()


def _cells(figure: Figure) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: "not measured" if figure.goal else ""}[figure.met]
    numbers = [_shown(number) for number in (figure.value, figure.baseline, figure.ratio)]
    return (figure.name, numbers[0], figure.unit, numbers[1], numbers[2], figure.goal or "", met)


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:,g}".replace(",", " ")


def _rounded(number: float) -> float:
    """Three figures that mean something: the rest is the machine's mood."""
    return float(f"{number:.3g}") if number < 1000 else float(round(number))
