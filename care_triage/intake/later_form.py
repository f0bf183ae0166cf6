"""The form that sends the link of an unfinished request to its owner."""

from typing import Any

from wtforms import EmailField
from wtforms.validators import DataRequired, Length, ValidationError

from care_triage.accounts.policy import is_email
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy


class LaterForm(CareForm):
    """Where to send the link."""

    email = EmailField(
        lazy("Votre adresse mail"),
        [DataRequired(lazy("Indiquez votre adresse mail, ou copiez le lien ci-dessus.")), Length(max=254)],
    )

    def validate_email(self, field: Any) -> None:
        """A whole address."""
        if not is_email(field.data):
            raise ValidationError(lazy("Cette adresse n’est pas complète. Exemple : camille@exemple.fr"))
