"""What the directory says of a partner."""

from wtforms import SelectField, StringField, TextAreaField, URLField
from wtforms.validators import InputRequired, Optional, Regexp

from care_triage.partners.forms.parts import (
    VersionedForm,
    at_most,
    choices_of,
    chosen,
    kind_choices,
    phone_field,
    slug_field,
)
from care_triage.partners.labels import STATUS_NAMES
from care_triage.partners.types import Kind, PartnerFields, Status
from care_triage.web.i18n import lazy


class PartnerForm(VersionedForm):
    """What the directory says of a partner."""

    name = StringField(lazy("Nom"), [InputRequired(lazy("Indiquez un nom.")), at_most(200)])
    name_en = StringField(lazy("Nom en anglais"), [at_most(200)])
    slug = slug_field()
    kind = SelectField(lazy("Nature"), validators=[chosen()], choices=kind_choices)
    description = TextAreaField(lazy("Ce qu’il fait pour un dirigeant"), [at_most(1000)])
    description_en = TextAreaField(lazy("La même phrase en anglais"), [at_most(1000)])
    website = URLField(
        lazy("Site"),
        [Optional(), at_most(300), Regexp(r"^https?://[^\s]+$", message=lazy("Une adresse commence par https://"))],
    )
    phone = phone_field()
    status = SelectField(
        lazy("Ces informations sont"),
        validators=[chosen()],
        choices=choices_of(STATUS_NAMES),
        default=Status.GENERAL.value,
    )
    source = StringField(lazy("D’où elles viennent"), [at_most(500)])

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
