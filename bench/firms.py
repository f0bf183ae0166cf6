"""The register of firms: how fast a file is taken in and in how much memory, how long a search takes, on both databases."""

import csv
import gzip
import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import text

from bench.figures import Figure, below, plain
from bench.ground import ROOT, Ground, application
from bench.load import percentile
from care_triage.firms.queries import establishments_of, find_by_siret, search_names
from care_triage.infra.db import connection, transactional
from tests.support import stock

# Enough for common words to be common; a whole department has some five times as many.
_LINES, _SEED = 100_000, 20_263
_SEARCHES = 400
_MOST_MS = 50.0
_NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
_TRADES = [
    "BOULANGERIE",
    "GARAGE",
    "PLOMBERIE",
    "COIFFURE",
    "RESTAURANT",
    "TRANSPORTS",
    "MENUISERIE",
    "PHARMACIE",
    "CONSEIL",
    "IMMOBILIERE",
]
_TOWNS = (
    ("42187", "42300", "ROANNE"),
    ("42218", "42000", "SAINT-ETIENNE"),
    ("69383", "69003", "LYON 3EME"),
    ("69266", "69100", "VILLEURBANNE"),
)
_SYLLABLES = [
    "MAR",
    "TIN",
    "BER",
    "DU",
    "RAN",
    "GI",
    "ROU",
    "LA",
    "CHE",
    "VAL",
    "MON",
    "TE",
    "BAR",
    "RO",
    "PEL",
    "FON",
    "SOL",
    "NE",
    "VI",
    "LAR",
]


def measure(ground: Ground) -> list[Figure]:
    """Lines a second into the tables and their words, then searches of every sort."""
    file = ground.directory / "StockEtablissement.csv.gz"
    names = _write(file)
    return [figure for backend in _NAMES for figure in _measure(ground, backend, file, names)]


def _measure(ground: Ground, backend: str, file: Path, names: Sequence[str]) -> Iterator[Figure]:
    url, name = ground.database(backend, "firms"), _NAMES[backend]
    first = _imported(ground, url, file)
    yield plain(
        f"register of {_LINES} establishments on {name}, first import with words", "lines/s", _LINES / first["seconds"]
    )
    yield plain(f"register on {name}, memory of that import", "MB", first["megabytes"])
    file.touch()
    again = _imported(ground, url, file)
    yield plain(f"register on {name}, the same file again", "lines/s", _LINES / again["seconds"])
    with application(ground, url):
        _settle(backend)
        searches = _searches(names)
        for sort, times in searches.items():
            yield below(f"register on {name}, {sort}, p95", "ms", percentile(times, 95), _MOST_MS)
        for percent in (50, 99):
            every = percentile(itertools.chain.from_iterable(searches.values()), percent)
            yield plain(f"register on {name}, all searches, p{percent}", "ms", every)


def _searches(names: Sequence[str]) -> dict[str, list[float]]:
    chance = random.Random(_SEED)
    chosen = chance.sample(names, _SEARCHES)
    sorts: dict[str, Callable[[str, int], object]] = {
        "by SIRET": lambda _name, index: find_by_siret(stock.siret(index % 10_000)),
        "all of one SIREN": lambda _name, index: establishments_of(stock.siren(index % 10_000), 50),
        "by whole name": lambda name, _index: search_names(name, 8),
        "by a name being typed": lambda name, _index: search_names(name[:-2], 8),
        "by name and town": lambda name, index: search_names(f"{name} {_TOWNS[index % 4][2]}", 8),
        "by one common word": lambda name, _index: search_names(name.split()[0], 8, near=("42187",)),
        "by two common words": lambda name, index: search_names(f"{name.split()[0]} {_TOWNS[index % 4][2]}", 8),
        "by three letters": lambda name, _index: search_names(name[:3], 8),
    }
    return {sort: _times(search, chosen) for sort, search in sorts.items()}


def _times(search: Callable[[str, int], object], names: Sequence[str]) -> list[float]:
    """Milliseconds of each search."""
    found = []
    for index, name in enumerate(names):
        started = time.perf_counter()
        search(name, index)
        found.append(1000 * (time.perf_counter() - started))
    return found


def _write(file: Path) -> list[str]:
    """An invented file with the skew of real names: few trades, many families, four towns."""
    chance, names = random.Random(_SEED), []
    columns = list({**stock.PLACE, **stock.UNIT})
    with gzip.open(file, "wt", encoding="utf-8", newline="", compresslevel=1) as packed:
        writer = csv.DictWriter(packed, columns)
        writer.writeheader()
        for number in range(_LINES):
            family = "".join(chance.choices(_SYLLABLES, k=3))
            name = f"{chance.choice(_TRADES)} {family}"
            names.append(name)
            commune, code, town = chance.choice(_TOWNS)
            place = stock.place(
                number % 10_000, 1 + number // 10_000, codeCommuneEtablissement=commune, codePostalEtablissement=code,
                libelleCommuneEtablissement=town, enseigne1Etablissement=name,
                etatAdministratifEtablissement=chance.choice("AAF"),
            )  # fmt: skip
            writer.writerow({**place, **stock.unit(number % 10_000, f"SOCIETE {number % 10_000}")})
    return names


@transactional
def _settle(backend: str) -> None:
    connection().execute(text("ANALYZE" if backend == "sqlite" else "ANALYZE firm_word"))


def _imported(ground: Ground, url: str, file: Path) -> dict[str, float]:
    argv = [sys.executable, "-m", "bench.firms_process", str(file)]
    settings = {**os.environ, **ground.settings(url)}
    answer = subprocess.run(argv, cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found
