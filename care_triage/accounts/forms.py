"""Forms about people and their access."""

from typing import Any

from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from care_triage.accounts.labels import ROLE_NAMES
from care_triage.accounts.policy import LONGEST_PASSWORD, is_email
from care_triage.accounts.types import Role
from care_triage.web.fields import ChecklistField
from care_triage.web.forms import CareForm
from care_triage.web.i18n import LANGUAGES, lazy

_NO_EMAIL = lazy("Indiquez votre adresse mail.")
_NO_PASSWORD = lazy("Indiquez votre mot de passe.")


def must_be_email(_form: CareForm, field: Any) -> None:
    """Refuse what cannot be an address."""
    if not is_email(field.data or ""):
        raise ValidationError(lazy("Cette adresse mail n’est pas complète. Exemple : camille@exemple.fr"))


def _new_password(label: Any) -> PasswordField:
    return PasswordField(
        label,
        [
            InputRequired(lazy("Choisissez un mot de passe.")),
            Length(max=LONGEST_PASSWORD, message=lazy("Ce mot de passe est trop long : 200 caractères au plus.")),
        ],
        description=lazy("Au moins 12 caractères. Quelques mots sans rapport entre eux conviennent bien."),
    )


def _repeated(name: str) -> PasswordField:
    return PasswordField(
        lazy("Le même, une seconde fois"),
        [InputRequired(lazy("Écrivez-le une seconde fois.")), EqualTo(name, lazy("Les deux mots de passe diffèrent."))],
    )


def _language() -> SelectField:
    return SelectField(
        lazy("Langue des messages et des pages"),
        choices=[SelectChoice(*language) for language in LANGUAGES.items()],
        default="fr",
    )


def _name(label: Any) -> StringField:
    return StringField(
        label,
        [
            InputRequired(lazy("Indiquez un nom.")),
            Length(2, 120, lazy("Un nom compte de 2 à 120 caractères.")),
        ],
    )


class SignInForm(CareForm):
    """Address and password."""

    email = EmailField(lazy("Adresse mail"), [InputRequired(_NO_EMAIL)])
    password = PasswordField(lazy("Mot de passe"), [InputRequired(_NO_PASSWORD)])


class ResetForm(CareForm):
    """Whom to send a link to."""

    email = EmailField(lazy("Adresse mail"), [InputRequired(_NO_EMAIL), must_be_email])


class NewPasswordForm(CareForm):
    """A password chosen by a link."""

    password = _new_password(lazy("Nouveau mot de passe"))
    again = _repeated("password")


class ChangePasswordForm(CareForm):
    """A password replaced by the person who knows it."""

    current = PasswordField(lazy("Mot de passe actuel"), [InputRequired(_NO_PASSWORD)])
    password = _new_password(lazy("Nouveau mot de passe"))
    again = _repeated("password")


class AccountForm(CareForm):
    """What a person says of themselves."""

    name = _name(lazy("Votre nom, tel que les dirigeants le liront"))
    locale = _language()


class RolesForm(CareForm):
    """Roles for the whole collective."""

    roles = ChecklistField(lazy("Rôles pour tout le collectif"))

    def offer(self, roles: list[Role]) -> "RolesForm":
        """List the roles that the reader may give."""
        self.roles.choices = [SelectChoice(role.value, ROLE_NAMES[role]) for role in roles]
        return self

    def chosen(self) -> frozenset[Role]:
        """The roles ticked."""
        return frozenset(Role(value) for value in self.roles.data or ())


class InvitationForm(RolesForm):
    """Somebody new."""

    name = _name(lazy("Nom"))
    email = EmailField(lazy("Adresse mail"), [InputRequired(lazy("Indiquez son adresse.")), must_be_email])
    locale = _language()
