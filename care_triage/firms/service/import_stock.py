"""Loading the register: lines are streamed in batches, each kept with how far we are, so that a broken run goes on."""

import csv
from collections.abc import Callable, Collection, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from care_triage.firms.models import FirmImportRow
from care_triage.firms.service.batches import (
    close_unseen,
    count_open,
    index_some,
    keep_establishments,
    keep_units,
)
from care_triage.firms.stock import Lines, StockFile, opened
from care_triage.firms.types import EstablishmentRow, ImportSummary, Reject, UnitRow
from care_triage.infra import clock
from care_triage.infra.db import session, transactional

BATCH = 5_000
# A register that suddenly lost so many of its firms was cut short: nothing is closed on its word.
_MOST_GONE = 0.2
Tell = Callable[[str, ImportSummary], None]
_SAMPLE = Path(__file__).resolve().parents[2] / "data" / "firms" / "sample.csv"


def import_stock(
    file: Path, units: Path | None, departments: Collection[str], tell: Tell, *, is_demo: bool = False
) -> ImportSummary:
    """Read the establishments of `file` (those of `departments`, or all), then their firms in `units`, then make their words.

    May be repeated: it updates. The same file, broken off, goes on where it was. Raises BadRegisterFile.
    """
    wanted = tuple(sorted(departments))
    mark = _mark([file, *([units] if units else [])])
    import_id, summary, unit_lines = _begin(file.name, mark, wanted)
    _establishments(file, wanted, import_id, summary, tell, is_demo)
    if units is not None:
        _units(units, unit_lines, import_id, summary, tell)
    if not is_demo:
        _close_gone(wanted, import_id, summary)
    while count := index_some(BATCH):
        summary.indexed += count
        tell("index", summary)
    _finish(import_id)
    return summary


def load_sample(tell: Tell) -> ImportSummary:
    """Load the invented firms of the demonstration."""
    return import_stock(_SAMPLE, None, (), tell, is_demo=True)


def _establishments(
    file: Path, wanted: Sequence[str], import_id: int, summary: ImportSummary, tell: Tell, is_demo: bool
) -> None:
    with opened(file) as stock:
        lines = Lines(stock.columns)
        for batch in _batches(stock, summary.lines):
            places, firms = _read(lines, batch, wanted, summary)
            progress = {"lines": summary.lines, "taken": summary.taken, "rejected": summary.rejected}
            keep_establishments(places, firms, import_id, progress, is_demo=is_demo)
            tell("establishments", summary)


def _read(
    lines: Lines, batch: Sequence[list[str]], wanted: Sequence[str], summary: ImportSummary
) -> tuple[list[EstablishmentRow], list[UnitRow]]:
    places, firms, here = [], [], tuple(wanted)
    for line in batch:
        summary.lines += 1
        if here and not lines.commune(line).startswith(here):
            summary.elsewhere += 1
            continue
        try:
            places.append(lines.establishment(line))
            if lines.has_units:
                firms.append(lines.unit(line))
            summary.taken += 1
        except ValueError as error:
            # The heading is line 1.
            summary.refuse(Reject(summary.lines + 1, str(error), ",".join(line)[:120]))
    return places, firms


def _units(file: Path, done: int, import_id: int, summary: ImportSummary, tell: Tell) -> None:
    with opened(file, is_units=True) as stock:
        lines, count = Lines(stock.columns), done
        for batch in _batches(stock, done):
            rows = []
            for line in batch:
                count += 1
                try:
                    rows.append(lines.unit(line))
                except ValueError as error:
                    summary.refuse(Reject(count + 1, str(error), ",".join(line)[:120]))
            summary.units += keep_units(rows, import_id, {"unit_lines": count, "rejected": summary.rejected})
            tell("units", summary)


def _batches(stock: StockFile, done: int) -> Iterator[list[list[str]]]:
    lines = islice(stock.lines, done, None)
    while batch := list(islice(lines, BATCH)):
        yield batch


def _close_gone(wanted: Sequence[str], import_id: int, summary: ImportSummary) -> None:
    total, gone = count_open(wanted, import_id)
    if gone > total * _MOST_GONE:
        summary.left_open = gone
    elif gone:
        close_unseen(wanted, import_id, clock.today())
        summary.closed = gone


@transactional
def _begin(name: str, mark: str, wanted: Sequence[str]) -> tuple[int, ImportSummary, int]:
    """The run of this file that was broken off, or a new one."""
    departments = " ".join(wanted)
    broken = session().scalars(
        select(FirmImportRow)
        .where(
            FirmImportRow.mark == mark, FirmImportRow.departments == departments, FirmImportRow.finished_at.is_(None)
        )
        .order_by(FirmImportRow.id.desc())
        .limit(1)
    ).first()  # fmt: skip
    if broken is not None:
        summary = ImportSummary(lines=broken.lines, taken=broken.taken, rejected=broken.rejected)
        return broken.id, summary, broken.unit_lines
    run = FirmImportRow(
        file=name[:300], mark=mark, departments=departments, started_at=clock.now(), finished_at=None,
        lines=0, unit_lines=0, taken=0, rejected=0,
    )  # fmt: skip
    session().add(run)
    session().flush()
    return run.id, ImportSummary(), 0


@transactional
def _finish(import_id: int) -> None:
    session().get_one(FirmImportRow, import_id).finished_at = clock.now()


def _mark(files: Sequence[Path]) -> str:
    """Tells a file from another without reading it whole."""
    digest = sha256()
    for file in files:
        try:
            facts = file.stat()
        except OSError:
            continue
        digest.update(f"{file.name} {facts.st_size} {facts.st_mtime_ns}".encode())
    return digest.hexdigest()


def write_rejects(path: Path, rejects: Sequence[Reject]) -> None:
    """The first refused lines as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("ligne", "raison", "texte"))
        writer.writerows((reject.line, reject.reason, reject.text) for reject in rejects)
