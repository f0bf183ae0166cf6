"""Real communes and real situations: who receives a need, in which role, bound by which date."""

from datetime import date
from typing import Any

import pytest

from care_triage.infra import clock
from care_triage.territory.queries import get_commune
from care_triage.triage.policy import resolve
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.service.propose import Question, propose
from care_triage.triage.types import Proposal, Resolution

pytestmark = pytest.mark.usefixtures("stocked_context")

LYON, LYON_3, VILLEFRANCHE, TARARE, ARBRESLE, MORNANT = "69123", "69383", "69264", "69243", "69010", "69141"
ROANNE, SAINT_ETIENNE, FEURS, PARIS = "42187", "42218", "42094", "75056"
FILED_ON = date(2026, 11, 20)


def decide(subject: str, commune: str, **facts: Any) -> Proposal:
    return propose(current_rule_set(), Question(subject, facts, get_commune(commune)), FILED_ON)


def lead(proposal: Proposal) -> tuple[str, str]:
    assert proposal.lead is not None
    return str(proposal.lead.kind), proposal.lead.unit


def supports(proposal: Proposal) -> dict[str, str]:
    return {str(partner.kind): partner.unit for partner in proposal.partners if partner.role == "support"}


@pytest.mark.parametrize(
    ("commune", "sector"),
    [(ROANNE, "Roanne"), (LYON, "Lyon"), (LYON_3, "Lyon"), (VILLEFRANCHE, "Villefranche"), (SAINT_ETIENNE, "Étienne")],
)
def test_an_urssaf_debt_goes_to_the_sector_of_the_commune(commune: str, sector: str) -> None:
    kind, unit = lead(decide("dette-urssaf", commune))
    assert kind == "urssaf"
    assert sector in unit


def test_cessation_in_tarare_goes_to_its_own_court_with_a_lawyer_and_the_legal_date() -> None:
    proposal = decide("cessation-paiements", TARARE, cessation_on="2026-11-01")
    kind, unit = lead(proposal)
    assert kind == "tribunal_commerce"
    assert "Villefranche-Tarare" in unit
    assert "Villefranche" in supports(proposal)["avocats"]
    (term,) = proposal.terms
    assert (term.from_on, term.due_on) == (date(2026, 11, 1), date(2026, 12, 16))
    assert term.spec.days == 45
    assert "L631-4" in term.spec.law
    assert proposal.resolution.urgency in ("high", "critical")


def test_the_legal_date_waits_for_the_date_it_runs_from() -> None:
    assert decide("cessation-paiements", TARARE).terms == ()


@pytest.mark.parametrize("activity", ["commerce", "artisanat", "agricole", "liberal", "association"])
def test_cessation_in_l_arbresle_goes_to_lyons_court_of_economic_activities(activity: str) -> None:
    kind, unit = lead(decide("cessation-paiements", ARBRESLE, activity=activity, cessation_on="2026-11-01"))
    assert kind == "tribunal_commerce"
    assert "activités économiques de Lyon" in unit


def test_a_regulated_legal_profession_never_goes_to_the_court_of_economic_activities() -> None:
    assert lead(decide("cessation-paiements", ARBRESLE, activity="liberal_juridique"))[0] == "tribunal_judiciaire"


@pytest.mark.parametrize("subject", ["cessation-paiements", "agriculteur-difficulte"])
def test_a_farmer_in_feurs_goes_to_the_judicial_court_of_saint_etienne(subject: str) -> None:
    proposal = decide(subject, FEURS, activity="agricole", cessation_of_payments=True)
    assert lead(proposal)[0] == "tribunal_judiciaire"
    assert "Saint-Étienne" in lead(proposal)[1]
    assert "Loire" in supports(proposal)["chambre_agriculture"]


@pytest.mark.parametrize("subject", ["cessation-paiements", "agriculteur-difficulte"])
def test_a_farmer_in_mornant_goes_to_lyons_court_of_economic_activities(subject: str) -> None:
    proposal = decide(subject, MORNANT, activity="agricole", cessation_of_payments=True)
    assert lead(proposal)[0] == "tribunal_commerce"
    assert "activités économiques de Lyon" in lead(proposal)[1]
    assert "Rhône" in supports(proposal)["msa"]


@pytest.mark.parametrize(
    ("commune", "department"), [(ROANNE, "Loire"), (FEURS, "Loire"), (LYON, "Rhône"), (TARARE, "Rhône")]
)
def test_tax_and_urssaf_together_go_to_the_committee_of_the_department(commune: str, department: str) -> None:
    for subject in ("dettes-publiques-multiples", "dette-urssaf", "dette-fiscale"):
        kind, unit = lead(decide(subject, commune, public_debts=["fiscal_tva", "urssaf"]))
        assert kind == "ccsf"
        assert department in unit


@pytest.mark.parametrize(
    ("subject", "debts", "kind"),
    [
        ("dette-urssaf", ["urssaf"], "urssaf"),
        ("dette-fiscale", ["fiscal_tva"], "dgfip"),
        ("dette-fiscale", None, "dgfip"),
    ],
)
def test_one_public_debt_alone_stays_with_its_creditor(subject: str, debts: list[str] | None, kind: str) -> None:
    proposal = decide(subject, ROANNE, public_debts=debts)
    assert lead(proposal)[0] == kind
    assert "ccsf" not in {partner.kind for partner in proposal.partners}


def test_a_refused_overdraft_goes_to_credit_mediation() -> None:
    kind, unit = lead(decide("decouvert-refuse", SAINT_ETIENNE))
    assert kind == "banque_de_france"
    assert "Loire" in unit


def test_a_customer_who_does_not_pay_goes_to_the_mediator_with_a_lawyer_near() -> None:
    proposal = decide("client-impaye", VILLEFRANCHE, customer_kind="entreprise")
    assert lead(proposal)[0] == "mediateur_entreprises"
    assert "Villefranche" in supports(proposal)["avocats"]


@pytest.mark.parametrize(
    ("subject", "facts", "kind"),
    [
        ("reprendre-entreprise", {"takeover_target": "a-financer"}, "financement_solidaire"),
        ("financer-investissement", {"funding_purpose": "securite"}, "carsat"),
        ("exporter", {"trade_zone": "suisse-royaume-uni"}, "douanes"),
        ("arnaque-demarchage", {"scam_kind": "demarchage", "employees": 2}, "avocats"),
    ],
)
def test_what_the_need_turns_on_chooses_its_lead(subject: str, facts: dict[str, Any], kind: str) -> None:
    assert lead(decide(subject, ROANNE, activity="commerce", **facts))[0] == kind


@pytest.mark.parametrize(("employees", "dates"), [(5, [date(2026, 11, 24)]), (6, [])])
def test_a_small_firm_has_fourteen_days_to_leave_a_canvassed_contract(employees: int, dates: list[date]) -> None:
    """C. conso. L221-3, L221-18."""
    facts = {"scam_kind": "demarchage", "employees": employees, "canvassed_on": "2026-11-10"}
    assert [term.due_on for term in decide("arnaque-demarchage", LYON, **facts).terms] == dates


@pytest.mark.parametrize("commune", [LYON, ROANNE])
@pytest.mark.parametrize("consent", [None, False])
def test_distress_is_led_by_a_person_and_apesa_is_not_told_without_consent(commune: str, consent: bool | None) -> None:
    proposal = decide("detresse-dirigeant", commune, apesa_consent=consent)
    assert lead(proposal)[0] == "human"
    assert "apesa" not in {partner.kind for partner in proposal.partners}
    assert proposal.resolution.urgency == "critical"
    assert proposal.resolution.confidential


def test_distress_with_consent_reaches_apesa_beside_the_person() -> None:
    proposal = decide("detresse-dirigeant", ROANNE, apesa_consent=True)
    assert lead(proposal)[0] == "human"
    assert "Roanne" in supports(proposal)["apesa"]


def wanted(subject: str, **facts: Any) -> Resolution:
    """What the rules want, before any unit is looked for."""
    rule_set = current_rule_set()
    codes = get_commune(ROANNE).territory_codes
    return resolve(rule_set.fired(rule_set.decide(subject, facts, codes, FILED_ON)))


def test_no_subject_reaches_apesa_without_consent() -> None:
    for subject in current_rule_set().document.subjects:
        for told in ({}, {"owner_distress": True}, {"owner_distress": True, "life_in_danger": True}):
            found = wanted(subject.slug, **told)
            kinds = {partner.kind for partner in (*found.leads, *found.supports, *found.informs)}
            assert "apesa" not in kinds, subject.slug


def test_a_life_in_danger_puts_a_person_first_whatever_the_subject() -> None:
    for subject in current_rule_set().document.subjects:
        found = wanted(subject.slug, life_in_danger=True, owner_distress=True)
        assert found.leads[0].kind == "human", subject.slug
        assert found.urgency == "critical"


@pytest.mark.parametrize("commune", [LYON, ROANNE])
def test_every_subject_has_exactly_one_lead_when_nothing_else_is_known(commune: str) -> None:
    alone = {
        subject.slug: [partner.kind for partner in decide(subject.slug, commune).partners if partner.role == "lead"]
        for subject in current_rule_set().document.subjects
    }
    assert {slug: leads for slug, leads in alone.items() if len(leads) != 1} == {}


@pytest.mark.parametrize("commune", [TARARE, FEURS])
def test_nobody_is_asked_twice_and_no_more_than_four_are_at_work(commune: str) -> None:
    for subject in current_rule_set().document.subjects:
        partners = decide(subject.slug, commune).partners
        assert len({partner.unit_id for partner in partners}) == len(partners), subject.slug
        assert len([partner for partner in partners if partner.role != "inform"]) <= 4, subject.slug


def test_a_firm_outside_the_territory_is_given_to_nobody() -> None:
    proposal = decide("dette-urssaf", PARIS)
    assert proposal.outside_territory
    assert proposal.partners == ()


def test_everyone_answers_after_filing_and_within_three_weeks() -> None:
    for subject in ("dette-urssaf", "cessation-paiements", "detresse-dirigeant", "reprendre-entreprise"):
        for partner in decide(subject, LYON).partners:
            assert 0 < (partner.answer_by - clock.now()).days + 1 <= 21, (subject, partner.unit)


def test_a_unit_that_answered_is_not_asked_again() -> None:
    first = decide("dette-urssaf", LYON)
    assert first.lead is not None
    heard = frozenset({first.lead.unit_id})
    again = propose(current_rule_set(), Question("dette-urssaf", {}, get_commune(LYON), heard), FILED_ON)
    assert first.lead.unit_id not in {partner.unit_id for partner in again.partners}


def test_facts_that_the_rules_no_longer_know_stop_nothing() -> None:
    facts = {"public_debts": ["a code of the past"], "amount_social_debt": "much", "gone": 1, "employees": None}
    assert lead(decide("dette-urssaf", ROANNE, **facts))[0] == "urssaf"
