"""Reading and checking the data files: every mistake is told with its place, in plain words."""

from pathlib import Path

import pytest

from care_triage.rulebook.catalogue.checks import problems_of
from care_triage.rulebook.catalogue.contents import Contents, InvalidCatalogue
from care_triage.rulebook.catalogue.reader import read_contents
from tests.support.catalogue import change, write_catalogue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path)


def told(folder: Path) -> list[str]:
    """Every problem of the files, as a person reads it."""
    try:
        contents = read_contents(folder)
    except InvalidCatalogue as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in problems_of(contents)]


def test_sound_files_have_no_problem(folder: Path) -> None:
    assert told(folder) == []


def test_the_contents_hold_both_languages_and_the_standing_facts(folder: Path) -> None:
    contents: Contents = read_contents(folder)
    document = contents.document
    assert document.subject_by_slug["dette-urssaf"].label("en") == "I owe money to Urssaf"
    assert document.subject_by_slug["dette-urssaf"].description("en") == "Vos cotisations sont en retard."
    assert [fact.name for fact in document.vocabulary] == ["subject", "territory", "filed_on", "employees", "since_on"]
    assert document.fact_by_name["subject"].value_label("dette-urssaf", "en") == "I owe money to Urssaf"
    assert contents.partners[0].unit[0].coverage == ("dep:42",)


MISTAKES = [
    (
        "partners/social.toml",
        'kind = "urssaf"',
        'kind = "ursaf"',
        "partenaire « urssaf-ra » : kind : « ursaf » n’est pas",
    ),
    ("partners/social.toml", 'name = "Urssaf Rhône-Alpes"\n', "", "il manque le champ « name »"),
    ("partners/social.toml", '"dep:42"', '"department:42"', "« department:42 » n’est pas un code de territoire"),
    ("partners/social.toml", '["dep:42"]', "[]", "ne couvre aucun territoire"),
    ("partners/social.toml", "email =", 'hours = "jamais"\nemail =', "Ces horaires ne sont pas lisibles"),
    ("partners/social.toml", "email =", "capacity = -1\nemail =", "la capacité ne peut pas être négative"),
    ("partners/social.toml", "[[partner]]", "[[partenaire]]", "« partenaire » n’est pas attendu ici"),
    ("vocabulary/core.toml", 'kind = "integer"', 'kind = "enum"', "Cette information doit déclarer ses codes."),
    ("vocabulary/core.toml", "employees", "Employees", "n’est pas un nom d’information"),
    (
        "vocabulary/core.toml",
        '[[fact]]\nname = "employees"',
        '[[impossible]]\nid = "no"\nwhen = { staff = "0", employees = "0" }\nwhy = "x"\nstatus = "G"\n\n[[fact]]\nname = "employees"',
        "combinaison impossible « no » : when.staff",
    ),
    (
        "vocabulary/core.toml",
        '[[fact]]\nname = "employees"',
        '[[impossible]]\nid = "no"\nwhen = { since_on = "0", employees = "0" }\nwhy = "x"\nstatus = "G"\n\n[[fact]]\nname = "employees"',
        "combinaison impossible « no » : when.since_on",
    ),
    (
        "vocabulary/core.toml",
        '[[fact]]\nname = "employees"',
        '[[impossible]]\nid = "no"\nwhen = { since_on = "-", employees = "0" }\nwhy = "x"\nstatus = "G"\n\n[[fact]]\nname = "employees"',
        "une combinaison impossible porte sur deux informations au moins",
    ),
    ("subjects/dettes.toml", 'fact = "employees"', 'fact = "staff"', "l’information « staff », qui n’existe pas"),
    ("subjects/dettes.toml", 'theme = "dettes"\n', "", "il manque « theme » en tête de fichier"),
    ("subjects/dettes.toml", "sensitive =", "sensible =", "champ inconnu : sensible"),
    (
        "rules/dettes.toml",
        'role = "lead"',
        'role = "chief"',
        "« chief » n’est pas dans la liste : lead, support, inform",
    ),
    ("rules/dettes.toml", "when.employees", "when.staff", "when.staff : L’information « staff » n’existe pas."),
    ("rules/dettes.toml", '">= 50"', '">= cinquante"', "règle « urssaf-salaries » : when.employees"),
    (
        "rules/dettes.toml",
        'id = "urssaf-salaries"',
        'id = "urssaf-pilote"',
        "ce nom est déjà pris dans rules/dettes.toml:2",
    ),
    ("rules/dettes.toml", "rank = 20", 'rank = "20"', "un nombre entier est attendu, on lit « 20 »"),
    ("collective.toml", 'short_name = "CARE"\n', "", "il manque le champ « short_name »"),
    ("redirects.toml", "[[redirect]]", "[[redirect", "ce fichier ne se lit pas"),
    ("redirects.toml", "[[redirect]]", '[[redirect]]\nwhen = { staff = "1" }', "fact staff"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), MISTAKES, ids=[case[3][:50] for case in MISTAKES])
def test_a_mistake_is_told_in_plain_words(folder: Path, name: str, old: str, new: str, message: str) -> None:
    change(folder, name, old, new)
    problems = told(folder)
    assert any(
        message in problem and problem.startswith(name.split("/", maxsplit=1)[0].split(".", maxsplit=1)[0])
        for problem in problems
    ), problems


def test_the_line_of_the_mistake_is_given(folder: Path) -> None:
    change(folder, "rules/dettes.toml", '">= 50"', '"beaucoup"')
    (problem,) = told(folder)
    assert problem.startswith("rules/dettes.toml:12, règle « urssaf-salaries » : when.employees, caractère 1")


def test_every_problem_is_told_at_once(folder: Path) -> None:
    change(folder, "partners/social.toml", 'kind = "urssaf"', 'kind = "x"')
    change(folder, "rules/dettes.toml", 'role = "lead"', 'role = "x"')
    assert len(told(folder)) == 2


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "redirects.toml").unlink()
    assert told(folder) == ["redirects.toml : ce fichier manque"]


def test_a_rule_without_a_condition_is_refused(folder: Path) -> None:
    change(folder, "rules/dettes.toml", "when.subject = '\"dette-urssaf\"'\npartner", "when = {}\npartner")
    (problem,) = told(folder)
    assert "sans condition" in problem


CLOCK = 'legal_clock = {{ name = "n", fact = "{fact}", days = {days}, law = "L1", label = "Délai" }}\nstatus = "G"'


@pytest.mark.parametrize(
    ("fact", "days", "count"), [("since_on", 45, 0), ("since_on", 0, 0), ("employees", 45, 1), ("x", -1, 2)]
)
def test_a_legal_clock_runs_forward_from_a_date(folder: Path, fact: str, days: int, count: int) -> None:
    change(folder, "rules/dettes.toml", 'status = "G"', CLOCK.format(fact=fact, days=days))
    assert len(told(folder)) == count
