"""Nothing typed is lost: a form whose session or page expired is shown back, ready to be sent again.

A sign-in view (accounts) uses four names:

    held_form.use_sign_in(app, show)   `show(held)` renders the sign-in page with `held_input(held)` inside its form
    held_form.find_held()              in the POST of the sign-in page: the form that travels with it, or None
    held_form.resume(held)             after a good sign-in: the page that offers to send the form again
    components/held_form.html          macros `held_input(held)` and `held_summary(held)`

Passwords and files are never kept; the page says so for files.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from flask import Flask, abort, current_app, make_response, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from care_triage.web import addresses, forms
from care_triage.web.i18n import _
from care_triage.web.text import clean

HELD_FIELD: Final = "held"
MAX_CHARACTERS: Final = 200_000
MAX_AGE_S: Final = 12 * 3600
_SALT: Final = "care-held-form"
_SECRET_WORDS: Final = ("password", "passwd", "mot_de_passe", "secret", "otp")
_KEY: Final = "care_show_sign_in"

SignInPage = Callable[["HeldForm"], Any]


@dataclass(frozen=True)
class HeldForm:
    """What was typed, where it was going, and the names of files that could not be kept."""

    url: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()

    @property
    def form_name(self) -> str | None:
        """Class of the form, when it said its name."""
        return dict(self.fields).get(forms.FORM_NAME_FIELD)

    @property
    def is_too_long(self) -> bool:
        """Whether it cannot travel through the sign-in page; it is then only shown, to be copied."""
        return sum(len(name) + len(value) for name, value in self.fields) > MAX_CHARACTERS

    def signed(self) -> str:
        """The form as one signed value; nobody can make us show a form that was not sent to us."""
        return str(_serializer().dumps(asdict(self)))

    def shown(self) -> list[tuple[str, str]]:
        """(label, value) of what a person typed or chose, in their words."""
        declared = dict(forms.unbound_fields(self.form_name))
        rows = []
        for name, value in self.fields:
            if name == forms.FORM_NAME_FIELD or not value.strip():
                continue
            declaration = declared.get(name)
            label = forms.label_of(declaration) if declaration else None
            choices = forms.choice_labels(declaration) if declaration else {}
            rows.append((label or _readable(name), choices.get(value, clean(value))))
        return rows


def from_request() -> HeldForm:
    """The form of the present POST, without tokens, passwords and files."""
    secrets = {
        name for name, field in forms.unbound_fields(request.form.get(forms.FORM_NAME_FIELD)) if forms.is_secret(field)
    }
    kept = [
        (name, value) for name, value in request.form.items(multi=True) if name not in secrets and not _is_private(name)
    ]
    files = tuple(clean(file.filename) for file in request.files.values() if file.filename)
    return HeldForm(request.full_path.rstrip("?"), tuple(kept), files)


def find_held() -> HeldForm | None:
    """The form that travels with a sign-in, or None when there is none, or it is forged or too old."""
    token = request.form.get(HELD_FIELD)
    if not token:
        return None
    try:
        content = _serializer().loads(token, max_age=MAX_AGE_S)
        fields = tuple((str(name), str(value)) for name, value in content["fields"])
        url = addresses.local_path(content["url"])
    except (BadData, KeyError, TypeError, ValueError):
        return None
    return HeldForm(url, fields, tuple(map(str, content.get("files", ())))) if url else None


def use_sign_in(app: Flask, show: SignInPage) -> None:
    """Let `show(held)` render the sign-in page for a form sent after the session expired."""
    app.extensions[_KEY] = show


def show_sign_in() -> Response:
    """Answer to a POST that needs somebody signed in: 401, the form shown back, a way to sign in."""
    if request.method != "POST" or request.is_json or not addresses.is_from_this_site():
        abort(401)
    held = from_request()
    show: SignInPage | None = current_app.extensions.get(_KEY)
    page = show(held) if show else render_template("errors/session_expired.html", held=held)
    return _whole_page(page, 401)


def show_expired_page() -> Response | None:
    """Answer to a POST whose page is too old to be trusted: 400 with the form, ready to be sent again.

    None when the POST came from another site: showing that back would lend it our voice.
    """
    if request.method != "POST" or request.is_json or not addresses.is_from_this_site():
        return None
    return resume(from_request(), status=400)


def resume(held: HeldForm, *, status: int = 200) -> Response:
    """The page that shows `held` and sends it again with a fresh token."""
    return _whole_page(render_template("errors/held_form.html", held=held), status)


def _whole_page(page: Any, status: int) -> Response:
    response = make_response(page)
    response.status_code = status
    if request.headers.get("HX-Request"):
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML show:top"
    return response


def _is_private(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith("csrf_token") or name == HELD_FIELD or any(word in lowered for word in _SECRET_WORDS)


def _readable(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").strip().capitalize() or _("Champ")


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=_SALT)
