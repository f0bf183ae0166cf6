"""What an owner is told when their commune could not be settled (gettext source texts)."""

from collections.abc import Mapping

from care_triage.territory.types import PlaceProblem

SAME_CODE = "Plusieurs communes ont le code postal « %(code)s ». Choisissez la vôtre."
SAME_NAME = "Plusieurs communes se nomment « %(name)s ». Choisissez la vôtre."
BEGINNING = "Plusieurs communes peuvent correspondre à « %(name)s ». Choisissez la vôtre."

PROBLEMS: Mapping[PlaceProblem, str] = {
    PlaceProblem.EMPTY: "Indiquez votre commune et son code postal.",
    PlaceProblem.MALFORMED_CODE: (
        "Un code postal compte cinq chiffres, par exemple 42300. Vous avez écrit « %(code)s »."
    ),
    PlaceProblem.NOT_FRENCH: "Aucun code postal français ne commence par « %(start)s ».",
    PlaceProblem.UNKNOWN_CODE: (
        "Aucune commune n’a le code postal « %(code)s ». Si c’est un code CEDEX, réservé au courrier"
        " des entreprises, indiquez le code postal ordinaire de la commune."
    ),
    PlaceProblem.CEDEX: (
        "« %(code)s » est un code CEDEX, réservé au courrier des entreprises."
        " Indiquez le code postal ordinaire de la commune."
    ),
    PlaceProblem.UNKNOWN_NAME: (
        "Nous ne trouvons pas de commune nommée « %(name)s ». Vérifiez l’orthographe ou indiquez le code postal."
    ),
    PlaceProblem.MISMATCH: (
        "Le code postal « %(code)s » n’est pas celui de « %(name)s ». Choisissez la bonne commune."
    ),
}
