"""What the front door tells by mail: a second request that joined the first, and who writes for an owner."""

from care_triage.notifications.types import Letter
from care_triage.notifications.wording.content import Content, reference_row, titled
from care_triage.web.i18n import _


def joined(letter: Letter) -> Content:
    """A second request on the same subject was added to the open case."""
    reference = letter.matter.reference
    return Content(
        titled(reference, _("votre nouvelle demande est jointe à votre dossier")),
        (
            _("Vous avez déjà un dossier ouvert sur ce sujet. Ce que vous venez d’écrire y est ajouté : rien n’est perdu, et vous n’avez rien à raconter deux fois."),
            _("Voici le lien de votre page privée."),
        ),
        (reference_row(reference),), (), _("Ouvrir mon dossier"),
        (_("Si vous n’avez rien écrit aujourd’hui, appelez-nous : nous regarderons ensemble."),),
    )  # fmt: skip


def mandate_asked(letter: Letter) -> Content:
    """Somebody wrote for the owner, who has to agree."""
    reference = letter.matter.reference
    return Content(
        titled(reference, _("quelqu’un a écrit pour vous")),
        (
            _("%(who)s a déposé une demande d’aide pour votre entreprise.", who=_who(letter)),
            _("Dites-nous si vous êtes d’accord. Nous ne transmettons rien avant votre réponse, sauf urgence."),
        ),
        (reference_row(reference),), (), _("Répondre"),
        (_("Si vous ne connaissez pas cette personne, répondez non ou appelez-nous."),),
    )  # fmt: skip


def mandate_given(letter: Letter) -> Content:
    """Somebody wrote for the owner with their signed agreement, which can be ended."""
    reference = letter.matter.reference
    return Content(
        titled(reference, _("quelqu’un a écrit pour vous")),
        (
            _("%(who)s a déposé une demande d’aide pour votre entreprise, avec votre accord signé.", who=_who(letter)),
            _("Cette personne suit le dossier avec vous. Vous pouvez y mettre fin quand vous voulez."),
        ),
        (reference_row(reference),), (), _("Voir et décider"),
        (_("Si vous n’avez rien signé, dites-le-nous sur cette page ou appelez-nous."),),
    )  # fmt: skip


def mandate_ended(letter: Letter) -> Content:
    """Whoever wrote for the owner follows the case no more."""
    reference = letter.matter.reference
    return Content(
        titled(reference, _("vous ne suivez plus ce dossier")),
        (_("Le dirigeant suit maintenant seul son dossier. Votre lien ne l’ouvre plus."),
         _("Merci de l’avoir aidé à faire le premier pas.")),
        (reference_row(reference),),
    )  # fmt: skip


def _who(letter: Letter) -> str:
    name, organisation = letter.matter.adviser or "", letter.matter.unit
    return f"{name} ({organisation})" if organisation else name
