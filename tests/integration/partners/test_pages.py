"""The pages of the directory, as an adviser, a unit's manager and a coordinator meet them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts import service as accounts
from care_triage.accounts.types import SYSTEM, Role
from care_triage.partners import queries
from care_triage.partners.types import DirectoryFilter, Kind

PASSWORD = "cheval pile agrafe correct"
SignIn = Callable[..., FlaskClient]


@pytest.fixture
def site(stocked_app: Flask) -> Flask:
    """The application with the real directory."""
    return stocked_app


@pytest.fixture
def sign_in(site: Flask) -> SignIn:
    """A browser signed in as somebody new with this role."""

    def as_somebody(role: Role, unit_id: int | None = None) -> FlaskClient:
        with site.app_context():
            person = accounts.register_person("Camille", "camille@exemple.fr", PASSWORD)
            accounts.grant_role(SYSTEM, person.id, role, unit_id=unit_id)
        client = site.test_client()
        answer = client.post("/connexion", data={"email": "camille@exemple.fr", "password": PASSWORD})
        assert answer.status_code == 303
        return client

    return as_somebody


@pytest.fixture
def roanne(site: Flask) -> int:
    """The unit of the Urssaf in Roanne."""
    return unit_of(site, "urssaf-ra-roanne")


def unit_of(site: Flask, slug: str) -> int:
    with site.app_context():
        rows = queries.directory(DirectoryFilter(with_retired=True))
        return next(unit.unit_id for row in rows for unit in row.units if unit.slug == slug)


def test_a_visitor_is_sent_to_the_sign_in_page(site: Flask) -> None:
    assert site.test_client().get("/espace/partenaires").status_code == 302


def test_an_adviser_reads_the_directory_and_changes_nothing(sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.ADVISER, roanne)
    page = client.get("/espace/partenaires?q=urssaf").text
    assert "Urssaf Rhône-Alpes" in page
    assert "Ajouter un partenaire" not in page
    unit = client.get(f"/espace/partenaires/antennes/{roanne}").text
    assert "Noter une absence" not in unit
    assert client.get("/espace/partenaires/nouveau").status_code == 403
    assert client.post(f"/espace/partenaires/antennes/{roanne}/fermer").status_code == 403


def test_who_covers_tarare_for_an_urssaf_debt(sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.ADVISER, roanne)
    page = client.get("/espace/partenaires/competence?kind=urssaf&commune=Tarare").text
    assert "secteur Villefranche et Beaujolais" in page
    assert "territoire plus large" in page


def test_a_commune_name_that_exists_five_times_is_asked_again(sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.ADVISER, roanne)
    answer = client.get("/espace/partenaires/competence?kind=urssaf&commune=Savigny")
    assert answer.status_code == 422
    assert "insee=69175" in answer.text
    assert client.get("/espace/partenaires/competence?kind=urssaf&commune=x&insee=69175").status_code == 200


@pytest.mark.parametrize("query", ["kind=urssaf&commune=", "kind=nobody&commune=Roanne", "kind=urssaf&commune=Zzzzz"])
def test_a_question_without_an_answer_says_so_beside_the_field(sign_in: SignIn, roanne: int, query: str) -> None:
    answer = sign_in(Role.ADVISER, roanne).get(f"/espace/partenaires/competence?{query}")
    assert answer.status_code == 422
    assert "error-summary" in answer.text


def test_a_unit_manager_notes_an_absence_and_sets_the_hours(site: Flask, sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.UNIT_MANAGER, roanne)
    address = f"/espace/partenaires/antennes/{roanne}"
    wrong = days("10 8 2027", "1 8 2027")
    assert client.post(f"{address}/absences", data=wrong).status_code == 422
    assert client.post(f"{address}/absences", data=days("1 8 2027", "10 8 2027")).status_code == 303
    assert "congés d’été" in client.get(address).text
    form = {"hours": "lun-ven 08:30-12:00", "capacity": "12", "email": "", "phone": ""}
    assert client.post(f"{address}/horaires", data=form).status_code == 303
    page = client.get(address).text
    assert "12 dossiers en cours" in page
    assert "8\u00a0h\u00a030" in page
    elsewhere = unit_of(site, "urssaf-ra-lyon")
    assert client.post(f"/espace/partenaires/antennes/{elsewhere}/horaires", data=form).status_code == 403


def days(first: str, last: str) -> dict[str, str]:
    parts = ("day", "month", "year")
    return {
        **{f"from_on-{part}": value for part, value in zip(parts, first.split(), strict=True)},
        **{f"until_on-{part}": value for part, value in zip(parts, last.split(), strict=True)},
        "note": "congés d’été",
    }


def test_a_unit_manager_invites_an_adviser(sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.UNIT_MANAGER, roanne)
    address = f"/espace/partenaires/antennes/{roanne}/personnes"
    person = {"name": "Sacha Roux", "email": "sacha@exemple.fr", "role": "adviser"}
    assert client.post(address, data=person | {"role": "unit_manager"}).status_code == 422
    assert client.post(address, data=person | {"email": "sacha"}).status_code == 422
    assert client.post(address, data=person).status_code == 303
    assert "Sacha Roux" in client.get(f"/espace/partenaires/antennes/{roanne}").text


def test_a_coordinator_adds_a_partner_with_a_unit_and_its_territory(site: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    partner = {"name": "Adie", "slug": "adie-test", "kind": Kind.FINANCEMENT_SOLIDAIRE.value, "status": "P"}
    assert client.post("/espace/partenaires/nouveau", data=partner | {"slug": "Pas Bon"}).status_code == 422
    created = client.post("/espace/partenaires/nouveau", data=partner)
    assert created.status_code == 303
    taken = client.post("/espace/partenaires/nouveau", data=partner)
    assert (taken.status_code, "déjà pris" in taken.text) == (422, True)
    unit = {"name": "Adie Roanne", "slug": "adie-test-roanne", "hours": "lun-ven 09:00-12:00"}
    added = client.post(f"{created.location}/antennes/nouvelle", data=unit)
    assert added.status_code == 303
    assert client.post(f"{added.location}/territoires/ajouter", data={"code": "arr:422"}).status_code == 303
    assert client.post(f"{added.location}/territoires/ajouter", data={"code": "arr:999"}).status_code == 422
    assert "arrondissement" in client.get(added.location).text
    found = client.get(f"{added.location}/territoires?q=roanne").text
    assert "déjà couvert" in found
    assert client.post(f"{added.location}/territoires/retirer", data={"code": "arr:422"}).status_code == 303


def test_a_page_that_somebody_else_has_changed_comes_back_with_what_was_typed(sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.COORDINATOR)
    address = f"/espace/partenaires/antennes/{roanne}/horaires"
    form = {"hours": "lun-ven 08:30-12:00", "version": "1"}
    assert client.post(address, data=form).status_code == 303
    stale = client.post(address, data=form)
    assert stale.status_code == 409
    assert "modifié entre-temps" in stale.text
    assert "lun-ven 08:30-12:00" in stale.text
    again = stale.text.split('name="version" type="hidden" value="')[1].split('"')[0]
    assert client.post(address, data=form | {"version": again}).status_code == 303


def test_a_coordinator_retires_a_partner_and_brings_it_back(site: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    with site.app_context():
        (row,) = queries.directory(DirectoryFilter(kind=Kind.MSA, text="loire"))
    address = f"/espace/partenaires/{row.partner_id}"
    assert client.post(f"{address}/retirer").status_code == 303
    assert "retiré de l’annuaire" in client.get(address).text
    assert client.post(f"{address}/reprendre").status_code == 303
    assert client.get("/espace/partenaires/999999").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "/competence", "/competence?lang=en", "/nouveau", "?retires=1&nature=urssaf", "/communes?q=roan"]
)
def test_every_page_is_readable_in_english_too(sign_in: SignIn, path: str) -> None:
    client = sign_in(Role.COORDINATOR)
    assert client.get(f"/espace/partenaires{path}", headers={"Accept-Language": "en"}).status_code == 200


def test_every_form_opens(site: Flask, sign_in: SignIn, roanne: int) -> None:
    client = sign_in(Role.COORDINATOR)
    with site.app_context():
        partner = queries.get_unit(roanne).partner_id
    pages = [f"antennes/{roanne}/{page}" for page in ("modifier", "horaires", "absences", "territoires", "personnes")]
    for page in (*pages, f"{partner}/modifier", f"{partner}/antennes/nouvelle", f"{partner}/responsables"):
        assert client.get(f"/espace/partenaires/{page}").status_code == 200, page
