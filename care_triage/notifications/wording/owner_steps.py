"""What the owner reads at each step: who has the request, by when they answer, how it ended, what comes next."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from care_triage.cases.types import WITHOUT_HELP, Outcome, ReferralRole
from care_triage.notifications.types import Letter, Line
from care_triage.notifications.wording.content import Content, by_subject, reference_row, text_of, titled
from care_triage.web.dates import absolute
from care_triage.web.i18n import _, lazy


def _mail(letter: Letter, title: str, *paragraphs: str, rows: tuple[tuple[str, str], ...] = ()) -> Content:
    reference = letter.matter.reference
    return Content(titled(reference, title), paragraphs, (reference_row(reference), *rows), (), _("Ouvrir mon dossier"))


def sent(letter: Letter) -> Content:
    """Who received the request, what about, and by when they answer."""
    matter = letter.matter
    if matter.lines:
        first = _("Votre demande est transmise. Voici qui la reçoit :")
    else:
        first = _("Votre demande est transmise. Votre page dit à qui, et quand vous aurez une réponse.")
    return Content(
        titled(matter.reference, _("votre demande est transmise")),
        (first,),
        (reference_row(matter.reference),),
        by_subject(matter.lines, _recipient),
        _("Ouvrir mon dossier"),
        (_("Pourquoi ces partenaires ? Votre page l’explique. Vous n’avez rien à faire d’ici là."),),
    )


def _recipient(line: Line) -> str:
    unit = _("%(unit)s, en appui", unit=line.unit) if line.role is ReferralRole.SUPPORT else line.unit
    if line.by_at is None:
        return unit
    return _("%(unit)s : réponse au plus tard %(date)s", unit=unit, date=absolute(line.by_at))


def on_desk(letter: Letter) -> Content:
    """A person of the collective looks at the request."""
    return _mail(
        letter,
        _("une personne étudie votre demande"),
        _("Une personne du collectif étudie votre demande et vous répond elle-même."),
        _("Vous n’avez rien à faire. Vous pouvez compléter votre demande sur votre page à tout moment."),
    )


def accepted(letter: Letter) -> Content:
    """Somebody took the request."""
    matter = letter.matter
    if matter.unit is None:
        who = _("Une personne s’occupe de votre demande. Votre page dit qui, et quelle est la suite.")
    elif matter.adviser is None:
        who = _("%(unit)s s’occupe de votre demande.", unit=matter.unit)
    else:
        who = _("%(adviser)s, %(unit)s, s’occupe de votre demande.", adviser=matter.adviser, unit=matter.unit)
    return _mail(
        letter,
        _("une personne s’occupe de votre demande"),
        who,
        _("Vous pouvez lui écrire depuis votre page."),
        rows=_subject_rows(letter) + _next_step(letter),
    )


def _next_step(letter: Letter) -> tuple[tuple[str, str], ...]:
    by_at = next((line.by_at for line in letter.matter.lines), None)
    return ((_("Prochaine étape au plus tard"), absolute(by_at)),) if by_at else ()


def _subject_rows(letter: Letter) -> tuple[tuple[str, str], ...]:
    return tuple((_("Sujet"), text_of(line.subject)) for line in letter.matter.lines)


def awaited(letter: Letter) -> Content:
    """It is the owner's move."""
    unit, until = letter.matter.unit, letter.matter.until_on
    who = (
        _("%(unit)s a besoin d’une réponse ou d’un document de votre part pour continuer.", unit=unit)
        if unit
        else _("Une réponse ou un document de votre part est nécessaire pour continuer.")
    )
    return _mail(
        letter,
        _("votre réponse est attendue"),
        who,
        _("Votre page dit ce qui est demandé. Si c’est difficile à réunir, dites-le : on trouvera avec vous."),
        rows=_subject_rows(letter) + (((_("Si possible avant"), absolute(until)),) if until else ()),
    )


_ENDS: Mapping[Outcome, LazyString] = {
    Outcome.HELPED: lazy("%(unit)s a terminé son travail : une aide vous a été apportée."),
    Outcome.NO_SOLUTION: lazy("%(unit)s n’a pas trouvé de solution."),
    Outcome.NOT_ELIGIBLE: lazy("%(unit)s ne peut pas vous aider : les conditions de son aide ne sont pas réunies."),
    Outcome.UNREACHABLE: lazy("%(unit)s n’a pas réussi à vous joindre."),
    Outcome.GAVE_UP: lazy("%(unit)s a terminé : vous n’avez pas souhaité continuer."),
    Outcome.WRONG_PROBLEM: lazy("%(unit)s a vu avec vous que le problème était différent."),
}


def closed(letter: Letter) -> Content:
    """How a referral ended, and what comes next."""
    matter = letter.matter
    if matter.outcome is None or matter.unit is None:
        end = _("Un partenaire a terminé son travail.")
    else:
        # The unit is put in afterwards: a lazy text is looked up before its places are filled.
        end = str(_ENDS[matter.outcome]).replace("%(unit)s", matter.unit)
    return _mail(letter, _("une étape est terminée"), end, _after(letter), rows=_subject_rows(letter))


def _after(letter: Letter) -> str:
    outcome, roles = letter.matter.outcome, {line.role for line in letter.matter.lines}
    if outcome is None:
        return _("Votre page dit comment, et quelle est la suite.")
    if outcome in WITHOUT_HELP and ReferralRole.LEAD in roles:
        return _("Une personne du collectif reprend votre demande et cherche une autre voie avec vous.")
    if outcome in WITHOUT_HELP:
        return _("Les autres partenaires de votre dossier continuent.")
    if outcome is Outcome.HELPED:
        return _("Votre page reste ouverte : écrivez-nous si le problème revient.")
    return _("Si vous souhaitez reprendre, écrivez-le sur votre page ou appelez-nous.")
