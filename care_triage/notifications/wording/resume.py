"""What somebody reads who goes on with their request later."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content
from care_triage.web.dates import absolute
from care_triage.web.i18n import _


def link(letter: Letter) -> Content:
    """The link that takes an unfinished request up again."""
    expires_at = letter.matter.expires_at
    until = (
        _("Nous gardons votre demande jusqu’au %(date)s. Après, elle est effacée.",
          date=absolute(expires_at.date(), weekday=False))
        if expires_at else _("Nous gardons votre demande trente jours.")
    )  # fmt: skip
    return Content(
        _("CARE : votre demande vous attend"),
        (
            _(
                "Voici le lien qui rouvre votre demande là où vous l’avez laissée. Rien n’a encore été envoyé à personne."
            ),
            until,
        ),
        link_text=_("Reprendre ma demande"),
        closing=(
            _("Ce lien suffit à lire votre demande : ne le transmettez qu’à une personne de confiance."),
            _("Si vous n’avez rien demandé, vous pouvez ignorer ce message."),
        ),
    )
