"""A file is refused at the row, column and character, with all that is wrong in it, and gives nothing."""

import io
import time
import zipfile

import pytest

from care_triage.rulebook.formats import FileProblem, Format, InvalidRuleFile, format_of, read_rules, write_rules
from care_triage.rulebook.formats.dmn_cells import from_dmn
from tests.unit.rulebook.formats.strategies import VOCABULARY, document, rule

BASE = document(rule("r-1", when={"subject": '"dette"', "staff": ">= 10"}), rule("r-2"))


def problems(data: bytes, form: Format) -> list[FileProblem]:
    with pytest.raises(InvalidRuleFile) as refusal:
        read_rules(data, form, BASE)
    return list(refusal.value.problems)


def changed(form: Format, before: str, after: str) -> bytes:
    data = write_rules(BASE, form).data.decode()
    assert before in data
    return data.replace(before, after, 1).encode()


def test_a_wrong_cell_of_a_text_file_is_refused_at_its_line_and_character() -> None:
    data = changed(Format.TOML, "when.staff = '>= 10'", "when.staff = '>= 10, x'")
    (problem,) = problems(data, Format.TOML)
    line = data.decode().splitlines()[(problem.row or 0) - 1]
    assert line.startswith("when.staff")
    assert (problem.rule_id, problem.column, problem.offset) == ("r-1", "when.staff", 7)
    assert str(problem) == f"ligne {problem.row}, colonne when.staff, caractère 8 (règle r-1) : Mot inconnu : x."
    assert problem.place("en") == f"row {problem.row}, column when.staff, character 8"


def test_a_wrong_cell_of_a_csv_is_refused_at_its_row_and_character() -> None:
    (problem,) = problems(changed(Format.CSV, ">= 10", ">= ten"), Format.CSV)
    assert (problem.row, problem.column, problem.offset, problem.rule_id) == (2, "when.staff", 3, "r-1")


def test_a_wrong_cell_of_a_model_is_refused_at_its_rule_and_character() -> None:
    (problem,) = problems(changed(Format.DMN, "&gt;= 10", "&gt;= 10.5"), Format.DMN)
    assert (problem.row, problem.column, problem.offset) == (1, "when.staff (orientation)", 3)


def test_every_problem_of_a_file_is_told_at_once() -> None:
    data = write_rules(BASE, Format.CSV).data.decode()
    data = data.replace(">= 10", ">= ten").replace(";lead;", ";leader;", 1).replace(";10;16;", ";dix;16;")
    found = {(problem.row, problem.column) for problem in problems(data.encode(), Format.CSV)}
    assert found == {(2, "when.staff"), (2, "role"), (2, "rank"), (3, "rank")}


@pytest.mark.parametrize(
    ("form", "before", "after", "said"),
    [
        (Format.CSV, "partner", "partenaire", "«\u00a0partenaire\u00a0» n’existe pas"),
        (Format.CSV, "law", "source", "deux fois"),
        (Format.CSV, "when.staff", "when.size", "n’existe pas"),
        (Format.CSV, "r-2;", "r-1;", "figure déjà à la ligne 2"),
        (Format.CSV, "r-2;", ";", "pas d’identifiant"),
        (Format.CSV, "Parce", '"Parce', "guillemet"),
        (Format.CSV, "id;", "", "la colonne «\u00a0id\u00a0»"),
        (Format.TOML, "[[rule]]", "[[regle]]", "n’est pas attendu"),
        (Format.TOML, '"r-2"', '"r-2', "pas du TOML"),
        (Format.TOML, '"r-2"', '"Règle 2"', "nom de règle"),
        (Format.TOML, "rank = 10", "rang = 10", "n’existe pas"),
        (Format.DMN, 'name="partner"', 'name="who"', "«\u00a0who\u00a0» n’existe pas"),
        (Format.DMN, "<text>subject</text>", "<text>sujet</text>", "«\u00a0sujet\u00a0» n’existe pas"),
        (Format.DMN, 'name="rule"', 'name="id"', "résultat «\u00a0rule\u00a0»"),
        (Format.DMN, '"urssaf"', '"urssaf', "guillemet fermant"),
        (Format.DMN, '"urssaf"', '"nobody"', "n’est pas dans la liste"),
        (Format.DMN, "<definitions", "<!DOCTYPE a [<!ENTITY b 'c'>]><definitions", "DTD"),
    ],
)  # fmt: skip
def test_a_file_with_one_fault_gives_nothing(form: Format, before: str, after: str, said: str) -> None:
    assert said in "\n".join(map(str, problems(changed(form, before, after), form)))


def test_a_rule_without_any_condition_is_refused() -> None:
    found = problems(changed(Format.TOML, "when.subject = '\"dette\"'\nwhen.staff = '>= 10'\n", ""), Format.TOML)
    assert {(problem.rule_id, problem.column) for problem in found} == {("r-1", "when")}


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"\xff\xfe" * 50, b"<", b"PK\x03\x04" + b"x" * 500, b"[[" * 5_000]
)
def test_rubbish_is_refused_in_words(form: Format, data: bytes) -> None:
    assert all(problem.message.endswith(".") for problem in problems(data, form))


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert "Mo" in problems(b"a" * 50_000_001, Format.CSV)[0].message


def test_a_zip_bomb_is_refused_unread() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 45_000_000)
    started = time.perf_counter()
    assert "trop gros" in problems(data.getvalue(), Format.XLSX)[0].message
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("regles.bin", write_rules(BASE, Format.XLSX).data, Format.XLSX),
        ("regles.txt", write_rules(BASE, Format.DMN).data, Format.DMN),
        ("regles.txt", write_rules(BASE, Format.TOML).data, Format.TOML),
        ("regles", write_rules(BASE, Format.CSV).data, Format.CSV),
        ("regles.tsv", b"id\twhen.staff\n", Format.CSV),
    ],
    ids=["xlsx", "dmn", "toml", "csv", "tsv"],
)
def test_a_file_is_known_by_what_it_holds(name: str, data: bytes, form: Format) -> None:
    assert format_of(name, data) is form


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"id;x"), ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"), ("a.csv", b"  ")]
)
def test_a_file_of_another_sort_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(InvalidRuleFile):
        format_of(name, data)


STAFF = next(fact.to_fact() for fact in VOCABULARY if fact.name == "staff")
HOSTILE = ["(" * 4_000, "not(" * 1_000, "list contains(?, " * 230, '"' * 4_000, "," * 4_000, ", null" * 660, "9" * 4_000,
           "list contains(?,\"" + "\\" * 3_900, " " * 4_000 + "x", "é" * 10_000, "not(null," * 400]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:10])
def test_a_hostile_cell_of_a_model_is_read_at_once(text: str) -> None:
    def once() -> float:
        started = time.perf_counter()
        from_dmn(text, STAFF, as_list=True)
        return time.perf_counter() - started

    # Ten milliseconds are the promise; a machine that does other work gets room.
    assert min(once() for _ in range(3)) < 0.03
