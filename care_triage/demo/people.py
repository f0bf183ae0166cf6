"""The invented people who can sign in to a demonstration, one for each sort of work."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from care_triage.accounts.models import Person
from care_triage.accounts.queries import find_person_by_email
from care_triage.accounts.service import grant_role, register_person
from care_triage.accounts.types import SYSTEM, Role
from care_triage.infra.db import session, transactional
from care_triage.partners.models import Unit

# Known to everybody who runs a demonstration, and refused by every other installation.
PASSWORD = "une vitrine de papier peint"  # noqa: S105 - see above
COORDINATOR = "coordination@example.org"
AUTHOR = "regles@example.org"
# So that no demo case waits for a unit where nobody exists.
EVERYWHERE = "Joachim Perrigny"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented: an address, a name, roles for the collective, and roles in units by slug."""

    email: str
    name: str
    does: str
    roles: tuple[Role, ...] = ()
    units: tuple[tuple[Role, str], ...] = ()


def _adviser(email: str, name: str, does: str, *units: str) -> DemoPerson:
    return DemoPerson(email, name, does, units=tuple((Role.ADVISER, unit) for unit in units))


PEOPLE = (
    DemoPerson(
        COORDINATOR, "Solène Bressuire", "coordonne le collectif, tient le bureau de tri et écrit des règles",
        (Role.COORDINATOR, Role.RULE_AUTHOR), ((Role.ADVISER, "accueil-care-rhone-loire"),),
    ),
    DemoPerson("administration@example.org", "Basile Cornouaille", "gère les comptes", (Role.ADMINISTRATOR,)),
    DemoPerson("telephone@example.org", "Ninon Faverolles", "répond au téléphone", (Role.AGENT,)),
    DemoPerson(AUTHOR, "Achille Montbrun", "écrit les règles d’orientation", (Role.RULE_AUTHOR,)),
    DemoPerson(
        "approbation@example.org", "Sidonie Malestroit", "approuve et publie les règles d’orientation",
        (Role.RULE_APPROVER,),
    ),
    _adviser("urssaf.roanne@example.org", "Maëlle Tournebize", "conseillère Urssaf à Roanne", "urssaf-ra-roanne"),
    _adviser("urssaf.lyon@example.org", "Corentin Vauzelle", "conseiller Urssaf à Lyon", "urssaf-ra-lyon"),
    DemoPerson(
        "urssaf.manager@example.org", "Hermine Castagnou", "responsable de l’Urssaf de Roanne",
        units=((Role.UNIT_MANAGER, "urssaf-ra-roanne"),),
    ),
    _adviser("cci.roanne@example.org", "Gaspard Lignerolles", "conseiller CCI à Roanne", "cci-delegation-roanne"),
    _adviser("cci.lyon@example.org", "Apolline Verchère", "conseillère CCI à Lyon", "cci-delegation-lyon"),
    _adviser("cma@example.org", "Théodore Brunoy", "conseiller CMA", "cma-lyon-rhone", "cma-loire"),
    _adviser("tribunal.lyon@example.org", "Clarisse Ombredane", "prévention, tribunal de Lyon", "tae-lyon-prevention"),
    _adviser("banque@example.org", "Ludivine Arcachou", "médiation du crédit", "bdf-rhone", "bdf-loire"),
    _adviser("mediateur@example.org", "Honorin Gravelines", "médiation des entreprises", "mediateur-entreprises-aura"),
    DemoPerson("partenaires@example.org", EVERYWHERE, "répond pour toutes les autres antennes de la démonstration"),
    _adviser("impots@example.org", "Blanche Roquebrune", "service des impôts", "sie-rhone-lyon", "sie-loire-roanne"),
)  # fmt: skip


@transactional
def register_people() -> None:
    """Open the demo accounts that are missing."""
    units = {slug: unit_id for slug, unit_id in session().execute(select(Unit.slug, Unit.id))}  # noqa: C416
    taken = {slug for person in PEOPLE for _role, slug in person.units}
    others = tuple((Role.ADVISER, slug) for slug in sorted(units.keys() - taken))
    for person in PEOPLE:
        _register(replace(person, units=others) if person.name == EVERYWHERE else person, units)


def _register(demo: DemoPerson, units: dict[str, int]) -> Person:
    known = find_person_by_email(demo.email)
    if known is not None:
        return known
    person = register_person(demo.name, demo.email, PASSWORD)
    for role in demo.roles:
        grant_role(SYSTEM, person.id, role)
    for role, slug in demo.units:
        if slug in units:
            grant_role(SYSTEM, person.id, role, unit_id=units[slug])
    return person
