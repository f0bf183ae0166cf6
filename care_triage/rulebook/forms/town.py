"""Where the business of a situation is."""

from wtforms import StringField
from wtforms.validators import Length

from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy


class TownForm(CareForm):
    """The town, as the front door asks for it; read from the address, so without a token."""

    class Meta(CareForm.Meta):
        """A question changes nothing."""

        csrf = False

    commune = StringField(lazy("Commune de l’entreprise"), [Length(max=120)])
