"""What an adviser offers: up to five moments, how long, and how."""

from datetime import UTC, date, datetime, time
from typing import Any

from wtforms.fields import DateField, RadioField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from care_triage.cases.companion_types import AppointmentWay, SlotOffer
from care_triage.cases.labels import WAY_NAMES
from care_triage.cases.policy import MOST_SLOTS
from care_triage.infra import clock
from care_triage.infra.clock import PARIS
from care_triage.web.forms import CareForm
from care_triage.web.i18n import _, lazy

_LENGTHS = (15, 30, 45, 60, 90)
_NO_DATE = lazy("Cette date n’existe pas. Choisissez-la dans le calendrier.")
_NO_MOMENT = lazy("Proposez au moins un moment : un jour et une heure.")
_ALL_TO_COME = lazy("Un de ces moments est déjà passé. Proposez des moments à venir.")
_NO_TIME = lazy("Cette heure n’existe pas. Écrivez par exemple 14:30.")


class AppointmentForm(CareForm):
    """Moments in Paris time; a moment without a day is left out."""

    way = RadioField(
        lazy("Comment vous parlerez-vous ?"), [InputRequired(lazy("Choisissez comment."))],
        choices=[SelectChoice(way, name) for way, name in WAY_NAMES.items()], default=AppointmentWay.PHONE,
    )  # fmt: skip
    place = StringField(
        lazy("Adresse ou lien de la visioconférence"),
        [Length(max=300, message=lazy("Cette adresse est trop longue : l’essentiel suffit."))],
    )
    minutes = SelectField(
        lazy("Durée"), coerce=int, default=30,
        choices=[SelectChoice(length, lazy("%(minutes)s minutes", minutes=length)) for length in _LENGTHS],
    )  # fmt: skip

    def validate_place(self, field: StringField) -> None:
        """People who meet must know where."""
        if self.way.data != AppointmentWay.PHONE and not (field.data or "").strip():
            raise ValidationError(lazy("Indiquez l’adresse du rendez-vous, ou le lien de la visioconférence."))

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields, then the moments together: one at least, all of them to come."""
        fine: bool = super().validate(extra_validators)
        for day, hour in self.rows:
            # The library's own words are for programmers. An empty box is no mistake.
            day.errors = [_NO_DATE] if day.process_errors and any(day.raw_data or ()) else day.errors
            hour.errors = [_NO_TIME] if hour.process_errors and any(hour.raw_data or ()) else hour.errors
        first, _hour = self.rows[0]
        if first.errors or not (problem := self._problem()):
            return fine
        first.errors = [problem]
        return False

    def _problem(self) -> Any:
        moments = self.moments()
        if not moments:
            return _NO_MOMENT
        return _ALL_TO_COME if min(moments) <= clock.now() else None

    @property
    def rows(self) -> list[tuple[DateField, TimeField]]:
        """The boxes of each moment."""
        return [(self[f"day_{number}"], self[f"hour_{number}"]) for number in range(1, MOST_SLOTS + 1)]

    def moments(self) -> tuple[datetime, ...]:
        """What was offered, as instants."""
        return tuple(_instant(day.data, hour.data) for day, hour in self.rows if day.data and hour.data)

    def offer(self) -> SlotOffer:
        """The command."""
        place = "" if self.way.data == AppointmentWay.PHONE else (self.place.data or "")
        return SlotOffer(AppointmentWay(self.way.data), place, self.minutes.data, self.moments())


class _HalfAMoment:
    """A day without its hour is no moment."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __call__(self, form: CareForm, field: DateField) -> None:
        hour = form[f"hour_{self._number}"]
        if field.data and not hour.data and not hour.errors:
            raise ValidationError(_("Indiquez l’heure de ce moment."))


for _number in range(1, MOST_SLOTS + 1):
    setattr(
        AppointmentForm,
        f"day_{_number}",
        DateField(lazy("Jour %(number)s", number=_number), [Optional(), _HalfAMoment(_number)]),
    )
    setattr(AppointmentForm, f"hour_{_number}", TimeField(lazy("Heure %(number)s", number=_number), [Optional()]))


def _instant(on: date, at: time) -> datetime:
    return datetime.combine(on, at, PARIS).astimezone(UTC)
