"""The form of a partner's site."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from care_triage.web.embedding import origins_in
from care_triage.web.forms import CareForm
from care_triage.web.i18n import _, lazy

_MOST_ORIGINS = 20


class SiteForm(CareForm):
    """What a site is called, and from which origins it may hold the front door."""

    name = StringField(
        lazy("Nom du site"), [DataRequired(lazy("Donnez un nom, par exemple CCI de Lyon.")), Length(max=120)]
    )
    origins = TextAreaField(
        lazy("Adresses autorisées"),
        [DataRequired(lazy("Indiquez au moins une adresse, par exemple https://www.exemple.fr"))],
    )
    active = BooleanField(lazy("Ce site peut montrer CARE"))

    def validate_origins(self, field: Any) -> None:
        """One origin a line: scheme and host, no path."""
        try:
            found = origins_in(field.data or "")
        except ValueError as error:
            message = _(
                "« %(line)s » n’est pas une adresse de site. Écrivez par exemple https://www.exemple.fr, sans page.",
                line=str(error),
            )
            raise ValidationError(message) from error
        if len(found) > _MOST_ORIGINS:
            raise ValidationError(_("Vingt adresses au plus."))

    @property
    def allowed(self) -> list[str]:
        """The origins."""
        return list(origins_in(self.origins.data or ""))
