"""Dates as people say them: relative and absolute together, in Paris time, French or English."""

from datetime import date, datetime, timedelta
from typing import Protocol

from babel.dates import format_date as babel_date
from babel.dates import format_timedelta
from markupsafe import Markup

from care_triage.infra.clock import PARIS, now, today
from care_triage.web.i18n import _, language, ngettext

Moment = date | datetime


class Length(Protocol):
    """What has a length in months and days."""

    @property
    def months(self) -> int:
        """Whole months, counted first."""
        ...

    @property
    def counting(self) -> str:
        """Which days count, as the legal clock says it."""
        ...

    @property
    def days(self) -> int:
        """Calendar days."""
        ...


def absolute(value: Moment, *, weekday: bool = True) -> str:
    """« mardi 24 novembre à 10 h 30 »; the year is written when it is not this one."""
    on = _day(value)
    pattern = ("EEEE " if weekday else "") + "d MMMM" + ("" if on.year == today().year else " y")
    text = babel_date(on, pattern, locale=language())
    if language() == "fr" and on.day == 1:
        text = text.replace("1 ", "1er ", 1)
    if not isinstance(value, datetime):
        return text
    return _("%(day)s à %(time)s", day=text, time=clock_time(value))


def clock_time(value: datetime) -> str:
    """« 10 h 30 », or 10:30 in English."""
    local = value.astimezone(PARIS)
    if language() != "fr":
        return f"{local:%H:%M}"
    minutes = f"\u00a0{local:%M}" if local.minute else ""
    return f"{local.hour}\u00a0h{minutes}"


def relative(value: Moment) -> str:
    """« dans 2 jours », « hier », « il y a 3 heures »: days are counted on the calendar."""
    days = (_day(value) - today()).days
    if days == 0:
        return _within_the_day(value) if isinstance(value, datetime) else _("aujourd’hui")
    if days in (1, -1):
        return _("demain") if days == 1 else _("hier")
    if abs(days) <= 60:
        if days > 0:
            return ngettext("dans %(num)d jour", "dans %(num)d jours", days)
        return ngettext("il y a %(num)d jour", "il y a %(num)d jours", -days)
    return format_timedelta(timedelta(days=days), threshold=1, add_direction=True, locale=language())


def when(value: Moment | None) -> Markup | str:
    """A `<time>` element: relative first, absolute after; a dash for no date."""
    if value is None:
        return "—"
    return _time_element(value, f"{relative(value)}, {absolute(value)}")


def day(value: Moment | None) -> Markup | str:
    """A `<time>` element with the absolute date only."""
    return "—" if value is None else _time_element(value, absolute(value))


def ago(value: Moment | None) -> Markup | str:
    """A `<time>` element with the relative date, the absolute one in its title: for dense lists."""
    return "—" if value is None else _time_element(value, relative(value), absolute(value))


def delay(length: Length) -> str:
    """« 15 jours », « un mois », « 72 heures »: how long, in the units in which the law counts it."""
    months = ngettext("%(num)d mois", "%(num)d mois", length.months) if length.months else ""
    days = _counted(length.days, length.counting) if length.days else ""
    both = _("%(months)s et %(days)s", months=months, days=days) if months and days else months or days
    return _("%(length)s, puis jusqu’au 31 décembre", length=both) if length.counting == "year_end" else both


def _counted(days: int, counting: str) -> str:
    if counting == "hours":
        return _("%(num)d heures", num=24 * days)
    if counting == "workable_hours":
        return _("%(num)d heures, sans compter les dimanches ni les jours fériés", num=24 * days)
    if counting == "workable_days":
        return ngettext("%(num)d jour ouvrable", "%(num)d jours ouvrables", days)
    if counting == "working_days":
        return ngettext("%(num)d jour ouvré", "%(num)d jours ouvrés", days)
    return ngettext("%(num)d jour", "%(num)d jours", days)


def _within_the_day(value: datetime) -> str:
    seconds = (value - now()).total_seconds()
    minutes = round(abs(seconds) / 60)
    if minutes < 1:
        return _("à l’instant") if seconds <= 0 else _("dans un instant")
    if minutes < 60:
        if seconds > 0:
            return ngettext("dans %(num)d minute", "dans %(num)d minutes", minutes)
        return ngettext("il y a %(num)d minute", "il y a %(num)d minutes", minutes)
    hours = round(minutes / 60)
    if seconds > 0:
        return ngettext("dans %(num)d heure", "dans %(num)d heures", hours)
    return ngettext("il y a %(num)d heure", "il y a %(num)d heures", hours)


def _day(value: Moment) -> date:
    return value.astimezone(PARIS).date() if isinstance(value, datetime) else value


def _time_element(value: Moment, text: str, title: str | None = None) -> Markup:
    stamp = value.astimezone(PARIS).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
    if title:
        return Markup('<time datetime="{}" title="{}">{}</time>').format(stamp, title, text)
    return Markup('<time datetime="{}">{}</time>').format(stamp, text)
