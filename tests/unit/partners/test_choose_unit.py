"""Which unit receives: the most specific coverage, then who is there, then who has room."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from care_triage.partners.policy import choose_unit
from care_triage.partners.types import Candidate, Reason

ON = date(2026, 3, 2)
AWAY = ((date(2026, 3, 1), date(2026, 3, 2)),)
CODES = ["commune:42187", "epci:200035731", "arr:422", "court:roanne", "dep:42", "region:84", "fr"]


def unit(unit_id: int, code: str, **facts: object) -> Candidate:
    return replace(Candidate(unit_id, f"unit-{unit_id}", f"Antenne {unit_id}", code), **facts)  # type: ignore[arg-type]


def reasons(*candidates: Candidate, excluding: tuple[int, ...] = ()) -> dict[int | None, Reason]:
    return {step.unit_id: step.reason for step in choose_unit(candidates, ON, excluding).steps}


def test_an_arrondissement_wins_over_its_department() -> None:
    choice = choose_unit([unit(1, "dep:42"), unit(2, "arr:422")], ON)
    assert choice.unit_id == 2
    assert [step.reason for step in choice.steps] == [Reason.MOST_SPECIFIC, Reason.WIDER]


def test_a_court_and_an_epci_are_equals_and_the_less_loaded_receives() -> None:
    assert choose_unit([unit(1, "court:roanne", load=3), unit(2, "epci:200035731", load=2)], ON).unit_id == 2
    assert reasons(unit(1, "court:roanne", load=3), unit(2, "epci:200035731", load=2)) == {
        2: Reason.LEAST_LOADED,
        1: Reason.BUSIER,
    }


def test_equals_in_everything_are_taken_in_the_order_of_their_slug() -> None:
    assert reasons(unit(2, "dep:42"), unit(1, "dep:42")) == {1: Reason.FIRST_IN_ORDER, 2: Reason.LATER_IN_ORDER}


def test_an_absent_unit_leaves_its_place_to_an_equal_then_to_a_wider_one() -> None:
    away = unit(1, "arr:422", absences=AWAY)
    assert choose_unit([away, unit(2, "court:roanne"), unit(3, "dep:42")], ON).unit_id == 2
    assert choose_unit([away, unit(3, "dep:42")], ON).unit_id == 3
    assert reasons(away, unit(3, "dep:42")) == {1: Reason.ABSENT, 3: Reason.ONLY_ONE}


def test_an_absence_holds_both_its_ends() -> None:
    away = unit(1, "arr:422", absences=AWAY)
    assert away.is_absent(date(2026, 3, 1))
    assert away.is_absent(date(2026, 3, 2))
    assert not away.is_absent(date(2026, 3, 3))


def test_a_full_unit_leaves_its_place() -> None:
    assert reasons(unit(1, "arr:422", capacity=2, load=2), unit(2, "dep:42")) == {1: Reason.FULL, 2: Reason.ONLY_ONE}


def test_when_nobody_is_free_the_most_specific_receives_all_the_same() -> None:
    full, away = unit(1, "arr:422", capacity=0), unit(2, "court:roanne", absences=AWAY)
    assert reasons(unit(3, "dep:42", capacity=0), away, full) == {
        1: Reason.CHOSEN_THOUGH_UNAVAILABLE,
        2: Reason.ABSENT,
        3: Reason.FULL,
    }


def test_a_unit_that_declined_never_receives_again() -> None:
    only = unit(1, "dep:42")
    assert choose_unit([only], ON, excluding={1}).unit_id is None
    assert reasons(only, excluding=(1,)) == {1: Reason.EXCLUDED, None: Reason.NO_COVERAGE}


def test_no_candidate_is_the_move_of_the_triage_desk() -> None:
    choice = choose_unit([], ON)
    assert choice.unit_id is None
    assert [step.reason for step in choice.steps] == [Reason.NO_COVERAGE]


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    ids = draw(st.lists(st.integers(1, 30), unique=True, max_size=8))
    return [
        unit(
            unit_id,
            draw(st.sampled_from(CODES)),
            active=draw(st.booleans()),
            capacity=draw(st.none() | st.integers(0, 3)),
            load=draw(st.integers(0, 3)),
            absences=draw(st.sampled_from([(), AWAY])),
        )
        for unit_id in ids
    ]


@given(candidates())
def test_the_choice_is_never_empty_when_an_active_unit_is_competent(units: list[Candidate]) -> None:
    choice = choose_unit(units, ON)
    active = {each.unit_id for each in units if each.active}
    assert (choice.unit_id in active) if active else choice.unit_id is None


@given(candidates())
def test_nobody_available_is_more_specific_than_the_chosen(units: list[Candidate]) -> None:
    choice = choose_unit(units, ON)
    free = [each for each in units if each.active and not each.is_full and not each.is_absent(ON)]
    pool = free or [each for each in units if each.active]
    if pool:
        chosen = next(each for each in units if each.unit_id == choice.unit_id)
        assert chosen in pool
        assert chosen.level.specificity == max(each.level.specificity for each in pool)


@given(candidates())
def test_every_unit_is_explained_once_and_the_order_given_does_not_matter(units: list[Candidate]) -> None:
    choice = choose_unit(units, ON)
    named = [step.unit_id for step in choice.steps if step.unit_id is not None]
    assert sorted(named) == sorted(each.unit_id for each in units)
    assert choose_unit(list(reversed(units)), ON) == choice
