"""Form controls that WTForms does not have: check lists, and a date in three boxes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import widgets
from wtforms.fields import Field, SelectMultipleField
from wtforms.utils import unset_value

from care_triage.web.i18n import _


class ChecklistField(SelectMultipleField):
    """Several choices as check boxes. `data` is the list of chosen values."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class DayMonthYearField(Field):
    """A date typed as day, month, year in three boxes (`name-day`, `name-month`, `name-year`).

    Nobody is asked to walk a calendar back to last spring. `data` is a `date`, or None when the
    three boxes are empty; a date that does not exist is an error that says which part is wrong.
    """

    parts = ("day", "month", "year")

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **options)
        self.typed: dict[str, str] = {}

    @property
    def first_control_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-day"

    def part(self, name: str) -> str:
        """What to show in one box."""
        if self.typed:
            return self.typed.get(name, "")
        return str(getattr(self.data, name)) if isinstance(self.data, date) else ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Sequence[Any] | None = None) -> None:
        self.process_errors: list[str] = []
        given = None if data is unset_value else data
        self.data = given if given is not None else (self.default() if callable(self.default) else self.default)
        self.object_data = self.data
        names = {part: f"{self.name}-{part}" for part in self.parts}
        if formdata is not None and any(name in formdata for name in names.values()):
            self.typed = {part: str(formdata.get(name, "")).strip()[:10] for part, name in names.items()}
            self.raw_data: list[str] = [text for text in self.typed.values() if text]
            self._read()
        for each in (*self.filters, *(extra_filters or ())):
            self.data = each(self.data)

    def _read(self) -> None:
        self.data = None
        missing = [part for part in self.parts if not self.typed[part]]
        if len(missing) == len(self.parts):
            return
        if missing:
            self.process_errors = [_missing_message(missing)]
            return
        try:
            day, month, year = (int(self.typed[part]) for part in self.parts)
            self.data = date(year if year >= 100 else 2000 + year, month, day)
        except (ValueError, OverflowError):
            self.process_errors = [_("Cette date n’existe pas. Écrivez par exemple 24 11 2026.")]


def _missing_message(missing: Iterable[str]) -> str:
    names = {"day": _("le jour"), "month": _("le mois"), "year": _("l’année")}
    return _("Il manque %(parts)s dans cette date.", parts=", ".join(names[part] for part in missing))
