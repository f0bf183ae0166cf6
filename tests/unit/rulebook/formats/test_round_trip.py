"""What goes out comes back equal, in every format; what does not is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from care_triage.partners.types import Status
from care_triage.rulebook.formats import Format, format_of, plan_import, read_rules, write_rules
from care_triage.triage.document import ImpossibleSpec, RuleSetDocument
from care_triage.triage.records import Text
from tests.unit.rulebook.formats.strategies import CELLS, document, documents, rule

FORMATS = [pytest.param(form, id=form) for form in Format]


@pytest.mark.parametrize("form", FORMATS)
@given(written=documents)
@settings(max_examples=40)
def test_rules_come_back_as_they_were(form: Format, written: RuleSetDocument) -> None:
    file = write_rules(written, form)
    assert format_of(f"regles.{form}", file.data) is form
    assert read_rules(file.data, form, written).document.rules == written.rules
    assert not [loss for loss in file.losses if loss.rule_id]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", CELLS)
def test_every_cell_keeps_its_meaning_without_the_old_rules_at_hand(form: Format, name: str) -> None:
    written = document(*(rule(f"r-{n}", when={name: cell}) for n, cell in enumerate(CELLS[name])))
    elsewhere = replace(written, rules=())
    found = read_rules(write_rules(written, form).data, form, elsewhere).document
    assert plan_import(written, read_rules(write_rules(found, form).data, form, written).document).is_empty


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_rules_is_kept_across_themes(form: Format) -> None:
    subjects = ['"bail"', '"dette"', '"bail","dette"', '"embauche"', '"dette"']
    written = document(*(rule(f"r-{n}", when={"subject": cell}) for n, cell in enumerate(subjects)))
    found = read_rules(write_rules(written, form).data, form, written).document
    assert [each.id for each in found.rules] == ["r-0", "r-1", "r-2", "r-3", "r-4"]


def test_what_a_format_cannot_hold_is_named() -> None:
    written = document(rule("code-et-debut", when={"naf": '"47"'}), rule("debut", when={"naf": 'starts with(?, "47")'}))
    file = write_rules(written, Format.DMN)
    losses = {(loss.rule_id, loss.field) for loss in file.losses}
    assert "code-et-debut, when.naf" in file.data.decode()
    assert losses == {("", "vocabulary"), ("code-et-debut", "when.naf")}
    assert [loss.field for loss in write_rules(written, Format.CSV).losses] == ["vocabulary"]
    assert not write_rules(written, Format.TOML).losses


@pytest.mark.parametrize("form", [Format.XLSX, Format.DMN])
def test_control_characters_are_left_out_and_named(form: Format) -> None:
    written = document(rule(law="L. 611\x0b-1"))
    file = write_rules(written, form)
    assert [(loss.rule_id, loss.field) for loss in file.losses if loss.rule_id] == [("une-regle", "law")]
    assert read_rules(file.data, form, written).document.rules[0].law == "L. 611-1"


def test_a_text_longer_than_a_cell_is_cut_and_named() -> None:
    written = document(rule(law="x" * 40_000))
    file = write_rules(written, Format.XLSX)
    assert [(loss.rule_id, loss.field) for loss in file.losses] == [("une-regle", "law")]
    assert len(read_rules(file.data, Format.XLSX, written).document.rules[0].law or "") == 32_767


def test_toml_says_that_a_fact_is_declared_otherwise() -> None:
    written = document(rule())
    changed = replace(written, vocabulary=(*written.vocabulary[:-1], replace(written.vocabulary[-1], sensitive=False)))
    assert not read_rules(write_rules(written, Format.TOML).data, Format.TOML, written).losses
    losses = read_rules(write_rules(changed, Format.TOML).data, Format.TOML, written).losses
    assert [loss.field for loss in losses] == ["vocabulary.debts"]


def test_only_toml_keeps_what_cannot_be_true_together() -> None:
    never = ImpossibleSpec(
        "dette-bail", {"subject": '"dette"', "naf": "known()"}, Text("Jamais.", "Never."), Status.GENERAL
    )
    written = replace(document(rule()), impossible=(never,))
    for form in (Format.CSV, Format.XLSX, Format.DMN):
        assert "impossible" in [loss.field for loss in write_rules(written, form).losses]
    data = write_rules(written, Format.TOML).data
    assert not write_rules(written, Format.TOML).losses
    assert read_rules(data, Format.TOML, written).document == written
    assert not read_rules(data, Format.TOML, written).losses
    losses = read_rules(data, Format.TOML, document(rule())).losses
    assert [loss.field for loss in losses] == ["impossible.dette-bail"]


def test_a_document_without_them_keeps_its_fingerprint() -> None:
    written = document(rule())
    assert "impossible" not in written.to_dict()
    assert RuleSetDocument.from_dict(written.to_dict()).fingerprint == written.fingerprint
