"""Which question comes next, which step is missing, and what the owner has told."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from care_triage.intake import policy
from care_triage.intake.types import Answers, Step
from care_triage.triage.document import Question, RuleSetDocument
from care_triage.triage.records import Text


def question(fact: str) -> Question:
    return Question(fact, Text(f"{fact} ?"), Text("Parce que."))


def document(**facts: tuple[str, ...]) -> RuleSetDocument:
    """A catalogue of subjects and the facts that each asks for."""
    return RuleSetDocument.from_dict(
        {
            "vocabulary": [], "themes": [], "redirects": [], "rules": [],
            "subjects": [
                {"slug": slug, "theme": "t", "label": slug, "description": slug,
                 "questions": [{"fact": fact, "text": fact, "why": fact} for fact in asked]}
                for slug, asked in facts.items()
            ],
            "collective": {"name": "C", "short_name": "C", "description": "C", "phone": "1", "email": "c@exemple.fr",
                           "departments": ["42"], "opening": "mon-fri 09:00-12:00", "hours_text": "Le matin"},
        }
    )  # fmt: skip


COMPLETE = Answers(
    story="Dette", subjects=("a",), asked=("x",), commune="42187", contact_name="N. Perrin",
    contact_email="n@exemple.fr", consents=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({}, None),
        ({"story": ""}, Step.STORY),
        ({"subjects": ()}, Step.SUBJECTS),
        ({"commune": ""}, Step.PLACE),
        ({"contact_name": ""}, Step.CONTACT),
        ({"contact_email": ""}, Step.CONTACT),
        ({"contact_email": "", "contact_phone": "+33601020304"}, None),
        ({"consents": False}, Step.CONTACT),
        ({"story": "", "commune": ""}, Step.STORY),
    ],
)
def test_the_first_missing_step_is_named(changes: dict[str, object], step: Step | None) -> None:
    assert policy.missing_step(replace(COMPLETE, **changes)) is step  # type: ignore[arg-type]


def test_a_question_left_is_asked_before_the_place_and_needed_for_nothing() -> None:
    assert policy.missing_step(replace(COMPLETE, commune=""), is_question_left=True) is Step.QUESTIONS
    assert policy.missing_step(COMPLETE) is None


def test_questions_of_several_subjects_take_turns_each_fact_once() -> None:
    catalogue = document(a=("x", "y", "z"), b=("y", "w"))
    assert [item.fact for item in policy.questions_of(catalogue, ("a", "b"))] == ["x", "y", "w", "z"]


def test_no_one_is_asked_more_than_seven_questions() -> None:
    catalogue = document(a=tuple(f"a{n}" for n in range(9)), b=tuple(f"b{n}" for n in range(9)))
    questions = policy.questions_of(catalogue, ("a", "b"))
    answers = Answers(asked=("gone",))
    while left := policy.questions_left(questions, answers):
        answers = answers.answer(left[-1].fact, None)
    assert len(answers.asked) == 1 + policy.MOST_QUESTIONS


def test_a_subject_that_left_the_catalogue_asks_nothing() -> None:
    assert policy.questions_of(document(a=("x",)), ("gone",)) == ()


def test_a_skipped_question_is_not_asked_again_and_leaves_no_fact() -> None:
    answers = Answers().answer("x", 3).answer("x", None)
    assert (dict(answers.facts), answers.asked) == ({}, ("x",))
    assert policy.questions_left((question("x"), question("y")), answers) == (question("y"),)


def test_going_back_follows_the_order_in_which_one_was_asked() -> None:
    questions = tuple(map(question, "xyz"))
    answers = Answers(asked=("z", "gone", "x"))
    assert policy.asked_before(questions, answers, "y") == ("z", "x")
    assert policy.asked_before(questions, answers, "x") == ("z",)
    assert policy.asked_before(questions, answers, "z") == ()


def test_suffering_that_is_heard_reaches_the_rules_and_an_answer_comes_first() -> None:
    heard = Answers(distress=True, danger=True)
    assert heard.told_facts == {"owner_distress": True, "life_in_danger": True}
    assert heard.answer("owner_distress", False).told_facts["owner_distress"] is False
    # What was heard is not undone by a tick: a person looks.
    assert heard.answer("life_in_danger", False).told_facts["life_in_danger"] is True
    assert Answers(hints={"activity": "commerce"}).told_facts == {}


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3)))


@given(st.lists(st.tuples(st.sampled_from("abc"), VALUES)))
def test_answers_survive_being_stored(steps: list[tuple[str, object]]) -> None:
    answers = Answers(story="é 🙂", subjects=("a", "b"))
    for fact, value in steps:
        answers = answers.answer(fact, value)
    assert Answers.from_dict(answers.to_dict()) == answers
    assert set(answers.facts) <= set(answers.asked)
