"""Forms of the owner's page: appointments, taking up again, how it went, links, data. Nothing is asked twice."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from care_triage.cases.companion_types import BusinessState, HowItWent, Usefulness
from care_triage.cases.labels import BUSINESS_NAMES, USEFUL_NAMES
from care_triage.web.forms import CareForm
from care_triage.web.i18n import _, lazy

WORDS_LIMIT = 2_000
_TOO_LONG = lazy("Votre texte est trop long : gardez l’essentiel, ou appelez-nous.")


class SlotForm(CareForm):
    """Which time suits."""

    slot = RadioField(lazy("Quel moment vous convient ?"), [InputRequired(lazy("Choisissez un moment, ou dites qu’aucun ne convient."))],
                      coerce=int)  # fmt: skip

    def offer(self, slots: Sequence[tuple[int, str]]) -> None:
        """The times that are still free."""
        self.slot.choices = [SelectChoice(slot_id, text) for slot_id, text in slots]


class NoSlotForm(CareForm):
    """None suits; what would."""

    words = TextAreaField(lazy("Quels moments vous arrangeraient ?"), [Length(max=WORDS_LIMIT, message=_TOO_LONG)])


class ReopenForm(CareForm):
    """Why the request is taken up again."""

    reason = TextAreaField(
        lazy("Pourquoi reprenez-vous votre demande ?"),
        [
            DataRequired(lazy("Dites en quelques mots pourquoi vous reprenez : la personne qui vous suit le lira.")),
            Length(max=WORDS_LIMIT, message=_TOO_LONG),
        ],
    )


class OpinionForm(CareForm):
    """Three questions, none of them required by itself; an answer to one of them is."""

    useful = RadioField(
        lazy("Avez-vous reçu une aide utile ?"), choices=[SelectChoice(*item) for item in USEFUL_NAMES.items()],
        validate_choice=False,
    )  # fmt: skip
    business = RadioField(
        lazy("Où en est l’entreprise aujourd’hui ?"), choices=[SelectChoice(*item) for item in BUSINESS_NAMES.items()],
        validate_choice=False,
    )  # fmt: skip
    words = TextAreaField(lazy("Ce que vous voulez nous dire"), [Length(max=WORDS_LIMIT, message=_TOO_LONG)])
    shares_words = BooleanField(lazy("Les personnes qui m’ont suivi peuvent lire ces mots"))

    def validate_useful(self, field: RadioField) -> None:
        """Nothing at all is no answer."""
        if self.told() == HowItWent(shares_words=bool(self.shares_words.data)):
            raise ValidationError(_("Répondez à une question au moins, celle que vous voulez."))

    def told(self) -> HowItWent:
        """What is kept."""
        return HowItWent(
            Usefulness(self.useful.data) if self.useful.data in set(Usefulness) else None,
            BusinessState(self.business.data) if self.business.data in set(BusinessState) else None,
            (self.words.data or "").strip(),
            bool(self.shares_words.data),
        )

    @classmethod
    def filled(cls, told: HowItWent | None) -> "OpinionForm":
        """The form with what was answered before."""
        known = told or HowItWent()
        data: dict[str, Any] = {
            "useful": known.useful, "business": known.business, "words": known.words, "shares_words": known.shares_words
        }  # fmt: skip
        return cls(data=data)


class FreshLinkForm(CareForm):
    """The reference is all that is asked: the link goes to the address on file, whoever asks."""

    reference = StringField(
        lazy("La référence de votre dossier"),
        [
            DataRequired(lazy("Indiquez la référence, par exemple K7FQ-3M9D. Vous ne l’avez plus ? Appelez-nous.")),
            Length(max=40),
        ],
    )


class ErasureForm(CareForm):
    """The owner's yes to being forgotten."""

    understood = BooleanField(
        lazy("J’ai compris que, passé ce délai, rien ne pourra être retrouvé"),
        [DataRequired(lazy("Cochez cette case si vous voulez vraiment tout effacer. Sinon, gardez votre dossier."))],
    )
