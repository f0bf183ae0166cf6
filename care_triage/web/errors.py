"""Error pages: calm words, what to do next, and a number to quote when the fault is ours."""

import secrets
from dataclasses import dataclass
from typing import Any, Final

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from care_triage.infra.errors import DomainError
from care_triage.web import held_form
from care_triage.web.i18n import _, lazy

log = structlog.get_logger()


@dataclass(frozen=True)
class ErrorWords:
    """Title of an error page, and what the reader can do."""

    title: Any
    advice: Any


WORDS: Final[dict[int, ErrorWords]] = {
    400: ErrorWords(
        lazy("Nous n’avons pas compris cette demande"),
        lazy("Revenez à la page précédente et réessayez. Si le problème continue, appelez-nous."),
    ),
    401: ErrorWords(
        lazy("Il faut vous connecter"),
        lazy("Votre session a expiré ou vous n’êtes pas connecté. Connectez-vous, puis recommencez."),
    ),
    403: ErrorWords(
        lazy("Cette page ne vous est pas ouverte"),
        lazy("Votre compte ne donne pas accès à cette page. Si vous pensez que c’est une erreur, appelez-nous."),
    ),
    404: ErrorWords(
        lazy("Nous ne trouvons pas cette page"),
        lazy("L’adresse est peut-être incomplète ou a expiré. Si elle vient d’un message, copiez-la en entier."),
    ),
    405: ErrorWords(
        lazy("Cette adresse ne s’ouvre pas directement"),
        lazy("Revenez à la page précédente et utilisez ses boutons."),
    ),
    409: ErrorWords(
        lazy("Quelqu’un a été plus rapide"),
        lazy("Les informations ont changé depuis que vous avez ouvert la page. Rechargez-la pour voir où on en est."),
    ),
    413: ErrorWords(
        lazy("Ce que vous envoyez est trop volumineux"),
        lazy(
            "Un document ne peut pas dépasser 10 Mo. Revenez en arrière et choisissez un fichier plus léger, "
            "ou envoyez-le en plusieurs fois."
        ),
    ),
    422: ErrorWords(
        lazy("Cette action n’est pas possible"),
        lazy("Revenez à la page précédente et vérifiez ce que vous avez indiqué."),
    ),
    429: ErrorWords(
        lazy("Trop de tentatives en peu de temps"),
        lazy("Patientez une minute, puis réessayez. Rien de ce que vous avez envoyé avant n’est perdu."),
    ),
    500: ErrorWords(
        lazy("Un problème de notre côté"),
        lazy(
            "Ce n’est pas de votre faute. Réessayez dans quelques minutes. "
            "Si cela recommence, appelez-nous en donnant la référence ci-dessous."
        ),
    ),
    503: ErrorWords(
        lazy("Le service est momentanément indisponible"),
        lazy(
            "Réessayez dans quelques minutes. Si c’est urgent, appelez-nous : nous pouvons prendre votre demande "
            "par téléphone."
        ),
    ),
}


def new_reference() -> str:
    """A short number that the reader can quote and that the log holds."""
    reference: str = g.get("error_reference") or secrets.token_hex(4).upper()
    g.error_reference = reference
    return reference


def error_response(status: int, message: str | None = None, reference: str | None = None) -> Response:
    """The page, fragment or JSON that tells of an error, in the form that the request accepts."""
    words = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    title, advice = str(words.title), message or str(words.advice)
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        response = jsonify({"error": {"status": status, "title": title, "message": advice, "reference": reference}})
    elif request.headers.get("HX-Request"):
        response = make_response(render_template("errors/_notice.html", title=title, advice=advice))
        response.headers.update({"HX-Retarget": "#messages", "HX-Reswap": "innerHTML show:window:top"})
    else:
        # A page for our own faults asks nothing of the database or the session: they may be the fault.
        layout = "standalone.html" if status >= 500 else "layout.html"
        response = make_response(
            render_template(
                "errors/error.html", shell=layout, status=status, title=title, advice=advice, reference=reference
            )
        )
    response.status_code = status
    return response


def message_of(error: DomainError) -> str:
    """What `error` says, in the language of the reader."""
    return _(error.message, **error.values)


def on_domain_error(error: DomainError) -> Response:
    """A use case said no: its own words, its own status."""
    return error_response(error.status, message_of(error))


def on_csrf_error(error: CSRFError) -> BaseResponse:
    """A page too old to be trusted: what was typed is shown back."""
    log.info("csrf_refused", reason=error.description, path=request.path)
    return held_form.show_expired_page() or error_response(400)


def on_http_error(error: HTTPException) -> BaseResponse:
    """Any status raised by Flask, Werkzeug or `abort()`."""
    # A redirect, or an answer that somebody prepared: theirs.
    if error.response is not None or (error.code is not None and error.code < 400):
        return make_response(error.get_response(request.environ))
    response = error_response(error.code or 500)
    # What the status asks for: Allow, Retry-After, WWW-Authenticate.
    response.headers.extend((name, value) for name, value in error.get_headers() if name != "Content-Type")
    return response


def on_database_down(error: Exception) -> Response:
    """The database does not answer: nothing was written, say so and ask to come back."""
    reference = new_reference()
    log.error("database_unavailable", reference=reference, path=request.path, exc_info=error)
    response = error_response(503, reference=reference)
    response.headers["Retry-After"] = "60"
    return response


def on_fault(error: InternalServerError) -> BaseResponse:
    """Anything nobody foresaw; the log holds the reference that the page shows."""
    reference = new_reference()
    log.error("unhandled_error", reference=reference, endpoint=request.endpoint, exc_info=error.original_exception)
    return error_response(500, reference=reference)


def _leave_to_on_fault(_exc_info: object) -> None:
    """Flask would write the same traceback again, without the reference."""


def init_app(app: Flask) -> None:
    """Answer every error with one of our pages."""
    app.register_error_handler(DomainError, on_domain_error)
    app.register_error_handler(CSRFError, on_csrf_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(InternalServerError, on_fault)
    app.register_error_handler(OperationalError, on_database_down)
    app.register_error_handler(InterfaceError, on_database_down)
    app.register_error_handler(NoConnectionLeft, on_database_down)
    app.log_exception = _leave_to_on_fault  # type: ignore[assignment, method-assign]
