"""What the directory and its own manager say of a unit, and when it is away."""

from wtforms import EmailField, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from care_triage.partners.forms.parts import (
    HOURS_HINT,
    VersionedForm,
    at_most,
    may_be_email,
    must_be_hours,
    phone_field,
    slug_field,
)
from care_triage.partners.types import AbsenceFields, UnitFields, UnitTerms
from care_triage.territory.business_hours import DEFAULT_HOURS
from care_triage.web.fields import DayMonthYearField
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy


class UnitTermsForm(VersionedForm):
    """What a unit's own manager says of it."""

    hours = StringField(
        lazy("Horaires"), [InputRequired(lazy("Indiquez les horaires.")), at_most(300), must_be_hours],
        default=DEFAULT_HOURS, description=HOURS_HINT,
    )  # fmt: skip
    capacity = IntegerField(
        lazy("Nombre de dossiers en même temps"),
        [Optional(), NumberRange(0, 10000, lazy("Un nombre de 0 à 10 000."))],
        description=lazy("Au-delà, une autre antenne reçoit. Laissez vide s’il n’y a pas de limite."),
    )
    email = EmailField(lazy("Adresse mail"), [Optional(), at_most(254), may_be_email])
    phone = phone_field()

    def to_terms(self) -> UnitTerms:
        """The fields as typed."""
        return UnitTerms(self.hours.data, self.capacity.data, self.email.data or None, self.phone.data or None)


class UnitForm(UnitTermsForm):
    """Everything the directory says of a unit, besides what it covers."""

    name = StringField(lazy("Nom"), [InputRequired(lazy("Indiquez un nom.")), at_most(200)])
    slug = slug_field()
    first_answer_hours = IntegerField(
        lazy("Première réponse en (heures ouvrées)"),
        [Optional(), NumberRange(1, 1000, lazy("Un nombre de 1 à 1 000."))],
        description=lazy("Laissez vide pour suivre le délai de chaque règle."),
    )

    def to_command(self) -> UnitFields:
        """The fields as typed."""
        terms = self.to_terms()
        return UnitFields(
            slug=self.slug.data,
            name=self.name.data,
            email=terms.email,
            phone=terms.phone,
            hours=terms.hours,
            capacity=terms.capacity,
            first_answer_hours=self.first_answer_hours.data,
        )


class AbsenceForm(CareForm):
    """Days on which a unit is away."""

    from_on = DayMonthYearField(lazy("Premier jour"), [InputRequired(lazy("Indiquez le premier jour."))])
    until_on = DayMonthYearField(lazy("Dernier jour"), [InputRequired(lazy("Indiquez le dernier jour."))])
    note = StringField(lazy("Note"), [at_most(200)], description=lazy("Pour vos collègues. Exemple : congés d’été"))

    def to_command(self) -> AbsenceFields:
        """The fields as typed."""
        return AbsenceFields(self.from_on.data, self.until_on.data, self.note.data or "")
