"""What advisers and managers of a unit read."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from care_triage.cases.types import ReferralRole
from care_triage.notifications.types import Letter, Line
from care_triage.notifications.wording.content import Content, by_subject, reference_row, text_of, titled
from care_triage.web.dates import absolute
from care_triage.web.i18n import _, lazy

_ROLES: Mapping[ReferralRole, LazyString] = {
    ReferralRole.LEAD: lazy("En pilote"),
    ReferralRole.SUPPORT: lazy("En appui"),
    ReferralRole.INFORM: lazy("Pour information"),
}


def _mail(letter: Letter, title: str, *paragraphs: str, is_over: bool = False) -> Content:
    matter = letter.matter
    place = ((_("Antenne"), matter.lines[0].unit),) if matter.lines else ()
    done = tuple((_("Sujet"), text_of(line.subject)) for line in matter.lines) if is_over else ()
    return Content(
        titled(matter.reference, title, urgent=matter.urgent and not is_over),
        paragraphs,
        (reference_row(matter.reference), *place, *done),
        () if is_over else by_subject(matter.lines, _task),
        _("Ouvrir le dossier"),
    )


def _task(line: Line) -> str:
    task = str(_ROLES[line.role])
    if line.by_at is not None:
        task = _("%(role)s, réponse attendue avant %(date)s", role=task, date=absolute(line.by_at))
    if line.legal_on is not None:
        # The date only: what it is about stays behind the sign-in.
        return _("%(task)s ; délai légal : %(date)s", task=task, date=absolute(line.legal_on))
    return task


def received(letter: Letter) -> Content:
    """A case came to the unit."""
    if {line.role for line in letter.matter.lines} == {ReferralRole.INFORM}:
        move = _("Il est porté à votre connaissance : aucune réponse n’est attendue.")
    else:
        move = _("Vous pouvez l’accepter, le refuser avec un motif ou le transférer.")
    arrived = _("Un dossier vient d’être adressé à votre antenne. Vous y lisez pourquoi il vient à vous.")
    return _mail(letter, _("un dossier vous est adressé"), arrived, move)


def withdrawn(letter: Letter) -> Content:
    """The unit has nothing more to do."""
    return _mail(
        letter,
        _("plus rien ne vous est demandé"),
        _("Cette demande vous est retirée : vous n’avez plus rien à faire. L’historique dit pourquoi."),
        is_over=True,
    )


def reminded(letter: Letter) -> Content:
    """The time to move has come."""
    return _mail(
        letter,
        _("une action est attendue de vous"),
        _("Le délai est atteint et ce dossier attend votre prochaine action."),
        _("Quelques mots suffisent souvent : la personne saura que l’on s’occupe d’elle."),
    )


def escalated(letter: Letter) -> Content:
    """The manager learns that nobody moved."""
    return _mail(
        letter,
        _("sans réponse malgré un rappel"),
        _("Ce dossier attend toujours une action de l’antenne, malgré un rappel."),
        _("Pouvez-vous voir avec votre équipe qui s’en charge ?"),
    )


def expired(letter: Letter) -> Content:
    """The unit lost the case by its silence."""
    return _mail(
        letter,
        _("le délai est passé"),
        _("Le délai de réponse est passé : ce dossier quitte votre boîte de réception."),
        _("Si vous souhaitiez le suivre, dites-le à l’équipe d’orientation."),
        is_over=True,
    )


def message(letter: Letter) -> Content:
    """Somebody wrote on a case."""
    unit = letter.matter.unit
    who = _("%(unit)s a écrit sur ce dossier.", unit=unit) if unit else _("Un message vous attend sur ce dossier.")
    return _mail(letter, _("un nouveau message"), who)


def document(letter: Letter) -> Content:
    """Somebody added a document to a case."""
    unit = letter.matter.unit
    who = (
        _("%(unit)s a ajouté un document à ce dossier.", unit=unit)
        if unit
        else _("Un document a été ajouté à ce dossier.")
    )
    return _mail(letter, _("un nouveau document"), who)
