"""Three ways at once: a person's change is kept, everything else follows the files."""

from hypothesis import given
from hypothesis import strategies as st

from care_triage.rulebook.catalogue.merge import FieldChange, merge

OLD = {"name": "Urssaf", "phone": "39 57"}


def test_what_the_files_change_is_changed() -> None:
    found = merge({"name": "Urssaf RA", "phone": "39 57"}, OLD, OLD)
    assert found.values == {"name": "Urssaf RA", "phone": "39 57"}
    assert found.changes == (FieldChange("name", "Urssaf", "Urssaf RA"),)
    assert found.kept == ()


def test_what_a_person_changed_here_is_kept() -> None:
    found = merge({"name": "Urssaf RA", "phone": "39 57"}, {**OLD, "phone": "36 98"}, OLD)
    assert found.values == {"name": "Urssaf RA", "phone": "36 98"}
    assert found.kept == (FieldChange("phone", "36 98", "39 57"),)


def test_force_takes_the_files_everywhere() -> None:
    found = merge(OLD, {**OLD, "phone": "36 98"}, OLD, force=True)
    assert (found.values, found.kept) == (OLD, ())


def test_a_row_made_by_a_person_is_theirs() -> None:
    found = merge({**OLD, "name": "Autre"}, OLD, None)
    assert (found.values, found.changes) == (OLD, ())


VALUES = st.none() | st.sampled_from(["a", "b", "c"])
ROWS = st.fixed_dictionaries({"x": VALUES, "y": VALUES})


@given(ROWS, ROWS, st.none() | ROWS)
def test_every_field_is_either_as_the_files_say_or_told_to_be_kept(
    wanted: dict[str, str | None], current: dict[str, str | None], applied: dict[str, str | None] | None
) -> None:
    found = merge(wanted, current, applied)
    kept = {change.field for change in found.kept}
    for field, value in found.values.items():
        assert value == (current[field] if field in kept else wanted[field])
    # Loading twice changes nothing more.
    assert merge(wanted, found.values, wanted).changes == ()


@given(ROWS, ROWS)
def test_nobody_touched_means_nothing_kept(wanted: dict[str, str | None], current: dict[str, str | None]) -> None:
    found = merge(wanted, current, current)
    assert found.values == wanted
    assert found.kept == ()
