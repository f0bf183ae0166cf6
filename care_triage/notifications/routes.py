"""The local mailbox: mails of an embedded installation, kept on this machine instead of being sent."""

from email.message import EmailMessage
from itertools import islice

from flask import Blueprint, Response, abort, current_app, render_template

from care_triage.infra import mail
from care_triage.notifications.mailbox import read_mail
from care_triage.web.access import Everyone, allow

bp = Blueprint("notifications", __name__, template_folder="templates")

SHOWN = 100
# A mail is somebody else's page: no script, no style, no form, no origin; its links still lead away.
_SANDBOX = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@bp.get("/courrier")
@allow(Everyone)
def mailbox() -> str:
    """The latest mails, newest first."""
    _only_where_nobody_is_real()
    mails = [read_mail(name, kept) for name, kept in islice(mail.kept(), SHOWN)]
    return render_template("notifications/mailbox.html", mails=mails, shown=SHOWN)


@bp.get("/courrier/<name>")
@allow(Everyone)
def show_mail(name: str) -> str:
    """The text of one mail, with its links."""
    return render_template("notifications/kept_mail.html", mail=read_mail(name, _get(name)))


@bp.get("/courrier/<name>/html")
@allow(Everyone)
def show_html(name: str) -> Response:
    """The HTML of one mail, as a mail program shows it."""
    return Response(
        read_mail(name, _get(name)).html, mimetype="text/html", headers={"Content-Security-Policy": _SANDBOX}
    )


def _get(name: str) -> EmailMessage:
    _only_where_nobody_is_real()
    found = mail.find_kept(name)
    if found is None:
        abort(404)
    return found


def _only_where_nobody_is_real() -> None:
    """Mails hold private links: they are shown in demonstrations and tests only, where nothing is sent."""
    config = current_app.config
    if not (config["MAIL_URL"].startswith("mailbox:") and (config["DEMO"] or config["TESTING"])):
        abort(404)
