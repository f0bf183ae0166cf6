"""Languages of the pages: French is the source, English is the catalogue `care.po`.

`_` translates now, `lazy` when shown (module level, form labels), `ngettext` agrees with a number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_babel
from flask import Flask, has_request_context, request
from flask_babel.speaklater import LazyString
from markupsafe import escape

from care_triage.web.embedding import framed_language
from care_triage.web.preferences import chosen

LANGUAGES = {"fr": "Français", "en": "English"}
DEFAULT_LANGUAGE = "fr"
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"

babel = flask_babel.Babel()


def _(text: str, /, **values: Any) -> str:
    """`text` in the language of the reader, its `%(name)s` places filled from `values`.

    The same in code and templates: a value that is `Markup` makes a `Markup`, everything else escaped.
    A plain percent sign is written `%%` only where values are given.
    """
    return _fill(flask_babel.get_translations().ugettext(text), values) if text else ""


def ngettext(singular: str, plural: str, number: int, /, **values: Any) -> str:
    """The form that agrees with `number`, which fills `%(num)s`. In French zero is singular."""
    if language() == DEFAULT_LANGUAGE:
        text = singular if abs(number) < 2 else plural
    else:
        text = flask_babel.get_translations().ungettext(singular, plural, number)
    return _fill(text, {"num": number, **values})


def _fill(text: str, values: dict[str, Any]) -> str:
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(text) % values
    return text % values if values else text


def lazy(text: str, /, **values: Any) -> Any:
    """Like `_`, looked up each time it is shown: for texts defined before any request."""
    return LazyString(_, text, **values)


def language() -> str:
    """The reader's language, `fr` or `en`; French outside a request unless `in_language` says otherwise."""
    locale = flask_babel.get_locale()
    return str(locale.language) if locale else DEFAULT_LANGUAGE


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Write what follows (a mail, a letter) in the language of the person who will read it."""
    with flask_babel.force_locale(code if code in LANGUAGES else DEFAULT_LANGUAGE):
        yield


def localized(french: str, english: str | None) -> str:
    """The text of a data file that carries both languages; French where English is missing."""
    return english if english and language() == "en" else french


def negotiate() -> str:
    """Language of this request: `?lang=`, then the cookie, then what the browser prefers."""
    if not has_request_context():
        return DEFAULT_LANGUAGE
    return (
        framed_language()
        or chosen("lang")
        or request.accept_languages.best_match(list(LANGUAGES), DEFAULT_LANGUAGE)
        or DEFAULT_LANGUAGE
    )


def init_app(app: Flask) -> None:
    """Install Babel with the catalogue `care`, French by default and Paris time."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=DEFAULT_LANGUAGE,
        BABEL_DEFAULT_TIMEZONE="Europe/Paris",
        BABEL_DOMAIN="care",
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS),
    )
    babel.init_app(app, locale_selector=negotiate)
    app.jinja_env.globals.update(
        _=_, gettext=_, ngettext=ngettext, language=language, localized=localized, LANGUAGES=LANGUAGES
    )
