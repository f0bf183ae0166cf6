"""Forms of the front door, one thing at a time."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, EmailField, FileField, HiddenField, RadioField, StringField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from care_triage.accounts.policy import is_email
from care_triage.infra import clock
from care_triage.intake.opened import seconds_since
from care_triage.intake.policy import MOST_SUBJECTS, STORY_LIMIT
from care_triage.intake.typed import LONGEST, day_in, number_in
from care_triage.rules import Kind
from care_triage.territory.errors import InvalidIdentifier
from care_triage.territory.identifiers import parse_phone, parse_siret
from care_triage.territory.types import Commune
from care_triage.triage.document import FactSpec, Question, RuleSetDocument
from care_triage.web.errors import message_of
from care_triage.web.fields import ChecklistField, DayMonthYearField
from care_triage.web.forms import CareForm
from care_triage.web.i18n import _, language, lazy

MESSAGE_LIMIT = 5_000
OWN, OTHERS = "own", "others"
_LARGEST_AMOUNT = Decimal(10) ** 11


_NO_WORDS = lazy("Écrivez quelques mots sur ce qui vous arrive, même sans détail.")


class StoryForm(CareForm):
    """The owner's own words."""

    story = TextAreaField(lazy("Que se passe-t-il dans votre entreprise ?"), [DataRequired(_NO_WORDS)])

    # Nobody sees this field, so that only a machine fills it in; `web_site` is a name machines like.
    web_site = StringField(lazy("Laissez ce champ vide"))
    opened = HiddenField()
    # Which page and which campaign led here; filled in by the address, checked when read.
    page = HiddenField()
    campaign = HiddenField()

    @property
    def traces(self) -> dict[str, Any]:
        """What was noticed while the story was written; it refuses nobody."""
        return {"trapped": bool(self.web_site.data), "seconds": seconds_since(self.opened.data or "")}

    def validate_story(self, field: Any) -> None:
        """Refuse signs without a word, and more than anybody reads."""
        if not any(c.isalnum() for c in field.data):
            raise ValidationError(_NO_WORDS)
        if len(field.data) > STORY_LIMIT:
            raise ValidationError(
                _("Votre texte compte %(count)s caractères ; gardez les %(limit)s plus importants. "
                  "Vous pourrez joindre un document ensuite.", count=len(field.data), limit=STORY_LIMIT)
            )  # fmt: skip


class SubjectsForm(CareForm):
    """What the request is about."""

    subjects = ChecklistField(lazy("De quoi s’agit-il ?"), choices=[])
    told = ChecklistField(lazy("Ce que nous avons lu dans votre récit"), choices=[], validate_choice=False)

    def offer(self, document: RuleSetDocument) -> None:
        """Any subject of the catalogue may be chosen, whatever was proposed."""
        self.subjects.choices = [SelectChoice(subject.slug, subject.label(language())) for subject in document.subjects]

    def validate_subjects(self, field: Any) -> None:
        """One at least; so many that nobody would know where to begin is refused kindly."""
        if not field.data:
            raise ValidationError(lazy("Choisissez au moins un sujet, ou appelez-nous : nous le ferons ensemble."))
        if len(field.data) > MOST_SUBJECTS:
            raise ValidationError(
                _("Choisissez les %(count)s sujets les plus pressants ; les autres se traiteront ensuite.",
                  count=MOST_SUBJECTS)
            )  # fmt: skip


class PlaceForm(CareForm):
    """Where the business is: a name and a postal code in one box, then a choice when several places answer."""

    place = StringField(
        lazy("Commune et code postal de votre entreprise"),
        [DataRequired(lazy("Indiquez la commune de votre entreprise, par exemple Roanne 42300.")), Length(max=120)],
    )
    commune = RadioField(
        lazy("Plusieurs communes correspondent. Laquelle est la vôtre ?"), choices=[], validate_choice=False
    )

    def offer(self, options: Sequence[Commune]) -> None:
        """Let the owner choose among places that answer to what was typed."""
        self.commune.choices = [SelectChoice(option.insee, option.long_label) for option in options]
        # For the legend only: who corrects the town above need not choose.
        self.commune.flags.required = True


class FirmForm(CareForm):
    """What the register says of a firm, to keep or to drop."""

    kept = ChecklistField(lazy("Ce que dit le registre"), choices=[], validate_choice=False)


class ContactForm(CareForm):
    """Who we answer to."""

    company_name = StringField(lazy("Nom de l’entreprise"), [Length(max=200)])
    siret = StringField(lazy("Numéro SIRET"), [Length(max=40)])
    for_whom = RadioField(
        lazy("Pour qui écrivez-vous ?"),
        choices=[
            SelectChoice(OWN, lazy("Pour mon entreprise")),
            SelectChoice(OTHERS, lazy("Pour une entreprise que j’accompagne")),
        ],
        default=OWN,
        validate_choice=False,
    )
    name = StringField(
        lazy("Votre nom"),
        [DataRequired(lazy("Indiquez votre nom, pour que nous sachions à qui répondre.")), Length(max=200)],
    )
    email = EmailField(lazy("Votre adresse mail"), [Length(max=254)])
    phone = TelField(lazy("Votre numéro de téléphone"), [Length(max=40)])
    consents = BooleanField(
        lazy("J’accepte que ma demande soit transmise aux partenaires qui peuvent m’aider"),
        [DataRequired(lazy("Sans votre accord, nous ne pouvons transmettre votre demande à personne."))],
    )

    def validate_siret(self, field: Any) -> None:
        """Fourteen digits with a good key, or nothing."""
        _parse(field, parse_siret)

    def validate_email(self, field: Any) -> None:
        """One way to reach the owner, at least."""
        if field.data and not is_email(field.data):
            raise ValidationError(lazy("Cette adresse n’est pas complète. Exemple : camille@exemple.fr"))
        if not field.data and not (self.phone.data or ""):
            raise ValidationError(
                lazy("Indiquez une adresse mail ou un numéro de téléphone, pour recevoir la réponse.")
            )

    def validate_phone(self, field: Any) -> None:
        """A number that can be dialled, or nothing."""
        _parse(field, parse_phone)


class MandateForm(CareForm):
    """Who writes for the owner, and whether the owner has agreed in writing."""

    helper_name = StringField(
        lazy("Votre nom"), [DataRequired(lazy("Indiquez votre nom : le dirigeant saura qui a écrit.")), Length(max=200)]
    )
    role = RadioField(
        lazy("Vous êtes"),
        [DataRequired(lazy("Dites qui vous êtes pour cette entreprise."))],
        choices=[
            SelectChoice("accountant", lazy("Son expert-comptable")),
            SelectChoice("lawyer", lazy("Son avocat")),
            SelectChoice("chamber", lazy("Conseiller d’une chambre ou d’un organisme")),
            SelectChoice("relative", lazy("Un proche ou un associé")),
            SelectChoice("agent", lazy("Un téléconseiller")),
            SelectChoice("other", lazy("Une autre personne qui l’aide")),
        ],
    )
    organisation = StringField(lazy("Votre organisme ou cabinet"), [Length(max=200)])
    helper_email = EmailField(lazy("Votre adresse mail"), [Length(max=254)])
    helper_phone = TelField(lazy("Votre numéro de téléphone"), [Length(max=40)])
    mandate = RadioField(
        lazy("Le dirigeant vous a-t-il donné son accord par écrit ?"),
        [DataRequired(lazy("Choisissez une réponse. Les deux sont possibles."))],
        choices=[SelectChoice("yes", lazy("Oui, il a signé")), SelectChoice("no", lazy("Pas encore"))],
    )
    signed_on = DayMonthYearField(lazy("Signé le"))

    def validate_helper_email(self, field: Any) -> None:
        """One way to reach whoever writes, at least."""
        if field.data and not is_email(field.data):
            raise ValidationError(lazy("Cette adresse n’est pas complète. Exemple : camille@exemple.fr"))
        if not field.data and not (self.helper_phone.data or ""):
            raise ValidationError(lazy("Indiquez une adresse mail ou un numéro de téléphone, pour vous joindre."))

    def validate_helper_phone(self, field: Any) -> None:
        """A number that can be dialled, or nothing."""
        _parse(field, parse_phone)

    def validate_signed_on(self, field: Any) -> None:
        """A day that has been, where something was signed."""
        if self.mandate.data != "yes":
            return
        if field.data is None:
            raise ValidationError(lazy("Indiquez la date de la signature."))
        if not date(clock.today().year - 10, 1, 1) <= field.data <= clock.today():
            raise ValidationError(lazy("Vérifiez cette date : elle doit être passée."))

    @property
    def helper(self) -> dict[str, str]:
        """What a draft keeps."""
        signed = self.signed_on.data if self.mandate.data == "yes" else None
        return {
            "name": self.helper_name.data or "", "role": self.role.data, "organisation": self.organisation.data or "",
            "email": (self.helper_email.data or "").lower(), "phone": self.helper_phone.data or "",
            "signed_on": signed.isoformat() if signed else "",
        }  # fmt: skip


class SendForm(CareForm):
    """The button that sends."""


class MessageForm(CareForm):
    """An owner's message, and perhaps a file."""

    about = RadioField(lazy("À propos de quel sujet ?"), choices=[], validate_choice=False)
    body = TextAreaField(lazy("Votre message"))
    document = FileField(lazy("Joindre un document"))

    def offer(self, needs: Sequence[tuple[int, str]]) -> None:
        """Ask which need the words are about: part of the case is confidential, and each need has its own readers."""
        self.about.choices = [SelectChoice(str(need_id), label) for need_id, label in needs]
        self.about.flags.required = True

    def validate_about(self, field: Any) -> None:
        """A choice where there is one to make."""
        if field.choices and field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(lazy("Choisissez le sujet, pour que seules les bonnes personnes vous lisent."))

    def validate_body(self, field: Any) -> None:
        """Words or a file."""
        has_file = bool(self.document.data and getattr(self.document.data, "filename", ""))
        if not field.data and not has_file:
            raise ValidationError(lazy("Écrivez votre message ou joignez un document avant d’envoyer."))
        if field.data and len(field.data) > MESSAGE_LIMIT:
            raise ValidationError(
                _("Votre message est trop long : %(limit)s caractères au plus. "
                  "Joignez un document pour en dire davantage.", limit=MESSAGE_LIMIT)
            )  # fmt: skip


class SupportForm(CareForm):
    """Whether a psychologist may call."""

    answer = RadioField(
        lazy("Voulez-vous qu’une personne de confiance, psychologue, vous appelle ? C’est gratuit et confidentiel."),
        [DataRequired(lazy("Choisissez une réponse. Les deux sont bonnes."))],
        choices=[SelectChoice("yes", lazy("Oui, je veux bien")), SelectChoice("no", lazy("Non, pas maintenant"))],
    )


class WithdrawForm(CareForm):
    """The owner's yes to taking the request back."""


def _parse(field: Any, parser: Any) -> None:
    if not field.data:
        return
    try:
        field.data = parser(field.data)
    except InvalidIdentifier as error:
        raise ValidationError(message_of(error)) from error


_answered = DataRequired(lazy("Répondez, ou choisissez « Je ne sais pas »."))


class _AnswerForm(CareForm):
    """One question; the field depends on the kind of fact, see `question_form`."""

    answer: Any
    example: Any = ""
    """How the answer may be written, where people write it in many ways."""


class YesNoForm(_AnswerForm):
    """A yes or a no."""

    answer = RadioField(
        validators=[_answered], choices=[SelectChoice("yes", lazy("Oui")), SelectChoice("no", lazy("Non"))]
    )


class ChoiceForm(_AnswerForm):
    """One of a list."""

    answer = RadioField(validators=[_answered], choices=[])


class SeveralForm(_AnswerForm):
    """Several of a list."""

    answer = ChecklistField(validators=[_answered], choices=[])


class NumberForm(_AnswerForm):
    """A whole number or an amount, as people write them."""

    answer = StringField(validators=[_answered, Length(max=LONGEST)])
    example = lazy("Un ordre de grandeur suffit : 12 000, 12 k€, environ 10.")


class WrittenDayField(StringField):
    """A day in one box, as people write it; three boxes (`name-day`, `name-month`, `name-year`) are read too."""

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:
        """Join three boxes into one when they are what was sent."""
        super().process(formdata, *args, **options)
        names = [f"{self.name}-{part}" for part in DayMonthYearField.parts]
        if formdata is not None and any(name in formdata for name in names):
            parts = [str(formdata.get(name, "")).strip() for name in names]
            self.data = "/".join(parts) if any(parts) else ""
            self.raw_data = [self.data]


class DateForm(_AnswerForm):
    """A day that has been, or is to come."""

    answer = WrittenDayField(validators=[_answered, Length(max=LONGEST)])
    example = lazy("Écrivez-la comme vous voulez : 24/11/2026, le 3 mars, hier.")


_FORMS: dict[Kind, type[_AnswerForm]] = {
    Kind.BOOLEAN: YesNoForm,
    Kind.ENUM: ChoiceForm,
    Kind.SET: SeveralForm,
    Kind.INTEGER: NumberForm,
    Kind.MONEY: NumberForm,
    Kind.DATE: DateForm,
}


def question_form(question: Question, fact: FactSpec, known: object) -> _AnswerForm:
    """The form that asks for one fact, holding what is known of it."""
    form = _FORMS[fact.kind](data={"answer": _shown(fact, known)})
    form.answer.label.text = question.text(language())
    if fact.kind in (Kind.ENUM, Kind.SET):
        form.answer.choices = [SelectChoice(value.code, value.label(language())) for value in fact.values]
    return form


def _shown(fact: FactSpec, known: object) -> Any:
    if known is None:
        return [] if fact.kind is Kind.SET else None
    if fact.kind is Kind.BOOLEAN:
        return "yes" if known else "no"
    if fact.kind is Kind.DATE:
        return date.fromisoformat(str(known)).strftime("%d/%m/%Y")
    return known if fact.kind is Kind.SET else str(known)


def read_answer(form: _AnswerForm, fact: FactSpec) -> object:
    """The plain value that was answered. Raises ValueError with a message for the field."""
    raw = form.answer.data
    if fact.kind is Kind.BOOLEAN:
        return raw == "yes"
    if fact.kind is Kind.DATE:
        return _read_date(str(raw), is_to_come=fact.name in _TO_COME)
    if fact.kind in (Kind.INTEGER, Kind.MONEY):
        return _read_number(str(raw), fact.kind)
    return raw


# Without a year the nearest day that has been is meant, except for these.
_TO_COME = frozenset({"hearing_on"})


def _read_date(text: str, *, is_to_come: bool) -> str:
    today = clock.today()
    day = day_in(text, today, is_to_come=is_to_come)
    if day is None:
        raise ValueError(_("Nous n’avons pas reconnu cette date. Écrivez par exemple 24/11/2026 ou le 3 mars."))
    if not today.replace(year=today.year - 30, day=1) <= day <= today.replace(year=today.year + 3, day=1):
        raise ValueError(_("Vérifiez l’année de cette date."))
    return day.isoformat()


def _read_number(text: str, kind: Kind) -> int | str:
    number = number_in(text)
    if number is None and text.strip("-−., €\u00a0\u202f").isdecimal():
        raise ValueError(_("Ce nombre n’est pas possible ici. Vérifiez-le."))
    if number is None:
        raise ValueError(_("Écrivez un seul nombre, par exemple 12 000 ou 12 k€."))
    if not number.is_finite() or not 0 <= number < _LARGEST_AMOUNT:
        raise ValueError(_("Ce nombre n’est pas possible ici. Vérifiez-le."))
    if kind is Kind.INTEGER:
        if number != number.to_integral_value():
            raise ValueError(_("Écrivez un nombre entier."))
        return int(number)
    return str(number.quantize(Decimal("0.01")))
