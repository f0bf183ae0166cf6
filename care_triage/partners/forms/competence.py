"""Who covers a commune."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from care_triage.partners.forms.parts import chosen, kind_choices
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy


class CompetenceForm(CareForm):
    """Who covers a commune for a kind of partner; read from the address, so without a token."""

    class Meta(CareForm.Meta):
        """A question changes nothing."""

        csrf = False

    kind = SelectField(lazy("Nature du partenaire"), validators=[chosen()], choices=kind_choices)
    commune = StringField(lazy("Commune"), [InputRequired(lazy("Indiquez une commune."))])
