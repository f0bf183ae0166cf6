"""The three answers to "which commune is this?", each problem with the sentence an owner reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from care_triage.territory.types.communes import Commune


@dataclass(frozen=True, slots=True)
class Resolved:
    """Exactly one commune answers the description."""

    commune: Commune


@dataclass(frozen=True)
class Ambiguous:
    """Several communes do; the person chooses among `options`. `message` is a gettext source text."""

    message: ClassVar[str]
    options: tuple[Commune, ...]
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


class SharedCode(Ambiguous):
    """A postal code of several communes."""

    message = "Plusieurs communes ont le code postal « %(code)s ». Choisissez la vôtre."


class SharedName(Ambiguous):
    """A name of several communes."""

    message = "Plusieurs communes se nomment « %(name)s ». Choisissez la vôtre."


class NameBegun(Ambiguous):
    """The beginning, or an inner word, of some names."""

    message = "Une ou plusieurs communes peuvent correspondre à « %(name)s ». Choisissez la vôtre."


@dataclass(frozen=True)
class Unknown:
    """No commune answers; `message` (gettext source) says why and what to write instead."""

    message: ClassVar[str]
    suggestions: tuple[Commune, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


class NothingTyped(Unknown):
    """Neither a name nor a code."""

    message = "Indiquez votre commune et son code postal."


class MalformedCode(Unknown):
    """Not five digits."""

    message = "Un code postal compte cinq chiffres, par exemple 42300. Vous avez écrit « %(code)s »."


class ForeignCode(Unknown):
    """Five digits that no French code begins like."""

    message = "Aucun code postal français ne commence par « %(start)s »."


class UnknownCode(Unknown):
    """A code of no commune; most such are CEDEX codes."""

    message = (
        "Aucune commune n’a le code postal « %(code)s ». Si c’est un code CEDEX, réservé au courrier"
        " des entreprises, indiquez le code postal ordinaire de la commune."
    )


class CedexCode(Unknown):
    """A code of no commune, with the word CEDEX beside it."""

    message = (
        "« %(code)s » est un code CEDEX, réservé au courrier des entreprises."
        " Indiquez le code postal ordinaire de la commune."
    )


class UnknownName(Unknown):
    """A name that no commune bears, now or formerly."""

    message = "Nous ne trouvons pas de commune nommée « %(name)s ». Vérifiez l’orthographe ou indiquez le code postal."


class CodeOfAnother(Unknown):
    """A name and a code that do not go together."""

    message = "Le code postal « %(code)s » n’est pas celui de « %(name)s ». Choisissez la bonne commune."


Resolution = Resolved | Ambiguous | Unknown
