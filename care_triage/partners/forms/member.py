"""Who works in a unit or manages a partner."""

from collections.abc import Iterable

from wtforms import EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from care_triage.accounts.labels import ROLE_NAMES
from care_triage.accounts.types import Role
from care_triage.partners.forms.parts import (
    chosen,
    may_be_email,
)
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy


class MemberForm(CareForm):
    """Somebody who will work in a unit, or manage a partner."""

    name = StringField(
        lazy("Nom"),
        [InputRequired(lazy("Indiquez un nom.")), Length(2, 120, lazy("Un nom compte de 2 à 120 caractères."))],
    )
    email = EmailField(
        lazy("Adresse mail"),
        [InputRequired(lazy("Indiquez son adresse.")), may_be_email],
        description=lazy("Si elle a déjà un compte, il suffit de cette adresse ; sinon une invitation part."),
    )
    role = SelectField(lazy("Rôle"), [chosen()])

    def offer(self, roles: Iterable[Role]) -> "MemberForm":
        """List the roles that the reader may give."""
        self.role.choices = [SelectChoice(role.value, ROLE_NAMES[role]) for role in roles]
        return self
