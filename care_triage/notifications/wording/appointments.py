"""What owners and advisers read about their appointments."""

from care_triage.cases.labels import place_of
from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content, reference_row, titled
from care_triage.web.dates import absolute
from care_triage.web.i18n import _


def _mail(letter: Letter, title: str, *paragraphs: str, link: str = "", closing: tuple[str, ...] = ()) -> Content:
    reference = letter.matter.reference
    return Content(
        titled(reference, title), paragraphs, (reference_row(reference), *_rows(letter)), (),
        link or _("Voir le rendez-vous"), closing,
    )  # fmt: skip


def _rows(letter: Letter) -> tuple[tuple[str, str], ...]:
    matter = letter.matter
    if matter.starts_at is None:
        return ()
    rows = ((_("Quand"), absolute(matter.starts_at)), (_("Durée"), _("%(minutes)s minutes", minutes=matter.minutes)))
    return (*rows, (_("Comment"), place_of(matter.way, matter.place))) if matter.way else rows


def _with_whom(letter: Letter) -> str:
    matter = letter.matter
    if matter.unit is None:
        return _("la personne qui suit votre demande")
    return _("%(adviser)s, %(unit)s", adviser=matter.adviser, unit=matter.unit)


def slots(letter: Letter) -> Content:
    """Times to choose from."""
    return _mail(
        letter,
        _("choisissez un rendez-vous"),
        _("Vous pouvez choisir un moment pour parler avec %(who)s.", who=_with_whom(letter)),
        _("Un seul geste suffit. Si aucun moment ne vous convient, dites-le au même endroit."),
        link=_("Choisir un créneau"),
    )


def booked(letter: Letter) -> Content:
    """The owner's own choice."""
    return _mail(
        letter,
        _("votre rendez-vous est fixé"),
        _("Votre rendez-vous avec %(who)s est fixé.", who=_with_whom(letter)),
        closing=(
            _(
                "Le fichier joint l’ajoute à votre agenda. Un empêchement ? Annulez depuis votre page, sans vous justifier."
            ),
        ),
    )


def cancelled(letter: Letter) -> Content:
    """The appointment is off."""
    return _mail(
        letter,
        _("votre rendez-vous est annulé"),
        _("Votre rendez-vous avec %(who)s n’aura pas lieu. Votre dossier, lui, continue.", who=_with_whom(letter)),
        closing=(_("Le fichier joint le retire de votre agenda."),),
    )


def near(letter: Letter) -> Content:
    """The day before."""
    return _mail(
        letter,
        _("votre rendez-vous approche"),
        _("Un rappel : vous avez rendez-vous avec %(who)s.", who=_with_whom(letter)),
        closing=(_("Un empêchement ? Annulez depuis votre page, sans vous justifier."),),
    )


def unit_booked(letter: Letter) -> Content:
    """For the adviser."""
    return _mail(
        letter,
        _("rendez-vous fixé"),
        _("Le dirigeant a choisi un de vos créneaux. Le fichier joint l’ajoute à votre agenda."),
        link=_("Ouvrir le dossier"),
    )


def unit_no_slot(letter: Letter) -> Content:
    """For the adviser: none suits."""
    return _mail(
        letter,
        _("aucun créneau ne convient"),
        _("Aucun de vos créneaux ne convient au dirigeant. S’il a écrit pourquoi, son message est sur le dossier."),
        link=_("Ouvrir le dossier"),
    )


def unit_cancelled(letter: Letter) -> Content:
    """For the adviser."""
    return _mail(
        letter,
        _("rendez-vous annulé"),
        _("Ce rendez-vous n’aura pas lieu. Le fichier joint le retire de votre agenda."),
        link=_("Ouvrir le dossier"),
    )


def unit_near(letter: Letter) -> Content:
    """For the adviser, the day before."""
    return _mail(letter, _("rendez-vous demain"), _("Un rappel de votre rendez-vous."), link=_("Ouvrir le dossier"))
