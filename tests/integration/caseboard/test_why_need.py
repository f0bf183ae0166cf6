"""« Pourquoi ici, pourquoi pas là »: every rule, for coordinators and the units that have the need."""

from flask import Flask
from sqlalchemy import select

from care_triage.accounts.types import Role
from care_triage.caseboard.why_need import every_rule
from care_triage.cases.models import Need
from care_triage.cases.types import ReferralRole
from care_triage.infra.db import session
from care_triage.partners.queries import get_unit
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn, World
from tests.support.factories import file_case, filing, hire, referral_of

SECRET = "prevention-difficultes"


def _needs(case_id: int) -> list[int]:
    """Ids of the needs of a case."""
    return list(session().scalars(select(Need.id).where(Need.case_id == case_id).order_by(Need.id)))


def test_every_rule_is_accounted_for(world: World) -> None:
    with world.inside():
        (need,) = _needs(world.case_id)
        found = every_rule(need, listens=True)
        assert found is not None
        told = [
            *(line.rule for line in (*found.fired, *found.undecided, *found.failed)),
            *found.elsewhere,
            *found.not_in_force,
        ]
        assert sorted(told) == sorted(rule.id for rule in current_rule_set().document.rules)
        assert {line.rule for line in found.fired} & {"urssaf-dette"}
        assert any(line.facts for line in found.undecided)
        assert any(line.facts for line in found.failed)
        assert any(line.chosen for _kind, lines in found.weighed for line in lines)


def test_the_page_shows_rules_facts_and_units_weighed(world: World, sign_in: SignIn) -> None:
    with world.inside():
        (need,) = _needs(world.case_id)
    for name in ("Chloe", "Alice", "Denis"):
        page = sign_in(name).get(f"/espace/besoins/{need}/pourquoi")
        assert page.status_code == 200
        for text in ("urssaf-dette", "Règles appliquées", "On ne sait pas", "choisie", "règles d’autres sujets"):
            assert text in page.text


def test_a_creditor_does_not_read_how_the_owner_feels(stocked_app: Flask, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        (need,) = _needs(file_case(filing("dette-urssaf", distress=True, facts={"owner_distress": True})).case_id)
        hire("Alice", Role.ADVISER, LEAD_UNIT)
        hire("Chloe", Role.COORDINATOR)
    assert "fatigue-humain" in sign_in("Chloe").get(f"/espace/besoins/{need}/pourquoi").text
    assert "fatigue-humain" not in sign_in("Alice").get(f"/espace/besoins/{need}/pourquoi").text


def test_units_without_the_need_do_not_read_why(stocked_app: Flask, world: World, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        (need,) = _needs(world.case_id)
    assert sign_in("Bruno").get(f"/espace/besoins/{need}/pourquoi").status_code == 404
    assert sign_in("Elise").get(f"/espace/besoins/{need}/pourquoi").status_code == 403
    assert sign_in("Chloe").get("/espace/besoins/999999/pourquoi").status_code == 404


def test_another_unit_of_the_case_does_not_read_why_of_a_need_it_does_not_have(
    stocked_app: Flask, sign_in: SignIn
) -> None:
    with stocked_app.app_context():
        case_id = file_case(filing("dette-urssaf", "bail-commercial")).case_id
        first, second = _needs(case_id)
        hire("Alice", Role.ADVISER, LEAD_UNIT)
    client = sign_in("Alice")
    assert client.get(f"/espace/besoins/{first}/pourquoi").status_code == 200
    assert client.get(f"/espace/besoins/{second}/pourquoi").status_code == 403


def test_a_confidential_need_is_explained_to_its_own_unit_only(stocked_app: Flask, sign_in: SignIn) -> None:
    with stocked_app.app_context():
        case_id = file_case(filing("dette-urssaf", confidential=(SECRET,))).case_id
        kept = referral_of(case_id, role=ReferralRole.LEAD)
        secret = kept.need_id
        hire("Alice", Role.ADVISER, LEAD_UNIT)
        hire("Hector", Role.ADVISER, get_unit(kept.unit_id).slug)
        hire("Chloe", Role.COORDINATOR)
    for name, status in (("Hector", 200), ("Alice", 404), ("Chloe", 404)):
        assert sign_in(name).get(f"/espace/besoins/{secret}/pourquoi").status_code == status
    assert sign_in("Chloe").get(f"/espace/besoins/{secret}/orienter").status_code == 404
