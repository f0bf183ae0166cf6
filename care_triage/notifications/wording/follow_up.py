"""What is written around the end of a request, and when its owner asks for news."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content, reference_row, titled
from care_triage.web.dates import absolute
from care_triage.web.i18n import _


def _mail(letter: Letter, title: str, *paragraphs: str, link: str = "", closing: tuple[str, ...] = ()) -> Content:
    reference, urgent = letter.matter.reference, letter.matter.urgent and letter.kind.startswith("unit_")
    return Content(
        titled(reference, title, urgent=urgent), paragraphs, (reference_row(reference),), (),
        link or _("Ouvrir mon dossier"), closing,
    )  # fmt: skip


def reopened(letter: Letter) -> Content:
    """The request is taken up again."""
    return _mail(
        letter,
        _("votre demande est reprise"),
        _("Votre demande est reprise, sans rien redire : les personnes qui la suivaient sont prévenues en premier."),
        _("Votre page dit qui s’en occupe et quand vous aurez des nouvelles."),
    )


def erasure(letter: Letter) -> Content:
    """The data will be erased tomorrow, unless the owner changes their mind."""
    due = letter.matter.expires_at
    return _mail(
        letter,
        _("vos données seront effacées"),
        _("Comme vous l’avez demandé, vos données seront effacées %(date)s.", date=absolute(due) if due else "—"),
        _(
            "Jusque-là, vous pouvez changer d’avis sur votre page, en un geste. Ensuite, personne ne pourra revenir en arrière."
        ),
        closing=(
            _("Après l’effacement, nous n’aurons plus votre adresse : ce message est le dernier à ce sujet."),
            _("Si ce n’était pas vous, ouvrez votre page et annulez, ou appelez-nous."),
        ),
    )


def opinion(letter: Letter) -> Content:
    """How did it go?"""
    matter = letter.matter
    if matter.later:
        first = _("Votre demande est terminée depuis un mois. Comment allez-vous, et où en est votre entreprise ?")
    elif matter.helped:
        first = _("Votre demande est terminée. Est-ce que cela vous a aidé ?")
    else:
        first = _("Votre demande est terminée, et nous ne vous avons peut-être pas apporté l’aide que vous espériez.")
    return _mail(
        letter,
        _("comment cela s’est-il passé ?"),
        first,
        _(
            "Trois questions, une minute. Rien n’est obligatoire, et votre réponse nous aide à mieux faire, surtout si elle est sévère."
        ),
        link=_("Répondre"),
        closing=(_("Vous n’avez pas envie de répondre ? Ne faites rien : nous n’insisterons pas."),),
    )


def unit_reopened(letter: Letter) -> Content:
    """For whoever had the case."""
    return _mail(
        letter,
        _("le dirigeant reprend sa demande"),
        _(
            "Le dirigeant reprend cette demande, terminée il y a moins de trente jours. Elle vous revient en premier : vous la connaissez."
        ),
        _("Son message dit pourquoi."),
        link=_("Ouvrir le dossier"),
    )


def unit_nudged(letter: Letter) -> Content:
    """For whoever is at work, and for coordinators."""
    return _mail(
        letter,
        _("le dirigeant attend des nouvelles"),
        _(
            "Le dirigeant nous dit que rien n’a bougé sur son dossier. Un mot suffit souvent : où en êtes-vous, et quand aura-t-il la suite ?"
        ),
        link=_("Ouvrir le dossier"),
    )


def unit_erasure(letter: Letter) -> Content:
    """Whoever received the data is told of their erasure."""
    due = letter.matter.expires_at
    return _mail(
        letter,
        _("le dirigeant demande l’effacement de ses données"),
        _(
            "Le dirigeant demande l’effacement de ses données. CARE les effacera %(date)s, et la demande sera retirée.",
            date=absolute(due) if due else "—",
        ),
        _(
            "Ce que vous en avez gardé de votre côté est concerné aussi (RGPD, articles 17 et 19), sauf ce que la loi vous oblige à conserver."
        ),
        link=_("Ouvrir le dossier"),
    )
