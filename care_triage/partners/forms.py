"""Forms about partners, units, absences, coverage and people."""

from collections.abc import Iterable
from typing import Any

from wtforms import EmailField, IntegerField, SelectField, StringField, TextAreaField, URLField
from wtforms.fields import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from care_triage.accounts.labels import ROLE_NAMES
from care_triage.accounts.policy import is_email
from care_triage.accounts.types import Role
from care_triage.infra.errors import DomainError
from care_triage.partners.labels import KIND_NAMES, STATUS_NAMES
from care_triage.partners.types import AbsenceFields, Kind, PartnerFields, Status, UnitFields, UnitTerms
from care_triage.territory.business_hours import DEFAULT_HOURS, parse_hours
from care_triage.territory.place_text import search_name
from care_triage.web.errors import message_of
from care_triage.web.fields import DayMonthYearField
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy

_SLUG = Regexp(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", message=lazy("Des lettres minuscules, des chiffres et des tirets seulement.")
)
_PHONE = Regexp(
    r"^[0-9+ .()/-]{2,40}$", message=lazy("Ce numéro de téléphone n’est pas valable. Exemple : 04 77 12 34 56.")
)
_HOURS_HINT = lazy("Exemple : lun-ven 09:00-12:00,14:00-17:00; sam 09:00-12:00")


def _must_be_hours(_form: CareForm, field: Any) -> None:
    try:
        parse_hours(field.data or "")
    except DomainError as error:
        raise ValidationError(message_of(error)) from None


def _may_be_email(_form: CareForm, field: Any) -> None:
    if field.data and not is_email(field.data):
        raise ValidationError(lazy("Cette adresse électronique n’est pas complète. Exemple : camille@exemple.fr"))


def _at_most(length: int) -> Length:
    return Length(max=length, message=lazy("%(number)s caractères au plus.", number=length))


def _chosen_of(names: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(str(value), label) for value, label in names.items()]


def kind_choices() -> list[SelectChoice]:
    """Kinds in the alphabetical order of the reader's language."""
    return sorted(_chosen_of(KIND_NAMES), key=lambda choice: search_name(str(choice.label)))


def _slug() -> StringField:
    return StringField(
        lazy("Nom court"),
        [InputRequired(lazy("Indiquez un nom court.")), _at_most(80), _SLUG],
        description=lazy("Sert dans les adresses et les fichiers. Exemple : urssaf-rhone-alpes"),
    )


def _phone() -> StringField:
    return StringField(lazy("Téléphone"), [Optional(), _PHONE])


class VersionedForm(CareForm):
    """A change to something that others may change too."""

    version = HiddenField()

    def shown_version(self) -> int | None:
        """The version that the page showed; None for something new."""
        return int(self.version.data) if str(self.version.data or "").isdigit() else None


class PartnerForm(VersionedForm):
    """What the directory says of a partner."""

    name = StringField(lazy("Nom"), [InputRequired(lazy("Indiquez un nom.")), _at_most(200)])
    name_en = StringField(lazy("Nom en anglais"), [_at_most(200)])
    slug = _slug()
    kind = SelectField(lazy("Nature"), choices=kind_choices)
    description = TextAreaField(lazy("Ce qu’il fait pour un dirigeant"), [_at_most(1000)])
    description_en = TextAreaField(lazy("La même phrase en anglais"), [_at_most(1000)])
    website = URLField(
        lazy("Site"),
        [Optional(), _at_most(300), Regexp(r"^https?://[^\s]+$", message=lazy("Une adresse commence par https://"))],
    )
    phone = _phone()
    status = SelectField(lazy("Ces informations sont"), choices=_chosen_of(STATUS_NAMES), default=Status.GENERAL.value)
    source = StringField(lazy("D’où elles viennent"), [_at_most(500)])

    def to_command(self) -> PartnerFields:
        """The fields as typed."""
        return PartnerFields(
            slug=self.slug.data,
            kind=Kind(self.kind.data),
            name=self.name.data,
            name_en=self.name_en.data or None,
            description=self.description.data or "",
            description_en=self.description_en.data or None,
            website=self.website.data or None,
            phone=self.phone.data or None,
            status=Status(self.status.data),
            source=self.source.data or "",
        )


class UnitTermsForm(VersionedForm):
    """What a unit's own manager says of it."""

    hours = StringField(
        lazy("Horaires"), [InputRequired(lazy("Indiquez les horaires.")), _at_most(300), _must_be_hours],
        default=DEFAULT_HOURS, description=_HOURS_HINT,
    )  # fmt: skip
    capacity = IntegerField(
        lazy("Nombre de dossiers en même temps"),
        [Optional(), NumberRange(0, 10000, lazy("Un nombre de 0 à 10 000."))],
        description=lazy("Au-delà, une autre antenne reçoit. Laissez vide s’il n’y a pas de limite."),
    )
    email = EmailField(lazy("Adresse électronique"), [Optional(), _at_most(254), _may_be_email])
    phone = _phone()

    def to_terms(self) -> UnitTerms:
        """The fields as typed."""
        return UnitTerms(self.hours.data, self.capacity.data, self.email.data or None, self.phone.data or None)


class UnitForm(UnitTermsForm):
    """Everything the directory says of a unit, besides what it covers."""

    name = StringField(lazy("Nom"), [InputRequired(lazy("Indiquez un nom.")), _at_most(200)])
    slug = _slug()
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
    note = StringField(lazy("Note"), [_at_most(200)], description=lazy("Pour vos collègues. Exemple : congés d’été"))

    def to_command(self) -> AbsenceFields:
        """The fields as typed."""
        return AbsenceFields(self.from_on.data, self.until_on.data, self.note.data or "")


class MemberForm(CareForm):
    """Somebody who will work in a unit, or manage a partner."""

    name = StringField(
        lazy("Nom"),
        [InputRequired(lazy("Indiquez un nom.")), Length(2, 120, lazy("Un nom compte de 2 à 120 caractères."))],
    )
    email = EmailField(
        lazy("Adresse électronique"),
        [InputRequired(lazy("Indiquez son adresse.")), _may_be_email],
        description=lazy("Si elle a déjà un compte, il suffit de cette adresse ; sinon une invitation part."),
    )
    role = SelectField(lazy("Rôle"))

    def offer(self, roles: Iterable[Role]) -> "MemberForm":
        """List the roles that the reader may give."""
        self.role.choices = [SelectChoice(role.value, ROLE_NAMES[role]) for role in roles]
        return self


class CompetenceForm(CareForm):
    """Who covers a commune for a kind of partner; read from the address, so without a token."""

    class Meta(CareForm.Meta):
        """A question changes nothing."""

        csrf = False

    kind = SelectField(lazy("Nature du partenaire"), choices=kind_choices)
    commune = StringField(lazy("Commune"), [InputRequired(lazy("Indiquez une commune."))])
