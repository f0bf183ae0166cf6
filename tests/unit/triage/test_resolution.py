"""One lead, capped supports, stated ties; facts written out as a person reads them."""

from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from care_triage.partners.types import Kind as Partner
from care_triage.rules import Kind
from care_triage.triage.document import FactSpec, RuleSpec, ValueSpec
from care_triage.triage.explain import fact_sentence, value_text
from care_triage.triage.policy import resolve
from care_triage.triage.records import Text


def rule(id: str, partner: Partner, role: str, rank: int = 50, **more: Any) -> RuleSpec:
    values: dict[str, Any] = {"when": {}, "answer_hours": 16, "why": Text("Parce que."), "status": "V", **more}
    return RuleSpec(id=id, partner=partner, role=role, rank=rank, **values)  # type: ignore[arg-type]


def test_the_smaller_rank_leads_and_other_leads_are_kept_in_order() -> None:
    found = resolve([rule("a", Partner.CCI, "lead", 50), rule("b", Partner.CMA, "lead", 20)])
    assert [partner.kind for partner in found.leads] == [Partner.CMA, Partner.CCI]


def test_a_partner_appears_once_in_its_strongest_role_with_all_its_reasons() -> None:
    found = resolve([rule("a", Partner.CCI, "support", 1), rule("b", Partner.CCI, "lead", 90)])
    assert (len(found.leads), len(found.supports)) == (1, 0)
    assert [item.id for item in found.leads[0].rules] == ["b", "a"]


def test_equal_ranks_are_stated_as_a_tie() -> None:
    found = resolve([rule("a", Partner.CCI, "lead"), rule("b", Partner.CMA, "lead")])
    assert found.ties == ((Partner.CCI, Partner.CMA),)


def test_nothing_fired_is_nobodys() -> None:
    found = resolve([])
    assert (found.leads, found.supports, found.urgency, found.confidential) == ((), (), "normal", False)


ROLES = st.sampled_from(["lead", "support", "inform"])
RULES = st.lists(st.tuples(st.sampled_from(list(Partner)), ROLES, st.integers(1, 5)), max_size=20)


@given(RULES)
def test_whatever_fires_each_partner_has_one_place_in_rank_order(rows: list[tuple[Partner, str, int]]) -> None:
    fired = [rule(str(number), partner, role, rank) for number, (partner, role, rank) in enumerate(rows)]
    found = resolve(fired)
    everyone = [*found.leads, *found.supports, *found.informs]
    assert {partner.kind for partner in everyone} == {item.partner for item in fired}
    assert len({partner.kind for partner in everyone}) == len(everyone)
    for group in (found.leads, found.supports, found.informs):
        assert [partner.rank for partner in group] == sorted(partner.rank for partner in group)


def fact(kind: Kind, unit: str | None = None) -> FactSpec:
    return FactSpec("x", kind, Text("Montant", "Amount"), unit, (ValueSpec("a", Text("Un", "One")),))


@pytest.mark.parametrize(
    ("kind", "value", "locale", "text"),
    [
        (Kind.DATE, "2026-11-01", "fr", "1er novembre 2026"),
        (Kind.DATE, "2026-11-21", "fr", "21 novembre 2026"),
        (Kind.DATE, "2026-11-21", "en", "21 November 2026"),
        (Kind.DATE, "soon", "fr", "soon"),
        (Kind.MONEY, "12000.00", "fr", "12 000"),
        (Kind.MONEY, "12000.50", "fr", "12 000,50"),
        (Kind.MONEY, Decimal(12000), "en", "12,000"),
        (Kind.INTEGER, 1234, "fr", "1 234"),
        (Kind.INTEGER, "many", "fr", "many"),
        (Kind.BOOLEAN, True, "fr", "oui"),
        (Kind.BOOLEAN, False, "en", "no"),
        (Kind.ENUM, "a", "fr", "Un"),
        (Kind.ENUM, "gone", "fr", "gone"),
        (Kind.SET, ["a"], "en", "One"),
        (Kind.ENUM, None, "fr", "inconnu"),
    ],
)
def test_a_value_is_written_as_a_person_reads_it(kind: Kind, value: object, locale: str, text: str) -> None:
    shown = value_text(fact(kind), value, locale)
    assert shown.replace("\u202f", " ").replace("\u00a0", " ") == text


def test_a_fact_is_a_sentence_with_the_punctuation_of_its_language() -> None:
    assert fact_sentence(fact(Kind.BOOLEAN), True, "fr") == "Montant\u00a0: oui"
    assert fact_sentence(fact(Kind.BOOLEAN), True, "en") == "Amount: yes"
