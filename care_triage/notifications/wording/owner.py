"""What the owner reads about the request itself, its link and the words exchanged."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content, reference_row, titled
from care_triage.web.i18n import _


def _mail(letter: Letter, title: str, *paragraphs: str, closing: tuple[str, ...] = ()) -> Content:
    reference = letter.matter.reference
    return Content(
        titled(reference, title), paragraphs, (reference_row(reference),), (), _("Ouvrir mon dossier"), closing
    )


def received(letter: Letter) -> Content:
    """The request arrived; who receives it follows in a mail of its own."""
    return _mail(
        letter,
        _("votre demande est bien arrivée"),
        _("Nous avons bien reçu votre demande. Vous n’avez rien d’autre à faire pour l’instant."),
        _("Nous vous écrivons dès que nous savons qui s’en occupe et quand vous aurez une réponse."),
        closing=(
            _("Gardez ce message : son lien ouvre votre page privée, sans mot de passe. "
              "Vous y suivez votre dossier, vous répondez, vous ajoutez des documents."),
            _("Vous y lisez aussi ce que vous pouvez faire dès aujourd’hui, et les aides à regarder."),
            _("Ne transmettez ce lien qu’à une personne de confiance."),
        ),
    )  # fmt: skip


def link(letter: Letter) -> Content:
    """A fresh private link."""
    return _mail(
        letter,
        _("votre lien"),
        _("Voici le lien de votre page privée, comme vous l’avez demandé."),
        closing=(_("Si vous n’avez rien demandé, vous pouvez ignorer ce message."),),
    )


def withdrawn(letter: Letter) -> Content:
    """The request was taken back."""
    return _mail(
        letter,
        _("votre demande est retirée"),
        _("Votre demande est retirée, comme vous l’avez souhaité. Les partenaires sont prévenus."),
        closing=(_("Si ce n’était pas vous, appelez-nous."),),
    )


def message(letter: Letter) -> Content:
    """Somebody wrote to the owner."""
    unit = letter.matter.unit
    who = _("%(unit)s vous a écrit.", unit=unit) if unit else _("Une personne qui suit votre dossier vous a écrit.")
    return _mail(letter, _("vous avez un message"), who, _("Pour le lire et y répondre, ouvrez votre page."))


def document(letter: Letter) -> Content:
    """Somebody added a document for the owner."""
    unit = letter.matter.unit
    who = (
        _("%(unit)s a ajouté un document pour vous.", unit=unit)
        if unit
        else _("Une personne qui suit votre dossier a ajouté un document pour vous.")
    )
    return _mail(letter, _("vous avez un document"), who, _("Pour l’ouvrir, allez sur votre page."))
