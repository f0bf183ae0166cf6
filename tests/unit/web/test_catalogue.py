"""The English catalogue says everything the pages say, in the same places; the French it translates is well typed."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tools import messages

_PLACE = re.compile(r"%\(\w+\)[sd]")
_ENGLISH = messages.SOURCE / "translations" / "en" / "LC_MESSAGES" / "care.po"
# In French a no-break space stands before these marks and inside « »; an address or an hour has its own.
_LOOSE = re.compile(r"[ ][?!:;»%](?=\s|$|[.,)])|«[ ]|\d[ ](?:h|Mo|ko|€)\b|(?<=\w)'(?=\w)")
_FRENCH_MARKS = re.compile(r"[«»]|\s[?!:;](?:\s|$)|(?<=\w)'(?=\w)")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with _ENGLISH.open("rb") as file:
        return read_po(file, locale="en", domain="care")


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_every_text_is_translated() -> None:
    assert list(messages.missing()) == []


def test_nothing_is_guessed_or_left_over(english: Catalog) -> None:
    fresh = messages.template()
    assert [message.id for message in _entries(english) if message.fuzzy] == []
    assert not english.obsolete
    assert [message.id for message in _entries(english) if fresh.get(message.id, message.context) is None] == []


def test_every_form_keeps_the_places_of_the_source(english: Catalog) -> None:
    wrong = [
        (message.id, translation)
        for message in _entries(english)
        for translation in _forms(message.string)
        if Counter(_PLACE.findall(translation)) not in map(_places, _forms(message.id))
    ]
    assert wrong == []


def _places(text: str) -> Counter[str]:
    return Counter(_PLACE.findall(text))


def test_a_text_that_counts_has_a_singular_and_a_plural(english: Catalog) -> None:
    counted = [message for message in _entries(english) if isinstance(message.id, list | tuple)]
    assert english.num_plurals == 2
    assert counted
    assert [message.id for message in counted if len(_forms(message.string)) != 2] == []


def test_edges_are_the_same(english: Catalog) -> None:
    """A leading space or a final full stop matters where sentences are put together."""
    wrong = [
        message.id
        for message in _entries(english)
        for source, target in zip(_forms(message.id), _forms(message.string), strict=True)
        if source[:1].isspace() != target[:1].isspace() or source.endswith((".", "…")) != target.endswith((".", "…"))
    ]
    assert wrong == []


def test_english_is_typed_as_english(english: Catalog) -> None:
    texts = [text for message in _entries(english) for text in _forms(message.string)]
    assert [text for text in texts if _FRENCH_MARKS.search(text)] == []


def test_french_is_typed_as_french() -> None:
    texts = [text for message in _entries(messages.template()) for text in _forms(message.id)]
    assert [text for text in texts if _LOOSE.search(text)] == []


def test_no_text_is_there_twice_with_other_spaces() -> None:
    seen = Counter(
        " ".join(text.split())
        for message in _entries(messages.template())
        for text in [" | ".join(_forms(message.id))]
        if text == text.strip()
    )
    assert [text for text, times in seen.items() if times > 1] == []
