"""What people who write and approve rules read; what the draft says is on its page, not in the mail."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content
from care_triage.web.i18n import _


def _mail(letter: Letter, subject: str, *paragraphs: str) -> Content:
    title = letter.matter.draft
    rows = ((_("Projet"), title),) if title else ()
    return Content(subject, paragraphs, rows, link_text=_("Ouvrir le projet"))


def submitted(letter: Letter) -> Content:
    """A draft waits for a second person."""
    return _mail(
        letter,
        _("CARE – règles : un projet attend votre accord"),
        _("Une personne vous demande de relire un projet de règles d’orientation."),
        _("La page du projet montre ce qui change, les constats et le rejeu sur les demandes passées."),
        _("Une seule approbation suffit : si quelqu’un d’autre a déjà répondu, la page le dit."),
    )


def approved(letter: Letter) -> Content:
    """A second person agreed."""
    return _mail(
        letter,
        _("CARE – règles : votre projet est approuvé"),
        _("Le projet de règles dans lequel vous avez écrit est approuvé. Il reste à le publier."),
    )


def refused(letter: Letter) -> Content:
    """A second person gave it back."""
    return _mail(
        letter,
        _("CARE – règles : votre projet vous est renvoyé"),
        _(
            "Le projet de règles dans lequel vous avez écrit n’est pas approuvé. Rien n’est perdu : il est de nouveau ouvert."
        ),
        _("La page du projet dit pourquoi."),
    )


def published(letter: Letter) -> Content:
    """It became a version."""
    return _mail(
        letter,
        _("CARE – règles : votre projet est publié"),
        _("Le projet de règles dans lequel vous avez écrit est publié. Sa page dit à partir de quand il s’applique."),
    )
