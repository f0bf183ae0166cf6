"""The trained model: learning, its bytes, and what it says of words it has never seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_triage.triage.learning.features import SHARES, features_of, weigh, words_of
from care_triage.triage.learning.model import Model, write
from care_triage.triage.learning.training import train

EXAMPLES = [
    ("urssaf", "je dois des cotisations à l'urssaf"),
    ("urssaf", "urssaf en retard, cotisations impayées"),
    ("urssaf", "une contrainte de l'urssaf"),
    ("client", "un client ne paie pas sa facture"),
    ("client", "ma facture est impayée par un gros client"),
    ("client", "facture jamais réglée"),
    ("loyer", "mon loyer commercial a trois mois de retard"),
    ("loyer", "le propriétaire réclame le loyer"),
]
CONTENT = train(EXAMPLES, 1.5)
MODEL = Model.read(memoryview(CONTENT))


def shares(text: str) -> dict[str, float]:
    return MODEL.shares(weigh(features_of(words_of(text)), MODEL.find))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("l'urssaf me demande des cotisations", "urssaf"),
        ("COTISATION", "urssaf"),
        ("jdoi d cotisasions a lursaf", "urssaf"),
        ("les factures de mes clients", "client"),
        ("loyers", "loyer"),
    ],
)
def test_what_was_learnt_is_known_again_also_misspelt(text: str, label: str) -> None:
    found = shares(text)
    assert max(found, key=lambda name: found[name]) == label
    assert sum(found.values()) == pytest.approx(1)


def test_learning_twice_gives_the_same_bytes() -> None:
    assert train(EXAMPLES, 1.5) == CONTENT
    assert train(EXAMPLES[:-1], 1.5) != CONTENT


def test_words_say_how_much_they_pull() -> None:
    words = words_of("mon client a une dette")
    pulls = MODEL.pull(weigh(features_of(words), MODEL.find), "client")
    assert max(pulls, key=lambda place: pulls[place]) == words.index("client")


def test_a_model_is_read_as_it_was_written() -> None:
    rows = [[0.5, -1.0], [0.0, 0.0], [0.25, 2.0]]
    model = Model.read(memoryview(write(["a", "é"], [0.1, -0.1], 2.0, [3, 5, 2**64 - 1], [1.0, 1.5, 2.0], rows)))
    assert (model.labels, model.bias, model.sharpness) == (("a", "é"), (0.1, -0.1), 2.0)
    assert [model.find(key) for key in (3, 4, 5, 2**64 - 1)] == [(0, 1.0), None, (1, 1.5), (2, 2.0)]


@pytest.mark.parametrize("content", [b"", b"CARE", b"something else entirely", CONTENT[1:]])
def test_other_bytes_are_no_model(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a model"):
        Model.read(memoryview(content))


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_weighed_within_its_shares(text: str) -> None:
    found = weigh(features_of(words_of(text)), MODEL.find)
    assert sum(item.weight**2 for item in found) <= sum(share**2 for share in SHARES) + 1e-6
    assert sum(shares(text).values()) == pytest.approx(1)
