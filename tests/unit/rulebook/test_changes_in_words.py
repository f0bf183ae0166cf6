"""Two versions of a long list: only what one has and the other has not is read."""

from types import SimpleNamespace
from typing import Any, cast

from care_triage.rulebook.types import FieldDifference
from care_triage.rulebook.words import changes
from care_triage.rulebook.words.cells import Speech
from care_triage.triage.document import RuleSetDocument

_DOCUMENT = cast(RuleSetDocument, SimpleNamespace(fact_by_name={}))


class Spoken:
    """Says a cell as it is written."""

    def chip(self, _name: str, cell: str, *, whole: bool) -> Any:
        return SimpleNamespace(text=cell.replace('"', ""), whole=whole)


def words(before: list[str], after: list[str]) -> changes.FieldWords:
    speech = cast(Speech, Spoken())
    cells = (", ".join(f'"{code}"' for code in codes) for codes in (before, after))
    return changes._field(_DOCUMENT, FieldDifference("when.subject", *cells), speech, speech)


def test_a_line_more_in_a_long_list_is_all_that_is_read() -> None:
    codes = [f"c{number}" for number in range(10)]
    found = words(codes, [*codes, "nouveau"])
    assert found.before == "10 choix"
    assert found.after == "11 choix, dont\u00a0: nouveau"


def test_short_lists_are_read_whole() -> None:
    found = words(["a", "b"], ["a"])
    assert (found.before, found.after) == ("a, b", "a")
