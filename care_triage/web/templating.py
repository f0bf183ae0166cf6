"""What every template may use: filters for dates, numbers, money, telephone numbers and typed text."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask
from markupsafe import Markup, escape

from care_triage.web import dates
from care_triage.web.forms import error_list
from care_triage.web.i18n import _, language, ngettext

_BLANK_LINES = re.compile(r"\n{2,}")


def number(value: float | Decimal | None, digits: int | None = None) -> str:
    """« 1 234,5 » in French, 1,234.5 in English; a dash for nothing."""
    if value is None:
        return "—"
    pattern = "#,##0.###" if digits is None else ("#,##0." + "0" * digits if digits else "#,##0")
    return format_decimal(value, pattern, locale=language())


def money(value: float | Decimal | None) -> str:
    """Euros, without cents when there are none."""
    if value is None:
        return "—"
    digits = "" if value == int(value) else ".00"
    pattern = f"#,##0{digits}\u00a0¤" if language() == "fr" else f"¤#,##0{digits}"
    return format_currency(value, "EUR", pattern, locale=language(), currency_digits=False)


def percent(ratio: float | None) -> str:
    """0.256 as « 26 % »."""
    return "—" if ratio is None else format_percent(ratio, locale=language())


def duration(value: timedelta | None) -> str:
    """« 2 jours 3 h », « 3 h 20 min », « 12 min »: the two largest units that matter."""
    if value is None:
        return "—"
    minutes = max(0, round(value.total_seconds() / 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        text = ngettext("%(num)d jour", "%(num)d jours", days)
        return f"{text} {hours}\u00a0h" if hours else text
    if hours:
        return f"{hours}\u00a0h {minutes}\u00a0min" if minutes else f"{hours}\u00a0h"
    return f"{minutes}\u00a0min"


def phone_href(value: str) -> str:
    """The address that dials a French number: `tel:+33477000000`."""
    digits = re.sub(r"[^\d+]", "", value)
    return f"tel:+33{digits[1:]}" if digits.startswith("0") and len(digits) == 10 else f"tel:{digits}"


def mail_address(value: str) -> Markup:
    """A mail address that a narrow page breaks after its @, not in the middle of a word."""
    name, at, domain = value.partition("@")
    return Markup("{}{}<wbr>{}").format(name, at, domain)


def paragraphs(text: str | None) -> Markup:
    """Typed text as paragraphs, escaped, line breaks kept."""
    blocks = [block for block in _BLANK_LINES.split((text or "").strip()) if block]
    lines = (Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks)
    return Markup("").join(Markup('<p dir="auto">{}</p>').format(line) for line in lines)


def file_size(octets: int) -> str:
    """« 340 ko », « 1,2 Mo »."""
    if octets < 1_000_000:
        return _("%(size)s ko", size=number(max(1, round(octets / 1000))))
    return _("%(size)s Mo", size=number(round(octets / 1_000_000, 1)))


def entries(value: dict[str, Any]) -> list[tuple[str, Any]]:
    """(name, value) pairs of attributes whose value is neither None nor False."""
    return [(key, item) for key, item in value.items() if item is not None and item is not False]


FILTERS = {
    "date_fr": dates.when,
    "when": dates.when,
    "day": dates.day,
    "ago": dates.ago,
    "delay": dates.delay,
    "clock_time": dates.clock_time,
    "number": number,
    "money": money,
    "percent": percent,
    "duration": duration,
    "phone_href": phone_href,
    "mail_address": mail_address,
    "paragraphs": paragraphs,
    "file_size": file_size,
    "entries": entries,
}


def init_app(app: Flask) -> None:
    """Install the filters; whitespace left by tags is trimmed so that pages stay light."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["error_list"] = error_list
