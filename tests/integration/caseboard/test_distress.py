"""That an owner is in distress is known to those who listen, and to no creditor."""

from flask import Flask

from care_triage.accounts.types import Role
from tests.integration.caseboard.conftest import LEAD_UNIT, SignIn
from tests.support.factories import file_case, filing, hire

WORDS = "Détresse"
HOME = "accueil-care-rhone-loire"


def _file(app: Flask) -> int:
    with app.app_context():
        hire("Alice", Role.ADVISER, LEAD_UNIT)
        hire("Lina", Role.ADVISER, HOME)
        hire("Chloe", Role.COORDINATOR)
        return file_case(filing("dette-urssaf", distress=True, facts={"owner_distress": True})).case_id


def test_a_creditor_reads_nothing_of_it(stocked_app: Flask, sign_in: SignIn) -> None:
    case_id = _file(stocked_app)
    alice = sign_in("Alice")
    for path in ("/espace", f"/espace/dossiers/{case_id}"):
        page = alice.get(path).get_data(as_text=True)
        assert "dette-urssaf" in page or "Urssaf" in page
        assert WORDS not in page
        assert "vous dormez mal" not in page


def test_listeners_and_coordinators_know(stocked_app: Flask, sign_in: SignIn) -> None:
    case_id = _file(stocked_app)
    for name in ("Lina", "Chloe"):
        assert WORDS in sign_in(name).get(f"/espace/dossiers/{case_id}").get_data(as_text=True)
