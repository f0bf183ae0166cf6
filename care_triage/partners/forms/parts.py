"""Fields and checks that several forms of the directory share."""

from typing import Any

from wtforms import StringField
from wtforms.fields import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from care_triage.accounts.policy import is_email
from care_triage.infra.errors import DomainError
from care_triage.partners.labels import KIND_NAMES
from care_triage.territory.business_hours import parse_hours
from care_triage.territory.place_text import search_name
from care_triage.web.errors import message_of
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy

_SLUG = Regexp(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", message=lazy("Des lettres minuscules, des chiffres et des tirets seulement.")
)
_PHONE = Regexp(
    r"^[0-9+ .()/-]{2,40}$", message=lazy("Ce numéro de téléphone n’est pas valable. Exemple : 04 77 12 34 56.")
)
HOURS_HINT = lazy("Exemple : lun-ven 09:00-12:00,14:00-17:00; sam 09:00-12:00")


def must_be_hours(_form: CareForm, field: Any) -> None:
    """Refuse hours that cannot be read."""
    try:
        parse_hours(field.data or "")
    except DomainError as error:
        raise ValidationError(message_of(error)) from None


def may_be_email(_form: CareForm, field: Any) -> None:
    """Refuse what is given and cannot be an address."""
    if field.data and not is_email(field.data):
        raise ValidationError(lazy("Cette adresse mail n’est pas complète. Exemple : camille@exemple.fr"))


def at_most(length: int) -> Length:
    """A limit that the database shares."""
    return Length(max=length, message=lazy("%(number)s caractères au plus.", number=length))


def choices_of(names: dict[Any, Any]) -> list[SelectChoice]:
    """Choices by value, in the order of the glossary."""
    return [SelectChoice(str(value), label) for value, label in names.items()]


def kind_choices() -> list[SelectChoice]:
    """Kinds in the alphabetical order of the reader's language."""
    return sorted(choices_of(KIND_NAMES), key=lambda choice: search_name(str(choice.label)))


def slug_field() -> StringField:
    """The short name of a partner or a unit."""
    return StringField(
        lazy("Nom court"),
        [InputRequired(lazy("Indiquez un nom court.")), at_most(80), _SLUG],
        description=lazy("Sert dans les adresses et les fichiers. Exemple : urssaf-rhone-alpes"),
    )


def phone_field() -> StringField:
    """A number as it is printed, short ones included."""
    return StringField(lazy("Téléphone"), [Optional(), _PHONE])


def chosen() -> InputRequired:
    """One of the list has to be taken."""
    return InputRequired(lazy("Choisissez dans la liste."))


class VersionedForm(CareForm):
    """A change to something that others may change too."""

    version = HiddenField()

    def shown_version(self) -> int | None:
        """The version that the page showed; None for something new."""
        typed = str(self.version.data or "")[:9]
        return int(typed) if typed.isdecimal() else None
