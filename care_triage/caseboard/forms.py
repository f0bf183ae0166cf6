"""What advisers write and choose on a case; messages in plain words."""

from datetime import date

from wtforms.fields import BooleanField, FileField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from care_triage.caseboard.labels import AUDIENCE_NAMES, DECLINE_NAMES, OUTCOME_NAMES, WAITING_NAMES
from care_triage.cases.types import Audience, DeclineReason, Outcome, WaitingOn
from care_triage.partners.labels import KIND_NAMES
from care_triage.web.fields import DayMonthYearField
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy

LONGEST_MESSAGE = 5000
LONGEST_NOTE = 1000


def _note(label: object, *validators: object, hint: object = "") -> TextAreaField:
    too_long = lazy("%(limit)s caractères au plus.", limit=LONGEST_NOTE)
    return TextAreaField(label, [*validators, Length(max=LONGEST_NOTE, message=too_long)], description=hint)


class AddressedForm(CareForm):
    """Something sent to one audience, about one referral of the sender when there are several."""

    audience = RadioField(
        lazy("Qui doit lire ?"), [InputRequired(lazy("Choisissez qui doit lire."))],
        choices=[SelectChoice(audience, name) for audience, name in AUDIENCE_NAMES.items()],
    )  # fmt: skip
    about = SelectField(lazy("Au sujet de"), coerce=int, validate_choice=True)

    def chosen_audience(self) -> Audience:
        """Who reads it."""
        return Audience(self.audience.data)


class MessageForm(AddressedForm):
    """A message on a case. `seen_event` is the last line of the history that its writer had before them."""

    body = TextAreaField(
        lazy("Votre message"),
        [
            DataRequired(lazy("Écrivez votre message avant de l’envoyer.")),
            Length(max=LONGEST_MESSAGE, message=lazy("Ce message est trop long : raccourcissez-le ou joignez un document.")),
        ],
    )  # fmt: skip
    seen_event = HiddenField(default="0")

    def seen(self) -> int:
        """The last line of history that was on the page; 0 when the page did not say."""
        raw = self.seen_event.data or ""
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 16 else 0


class DocumentForm(AddressedForm):
    """A document on a case."""

    document = FileField(lazy("Document"), [InputRequired(lazy("Choisissez un fichier."))])


class DeclineForm(CareForm):
    """Why the unit does not take a referral, and whether the owner gets a letter."""

    reason = RadioField(
        lazy("Pourquoi refusez-vous ?"), [InputRequired(lazy("Choisissez une raison."))],
        choices=[SelectChoice(reason, name) for reason, name in DECLINE_NAMES.items()],
    )  # fmt: skip
    note = _note(
        lazy("Précisions"), Optional(), hint=lazy("Lues par la personne qui reprend le dossier, pas par le dirigeant.")
    )
    letter = BooleanField(lazy("Écrire au dirigeant avec la lettre correspondant à cette raison"))

    def chosen_reason(self) -> DeclineReason:
        """The reason."""
        return DeclineReason(self.reason.data)


class UnitSearchForm(CareForm):
    """Which kind of partner to look among; sent by GET, so that a page of units has an address."""

    class Meta(CareForm.Meta):
        """A search changes nothing: no token."""

        csrf = False

    kind = SelectField(lazy("Quel partenaire ?"), validate_choice=False)
    text = StringField(lazy("Nom ou ville de l’antenne"), [Length(max=100)])

    @classmethod
    def with_kinds(cls, args: object) -> "UnitSearchForm":
        """The form with every kind of partner, by name."""
        form = cls(args)
        form.kind.choices = [("", lazy("Tous")), *sorted(KIND_NAMES.items(), key=lambda item: str(item[1]))]
        return form


class _UnitForm(CareForm):
    unit = RadioField(lazy("Quelle antenne ?"), [InputRequired(lazy("Choisissez une antenne."))], coerce=int)


class TransferForm(_UnitForm):
    """Hand a referral on to another unit, and say why."""

    reason = _note(
        lazy("Pourquoi transférez-vous ?"), DataRequired(lazy("Indiquez la raison du transfert.")),
        hint=lazy("Lue par l’antenne qui reçoit le dossier."),
    )  # fmt: skip


class AddPartnerForm(_UnitForm):
    """Ask another unit to help with a need."""

    reason = _note(
        lazy("Que demandez-vous à ce partenaire ?"), DataRequired(lazy("Dites ce que vous attendez de ce partenaire.")),
        hint=lazy("Lu par l’antenne qui reçoit le dossier."),
    )  # fmt: skip


class WaitForm(CareForm):
    """Who or what a referral waits for, and until when."""

    on = RadioField(
        lazy("Qui ou quoi attendez-vous ?"), [InputRequired(lazy("Choisissez ce que vous attendez."))],
        choices=[SelectChoice(on, name) for on, name in WAITING_NAMES.items()],
    )  # fmt: skip
    until_on = DayMonthYearField(lazy("Jusqu’au"))

    def chosen(self) -> tuple[WaitingOn, date | None]:
        """Who or what, and until when."""
        return WaitingOn(self.on.data), self.until_on.data


class CloseForm(CareForm):
    """How a referral ended."""

    outcome = RadioField(
        lazy("Comment ce besoin se termine-t-il pour votre antenne ?"),
        [InputRequired(lazy("Choisissez une issue."))],
        choices=[SelectChoice(outcome, name) for outcome, name in OUTCOME_NAMES.items()],
    )
    note = _note(lazy("Ce qui a été fait"), Optional(), hint=lazy("Lu par les partenaires du dossier et l’équipe."))

    def chosen_outcome(self) -> Outcome:
        """The outcome."""
        return Outcome(self.outcome.data)


class WithdrawReferralForm(CareForm):
    """Why a coordinator takes a referral back."""

    note = _note(lazy("Pourquoi retirez-vous cette orientation ?"), DataRequired(lazy("Indiquez la raison.")))
