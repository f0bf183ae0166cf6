"""Searching names: the same answers on both databases, and a bounded time."""

import pytest
from sqlalchemy import text

from care_triage.firms.queries import search as searching
from care_triage.firms.queries import search_names
from care_triage.firms.service.import_stock import load_sample
from care_triage.infra.db import connection

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.fixture(autouse=True)
def _sample(app_context: None) -> None:
    load_sample(lambda _stage, _summary: None)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("boulangerie marchenoir", "BOULANGERIE MARCHENOIR"),
        ("Boulangérie MARCHENOIR", "BOULANGERIE MARCHENOIR"),
        ("marchen", "BOULANGERIE MARCHENOIR"),
        ("s.a.r.l. marchenoir", "BOULANGERIE MARCHENOIR"),
        ("léon", "BOULANGERIE MARCHENOIR"),
        ("librairie st etienne", "LIBRAIRIE PAGES CLAIRES"),
        ("ferrandon 42153", "FERRANDON ENERGIES"),
        ("tremazan heloise", "Héloïse TREMAZAN"),
        ("chez norine", "RESTAURANT LA TABLE DE NORINE"),
    ],
)
def test_a_firm_is_found_as_people_write_it(typed: str, first: str) -> None:
    assert search_names(typed, 5)[0].name == first


@pytest.mark.parametrize("typed", ["", "  ", "%", "'; DROP TABLE firm --", "xyzabc", "roanne", "é" * 5000, "\x00"])
def test_what_means_no_firm_finds_none(typed: str) -> None:
    assert search_names(typed, 5) == []


def test_nearby_firms_come_first() -> None:
    assert search_names("martelin", 5, near=("42095",))[0].commune == "42095"
    assert search_names("martelin", 5)[0].is_head_office


def test_common_words_are_cut_off_but_nearby_ones_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_COUNTED", 2)
    monkeypatch.setattr(searching, "_LOOKED_AT", 1)
    monkeypatch.setattr(searching, "_RANKED", 1)
    assert search_names("chaussures martelin", 5, near=("42187",))[0].commune == "42187"


def test_a_search_walks_indexes_only() -> None:
    seen: list[str] = []
    explain = "EXPLAIN QUERY PLAN " if connection().dialect.name == "sqlite" else "EXPLAIN "
    if connection().dialect.name == "postgresql":
        for way in ("seqscan", "bitmapscan", "sort"):
            connection().execute(text(f"SET LOCAL enable_{way} = off"))
    for query in (
        "SELECT siret FROM firm_word WHERE word = 'martelin' AND rank < 2 ORDER BY rank, commune, siret LIMIT 9",
        "SELECT siret FROM firm_word WHERE word >= 'mar' AND word < 'mar~' AND rank < 2 LIMIT 9",
        "SELECT 1 FROM firm_word WHERE siret = '1' AND word = 'roanne'",
        "SELECT * FROM firm_establishment WHERE siren = '1' AND siret > '' ORDER BY siret LIMIT 9",
    ):
        seen += [str(row) for row in connection().execute(text(explain + query))]
    plan = "\n".join(seen)
    assert "SCAN firm" not in plan
    assert "Seq Scan" not in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
