"""What is asked when rules are taken over from a file: the file, then a title for the draft."""

from wtforms import FileField, HiddenField
from wtforms.validators import InputRequired

from care_triage.rulebook.forms.life import TitleForm
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy


class UploadForm(CareForm):
    """A file of rules."""

    file = FileField(lazy("Fichier de règles"), [InputRequired(lazy("Choisissez un fichier."))])


class ConfirmForm(TitleForm):
    """The plan that was shown, as it travels, and the name of the draft to begin."""

    plan = HiddenField()
