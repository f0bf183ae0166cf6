"""What coordinators read."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content, reference_row, titled
from care_triage.web.i18n import _


def _mail(letter: Letter, title: str, *paragraphs: str, urgent: bool) -> Content:
    reference = letter.matter.reference
    return Content(
        titled(reference, title, urgent=urgent), paragraphs, (reference_row(reference),), (), _("Ouvrir le dossier")
    )


def distress(letter: Letter) -> Content:
    """Somebody must be called now; the mail does not say why, others may read it over a shoulder."""
    return _mail(
        letter,
        _("à ouvrir tout de suite"),
        _("La personne qui a déposé cette demande a besoin d’être appelée maintenant."),
        _("Ouvrez le dossier : il dit comment la joindre. N’attendez pas l’orientation automatique."),
        urgent=True,
    )


def need(letter: Letter) -> Content:
    """A need waits for a person to arrange it."""
    return _mail(
        letter,
        _("une demande attend l’équipe d’orientation"),
        _("Une demande attend qu’une personne l’oriente : aucun partenaire ne la pilote aujourd’hui."),
        _("Le dossier dit pourquoi, et qui a déjà été sollicité."),
        urgent=letter.matter.urgent,
    )


def expired(letter: Letter) -> Content:
    """A unit let its time run out."""
    unit = letter.matter.unit
    who = (
        _("%(unit)s n’a pas répondu dans le délai, malgré deux rappels.", unit=unit)
        if unit
        else _("Un partenaire n’a pas répondu dans le délai, malgré deux rappels.")
    )
    return _mail(
        letter,
        _("un partenaire n’a pas répondu"),
        who,
        _("CARE cherche un autre partenaire ; s’il n’y en a pas, la demande vous revient."),
        urgent=letter.matter.urgent,
    )
