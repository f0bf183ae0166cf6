"""What people with an account read about their access."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content
from care_triage.web.dates import absolute
from care_triage.web.i18n import _


def _works_until(letter: Letter) -> str:
    expires_at = letter.matter.expires_at
    if expires_at is None:
        return _("Ce lien ne sert qu’une fois.")
    return _("Ce lien ne sert qu’une fois et fonctionne jusqu’au %(date)s.", date=absolute(expires_at))


def invited(letter: Letter) -> Content:
    """An account was opened."""
    return Content(
        _("CARE : votre compte est ouvert"),
        (
            _(
                "Un compte vous est ouvert sur CARE, qui oriente les entreprises en difficulté vers les bons partenaires."
            ),
            _("Choisissez votre mot de passe pour commencer."),
        ),
        link_text=_("Choisir mon mot de passe"),
        closing=(_works_until(letter), _("Si ce message ne vous concerne pas, vous pouvez l’ignorer.")),
    )


def reset(letter: Letter) -> Content:
    """Somebody asked for a new password."""
    return Content(
        _("CARE : choisir un nouveau mot de passe"),
        (_("Vous avez demandé à choisir un nouveau mot de passe."),),
        link_text=_("Choisir un mot de passe"),
        closing=(
            _works_until(letter),
            _("Si vous n’avez rien demandé, ignorez ce message : votre mot de passe ne change pas."),
        ),
    )


def changed(_letter: Letter) -> Content:
    """A password was chosen or changed."""
    return Content(
        _("CARE : votre mot de passe a changé"),
        (
            _("Le mot de passe de votre compte vient d’être changé. Vos autres sessions sont fermées."),
            _("Si ce n’était pas vous, appelez tout de suite le collectif : quelqu’un lit peut-être vos messages."),
        ),
    )
