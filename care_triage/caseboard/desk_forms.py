"""What coordinators choose at the triage desk; messages in plain words."""

from collections.abc import Sequence
from typing import Self

from wtforms.fields import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from care_triage.caseboard.forms import LONGEST_MESSAGE, LONGEST_NOTE
from care_triage.caseboard.labels import OUTCOME_NAMES
from care_triage.cases.labels import ROLE_NAMES
from care_triage.cases.types import Outcome, ReferralRole
from care_triage.web.fields import ChecklistField
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


class ProposalForm(CareForm):
    """Which needs go as the machine proposes; `talked` where a life may be in danger."""

    talked = BooleanField(
        lazy("J’ai parlé avec la personne"),
        [InputRequired(lazy("Parlez d’abord avec la personne, puis cochez cette case."))],
        description=lazy("De vive voix. Elle sait qui va la contacter."),
    )
    needs = ChecklistField(
        lazy("Envoyer comme proposé"), [InputRequired(lazy("Choisissez au moins un besoin, ou orientez à la main."))],
        validate_choice=False,
    )  # fmt: skip

    @classmethod
    def for_needs(cls, needs: Sequence[tuple[int, str, str]]) -> Self:
        """One box a need (id, mark, label), all of them ticked; a box carries what was read: nothing newer is sent."""
        choices = [(f"{need_id} {mark}", label) for need_id, mark, label in needs]
        form = cls(data={"needs": [value for value, _label in choices]})
        form.needs.choices = choices
        return form

    def validate_needs(self, field: ChecklistField) -> None:
        """What was ticked must still be what is proposed."""
        if any(value not in dict(self.needs.choices or ()) for value in field.data or ()):
            raise ValidationError(lazy("La proposition a changé entre-temps. Relisez-la."))

    def chosen(self) -> dict[int, str]:
        """What was read, by need."""
        parted = (value.partition(" ") for value in self.needs.data or ())
        return {int(need_id): mark for need_id, _space, mark in parted}


class DoorForm(CareForm):
    """What the owner reads about the right door."""

    words = TextAreaField(
        lazy("Message à cette personne"),
        [
            DataRequired(lazy("Écrivez à cette personne où s’adresser.")),
            Length(max=LONGEST_MESSAGE, message=lazy("%(limit)s caractères au plus.", limit=LONGEST_MESSAGE)),
        ],
        description=lazy("Il reste affiché sur sa page de suivi."),
    )
