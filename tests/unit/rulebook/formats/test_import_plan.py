"""What an import would change is said rule by rule, and told to people and programs."""

from dataclasses import replace

from care_triage.rulebook.formats import Format, plan_import, read_rules, write_rules
from care_triage.rulebook.formats.problems import FileProblem
from care_triage.rulebook.formats.told import plan_as_plain, plan_as_text, problems_as_plain
from tests.unit.rulebook.formats.strategies import document, rule

STAYS, CHANGES, GOES = rule("stays"), rule("changes", when={"staff": ">= 10"}), rule("goes")
BASE = document(STAYS, CHANGES, GOES)
WANTED = replace(BASE, rules=(STAYS, replace(CHANGES, when={"staff": ">= 20"}, rank=5), rule("comes")))


def test_a_plan_says_what_comes_changes_and_goes() -> None:
    plan = plan_import(BASE, WANTED)
    assert [change.rule_id for change in plan.added] == ["comes"]
    assert [change.rule_id for change in plan.removed] == ["goes"]
    (changed,) = plan.changed
    assert {(each.field, each.before, each.after) for each in changed.fields} == {
        ("when.staff", ">= 10", ">= 20"),
        ("rank", 10, 5),
    }


def test_a_plan_is_told_with_the_rules_that_would_go_first() -> None:
    text = plan_as_text(plan_import(BASE, WANTED))
    assert text.splitlines()[0] == "! 1 règle(s) absente(s) du fichier seraient retirées : goes"
    assert "    when.staff : >= 10 → >= 20" in text
    assert text.splitlines()[-1] == "Règles\u00a0: 1 à ajouter, 1 à changer, 1 à retirer."
    assert plan_as_plain(plan_import(BASE, WANTED))["removed"] == ["goes"]


def test_a_file_that_says_the_same_plans_nothing() -> None:
    assert plan_import(BASE, BASE).is_empty
    assert "Rien à changer" in plan_as_text(plan_import(BASE, BASE))


def test_other_words_for_the_same_condition_are_no_change() -> None:
    spaced = replace(BASE, rules=(STAYS, replace(CHANGES, when={"staff": " >=10 , >= 11"}), GOES))
    found = read_rules(write_rules(spaced, Format.TOML).data, Format.TOML, BASE).document
    assert plan_import(BASE, found).is_empty


def test_a_rule_that_moved_is_a_change_of_its_position() -> None:
    plan = plan_import(BASE, replace(BASE, rules=(GOES, STAYS, CHANGES)))
    assert [(change.rule_id, [each.field for each in change.fields]) for change in plan.changed] == [
        ("goes", ["position"])
    ]


def test_problems_are_told_to_programs_counting_from_one() -> None:
    told = problems_as_plain([FileProblem("Faux.", "Wrong.", 3, "rank", 0, "r-1")])
    assert told == {"errors": [{"row": 3, "column": "rank", "character": 1, "rule": "r-1", "message": "Faux."}]}
