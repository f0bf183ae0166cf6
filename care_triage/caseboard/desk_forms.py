"""What coordinators choose at the triage desk; messages in plain words."""

from wtforms.fields import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from care_triage.caseboard.forms import LONGEST_MESSAGE, LONGEST_NOTE
from care_triage.caseboard.labels import OUTCOME_NAMES
from care_triage.cases.labels import ROLE_NAMES
from care_triage.cases.types import Outcome, ReferralRole
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy

ROLE_HINTS = {
    ReferralRole.LEAD: lazy("Conduit ce besoin jusqu’à sa fin."),
    ReferralRole.SUPPORT: lazy("Aide le pilote."),
    ReferralRole.INFORM: lazy("Est au courant ; aucune réponse n’est attendue."),
}


class ReferForm(CareForm):
    """To which unit a need goes, in which role, and why."""

    unit = RadioField(lazy("Quelle antenne ?"), [InputRequired(lazy("Choisissez une antenne."))], coerce=int)
    role = RadioField(
        lazy("Dans quel rôle ?"), [InputRequired(lazy("Choisissez un rôle."))],
        choices=[SelectChoice(role, name) for role, name in ROLE_NAMES.items()],
    )  # fmt: skip
    reason = TextAreaField(
        lazy("Pourquoi cette antenne ?"),
        [
            DataRequired(lazy("Indiquez la raison : elle sera lue par l’antenne qui reçoit le dossier.")),
            Length(max=LONGEST_NOTE, message=lazy("%(limit)s caractères au plus.", limit=LONGEST_NOTE)),
        ],
        description=lazy("Lue par l’antenne qui reçoit le dossier, et gardée dans l’historique."),
    )

    def chosen_role(self) -> ReferralRole:
        """The role."""
        return ReferralRole(self.role.data)


class EndNeedForm(CareForm):
    """How a need ends at the desk, and what the owner reads."""

    outcome = RadioField(
        lazy("Comment ce besoin se termine-t-il ?"), [InputRequired(lazy("Choisissez une issue."))],
        choices=[SelectChoice(outcome, name) for outcome, name in OUTCOME_NAMES.items()],
    )  # fmt: skip
    words = TextAreaField(
        lazy("Message au dirigeant"),
        [Optional(), Length(max=LONGEST_MESSAGE, message=lazy("%(limit)s caractères au plus.", limit=LONGEST_MESSAGE))],
        description=lazy("Dites-lui ce qu’il peut faire maintenant, et qui appeler."),
    )

    def chosen_outcome(self) -> Outcome:
        """The outcome."""
        return Outcome(self.outcome.data)
