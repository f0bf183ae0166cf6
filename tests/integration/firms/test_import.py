"""The file of the register: read in a stream, repeated, broken off, wrong."""

import gzip
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from care_triage.firms.errors import BadRegisterFile
from care_triage.firms.models import FirmImportRow, FirmWordRow
from care_triage.firms.queries import establishments_of, find_by_siret, search_names
from care_triage.firms.service import import_stock as importing
from care_triage.firms.service.import_stock import import_stock, load_sample
from care_triage.firms.types import ImportSummary
from care_triage.infra.db import session
from tests.support import stock

pytestmark = pytest.mark.usefixtures("app_context")


def _quiet(_stage: str, _summary: ImportSummary) -> None:
    """Nobody watches."""


def _load(file: Path, units: Path | None = None, departments: tuple[str, ...] = ()) -> ImportSummary:
    return import_stock(file, units, departments, _quiet)


def test_establishments_take_the_name_of_their_firm_from_the_other_file(tmp_path: Path) -> None:
    places = stock.write(tmp_path / "places.csv", [stock.place(1), stock.place(2, codeCommuneEtablissement="75056")])
    units = stock.write(tmp_path / "units.csv", [stock.unit(1, "ATELIER DU GIER"), stock.unit(2, "PARISIENNE")])

    summary = _load(places, units, ("69", "42"))

    assert (summary.taken, summary.elsewhere, summary.units) == (1, 1, 1)
    firm = find_by_siret(stock.siret(1))
    assert firm is not None
    assert (firm.name, firm.commune, firm.activity, firm.street) == (
        "ATELIER DU GIER", "42187", "naf2:10.71C", "12 RUE DES TILLEULS",
    )  # fmt: skip
    assert find_by_siret(stock.siret(2)) is None


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "zip"])
def test_a_file_may_be_packed(tmp_path: Path, ending: str) -> None:
    plain = stock.write(tmp_path / "plain.csv", [{**stock.place(1), **stock.unit(1, "ATELIER DU GIER")}])
    packed = tmp_path / f"StockEtablissement.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(plain, "StockEtablissement_utf8.csv")
    else:
        packed.write_bytes(gzip.compress(plain.read_bytes()) if ending == "csv.gz" else plain.read_bytes())

    assert _load(packed).taken == 1
    assert [firm.name for firm in search_names("atelier gier", 5)] == ["ATELIER DU GIER"]


def test_a_second_file_updates_and_closes_what_it_no_longer_knows(tmp_path: Path) -> None:
    first = [{**stock.place(n), **stock.unit(n, f"MAISON NUMERO{n}")} for n in range(10)]
    _load(stock.write(tmp_path / "first.csv", first), departments=("42",))
    second = [dict(line) for line in first[1:]]
    second[0]["denominationUniteLegale"] = "MAISON RENOMMEE"
    second[1] |= {"etatAdministratifEtablissement": "F", "dateDebut": "2026-03-31"}

    summary = _load(stock.write(tmp_path / "second.csv", second), departments=("42",))

    assert (summary.taken, summary.closed) == (9, 1)
    gone, renamed, ended = (find_by_siret(stock.siret(n)) for n in range(3))
    assert gone is not None
    assert gone.is_closed
    assert renamed is not None
    assert renamed.name == "MAISON RENOMMEE"
    assert ended is not None
    assert str(ended.closed_on) == "2026-03-31"
    assert [firm.siret for firm in search_names("maison renommee", 5)] == [stock.siret(1)]
    # Open firms come first, closed ones are still found.
    assert [firm.is_closed for firm in search_names("maison", 20)] == [*[False] * 8, True, True]


def test_a_file_that_was_cut_short_closes_nobody(tmp_path: Path) -> None:
    lines = [{**stock.place(n), **stock.unit(n, f"MAISON NUMERO{n}")} for n in range(10)]
    _load(stock.write(tmp_path / "first.csv", lines))
    summary = _load(stock.write(tmp_path / "second.csv", lines[:3]))
    assert (summary.closed, summary.left_open) == (0, 7)
    assert not any(firm.is_closed for firm in search_names("maison", 20))


def test_the_same_file_twice_makes_no_words_again(tmp_path: Path) -> None:
    file = stock.write(tmp_path / "file.csv", [{**stock.place(n), **stock.unit(n, f"MAISON {n}")} for n in range(10)])
    assert _load(file).indexed == 10
    count = session().scalar(select(func.count()).select_from(FirmWordRow))
    assert _load(file).indexed == 0
    assert session().scalar(select(func.count()).select_from(FirmWordRow)) == count


def test_an_import_that_broke_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    file = stock.write(tmp_path / "file.csv", [{**stock.place(n), **stock.unit(n, f"MAISON {n}")} for n in range(10)])

    def stop(_stage: str, summary: ImportSummary) -> None:
        if summary.lines >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_stock(file, None, (), stop)
    seen: list[int] = []
    summary = import_stock(file, None, (), lambda _stage, so_far: seen.append(so_far.lines))
    # The third batch only: eight lines were kept before.
    assert seen[0] == 10
    assert summary.taken == 10
    assert session().scalars(select(FirmImportRow.lines)).all() == [10]
    assert len(search_names("maison", 20)) == 10


def test_wrong_lines_are_counted_and_listed(tmp_path: Path) -> None:
    lines = [stock.place(1), stock.place(2, siret="12345678901234"), stock.place(3, codeCommuneEtablissement="")]
    summary = _load(stock.write(tmp_path / "file.csv", lines))
    assert (summary.taken, summary.rejected) == (1, 2)
    assert [(reject.line, reject.reason) for reject in summary.rejects] == [
        (3, "SIRET impossible"),
        (4, "sans commune de France"),
    ]


def test_who_asked_not_to_be_published_keeps_no_name_nor_address(tmp_path: Path) -> None:
    line = stock.place(
        1, statutDiffusionEtablissement="P", enseigne1Etablissement="CHEZ MOI", codePostalEtablissement="42300"
    )
    unit = stock.unit(1, "", statutDiffusionUniteLegale="P", nomUniteLegale="DURAND", prenom1UniteLegale="ANNE")
    _load(stock.write(tmp_path / "file.csv", [{**line, **unit}]))
    firm = find_by_siret(stock.siret(1))
    assert firm is not None
    assert (firm.name, firm.trade_name, firm.street, firm.is_public) == ("", "", "", False)
    assert session().scalar(select(func.count()).select_from(FirmWordRow)) == 0


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x1f\x8b broken"])
def test_what_is_no_file_of_the_register_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / ("file.csv.gz" if content.startswith(b"\x1f") else "file.csv")
    file.write_bytes(content)
    with pytest.raises(BadRegisterFile):
        _load(file)


def test_the_places_of_a_firm_come_page_by_page(tmp_path: Path) -> None:
    lines = [{**stock.place(1, nic), **stock.unit(1, "GRANDE MAISON")} for nic in range(1, 8)]
    _load(stock.write(tmp_path / "file.csv", lines))
    page = establishments_of(stock.siren(1), 4)
    rest = establishments_of(stock.siren(1), 4, after=page[-1].siret)
    assert [firm.siret for firm in (*page, *rest)] == sorted(line["siret"] for line in lines)


def test_the_sample_is_invented_and_can_be_searched() -> None:
    summary = load_sample(_quiet)
    assert (summary.taken, summary.rejected) == (64, 0)
    found = search_names("fournil leon roanne", 5)
    assert [firm.shown_name for firm in found] == ["Au Fournil de Léon (BOULANGERIE MARCHENOIR)"]
    assert found[0].is_demo
    assert found[0].siret.startswith("99999")


def test_the_command_says_what_it_did(app: Flask, tmp_path: Path) -> None:
    file = stock.write(tmp_path / "file.csv", [stock.place(1), stock.place(2, siret="1")])
    answer = app.test_cli_runner().invoke(args=["firms", "import", str(file), "--departments", "42,69"])
    assert answer.exit_code == 0
    assert "1 établissements gardés" in answer.output
    assert "ligne 3, SIRET impossible" in answer.output
