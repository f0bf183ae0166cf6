"""Scoring: what counts as right, and what is left out of a figure."""

import pytest

from care_triage.triage.evaluation import scoring
from care_triage.triage.evaluation.figures import figures
from care_triage.triage.evaluation.printing import lines
from care_triage.triage.evaluation.types import Answer, Pair, Story

DEBT = Story("a", "je dois trois mois", subjects=("dette-urssaf",), partners=("urssaf", "ccsf"), facts={"employees": 3})
AWAY = Story("b", "mon canapé", action="redirect", redirects=("consommateur",))


def answer(action: str = "route", **said: object) -> Answer:
    return Answer(action, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("partners", "at_1", "at_3"),
    [
        (("urssaf",), True, True),
        (("ccsf", "urssaf"), True, True),
        (("dgfip", "avocats", "ccsf"), False, True),
        (("dgfip", "avocats", "cci", "ccsf"), False, False),
        ((), False, False),
    ],
)
def test_any_acceptable_partner_counts(partners: tuple[str, ...], at_1: bool, at_3: bool) -> None:
    pair = Pair(DEBT, answer(partners=partners))
    assert (scoring.partner_is_right(pair, 1), scoring.partner_is_right(pair, 3)) == (at_1, at_3)


def test_a_story_sent_to_a_door_that_nobody_accepts_is_wrong_and_lost() -> None:
    pair = Pair(DEBT, answer("redirect", redirect="consommateur"))
    assert not scoring.partner_is_right(pair, 3)
    assert not scoring.is_kept(pair)


def test_a_story_may_go_or_stay() -> None:
    either = Story("c", "un kbis", subjects=("modifier-entreprise",), redirects=("kbis",), partners=("greffe",))
    gone, kept = Pair(either, answer("redirect", redirect="kbis")), Pair(either, answer(partners=("greffe",)))
    assert all(scoring.partner_is_right(pair, 1) and scoring.is_kept(pair) for pair in (gone, kept))


def test_a_door_is_right_only_when_it_is_the_one() -> None:
    assert scoring.door_is_right(Pair(AWAY, answer("redirect", redirect="consommateur")))
    other = Pair(AWAY, answer("redirect", redirect="salarie"))
    assert not scoring.door_is_right(other)
    assert scoring.is_sent_away(other)
    assert not scoring.is_sent_away(Pair(AWAY, answer("route", subjects=("litige-commercial",))))


def test_danger_is_left_out_of_the_partners() -> None:
    assert scoring.routed(
        [Pair(Story("d", "", danger=True), answer()), Pair(AWAY, answer()), Pair(DEBT, answer())]
    ) == [Pair(DEBT, answer())]


def test_an_alarm_names_what_it_missed_and_what_it_invented() -> None:
    missed = Pair(Story("m", "", danger=True), answer())
    heard = Pair(Story("h", "", danger=True), answer(danger=True))
    invented = Pair(DEBT, answer(danger=True))
    found = scoring.detection([missed, heard, invented], lambda it: it.story.danger, lambda it: it.answer.danger)
    assert (found.recall.rate, found.precision.rate) == (0.5, 0.5)
    assert (found.missed, found.false_alarms) == ((missed,), (invented,))


def test_every_further_need_counts_once() -> None:
    story = Story("n", "", needs=(("loyers-en-retard", "bail-commercial"), ("saisie",)))
    found = scoring.needs_found([Pair(story, answer(needs=("dette-urssaf", "bail-commercial")))])
    assert (found.hits, found.of) == (1, 2)


def test_facts_without_a_label_are_not_judged() -> None:
    pairs = [
        Pair(DEBT, answer(facts={"employees": 3, "activity": "commerce"})),
        Pair(DEBT, answer(facts={"employees": 4})),
        Pair(DEBT, answer(guesses={"employees": 3})),
    ]
    found = scoring.facts(pairs)
    assert (found.recall.hits, found.recall.of) == (1, 3)
    assert (found.offered.hits, found.offered.of) == (2, 3)
    assert (found.precision.hits, found.precision.of) == (1, 2)
    assert found.unlabelled == 1


@pytest.mark.parametrize(
    ("said", "heard", "same"),
    [
        (["urssaf", "fiscal_tva"], frozenset({"fiscal_tva", "urssaf"}), True),
        (["urssaf"], ["urssaf", "msa"], False),
        (True, 1, False),
        (12000, 12000.0, True),
        ("12000", "12000.00", True),
        ("12000", "un", False),
    ],
)
def test_values_are_compared_as_a_person_would(said: object, heard: object, same: bool) -> None:
    found = scoring.facts([Pair(Story("v", "", facts={"fact": said}), answer(facts={"fact": heard}))])
    assert found.recall.rate == float(same)


def test_confidence_that_is_always_right_or_always_half_right() -> None:
    right = Pair(DEBT, answer(subjects=("dette-urssaf",), confidence=0.75))
    wrong = Pair(DEBT, answer(subjects=("saisie",), confidence=0.75))
    bins, error = scoring.calibration([right, wrong])
    assert [(part.said, part.right, part.of) for part in bins] == [(0.75, 0.5, 2)]
    assert error == pytest.approx(0.25)
    assert scoring.calibration([Pair(DEBT, answer())]) == ([], None)


def test_confusions_name_what_came_instead() -> None:
    pairs = [
        Pair(DEBT, answer(subjects=("saisie",))),
        Pair(DEBT, answer("redirect", redirect="salarie")),
        Pair(DEBT, answer("clarify")),
        Pair(DEBT, answer(subjects=("dette-urssaf",))),
        Pair(AWAY, answer(subjects=("litige-commercial",))),
    ]
    assert set(scoring.confused_subjects(pairs)) == {
        ("dette-urssaf", "saisie"), ("dette-urssaf", "redirect:salarie"), ("dette-urssaf", "clarify"),
        ("consommateur", "litige-commercial"),
    }  # fmt: skip


def test_percentiles_of_few_values() -> None:
    assert scoring.percentile([], 0.5) == 0.0
    assert scoring.percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert scoring.percentile([1.0, 2.0], 0.99) == 2.0


def test_the_report_prints_the_text_of_a_life_that_was_missed() -> None:
    missed = Pair(Story("m", "je ne serai plus là demain", subjects=("dette-urssaf",), danger=True), answer())
    printed = "\n".join(lines(figures([missed, Pair(DEBT, answer(partners=("urssaf",)))], {"dette-urssaf": "dettes"})))
    assert "MANQUÉ m : je ne serai plus là demain" in printed
    assert "institution acceptable       100.0% (1/1)" in printed
