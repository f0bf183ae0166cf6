"""What cannot be done with a draft of rules, in words a person can act on."""

from care_triage.infra.errors import Conflict, DomainError, Forbidden, NotFound
from care_triage.rulebook.types import RowProblem, RuleFields


class DraftNotFound(NotFound):
    """There is no draft with this id."""

    message = "Ce projet de règles n’existe pas."


class RuleNotFound(NotFound):
    """The draft has no rule with this id."""

    message = "Cette règle n’existe pas dans ce projet."


class RowChangedMeanwhile(Conflict):
    """Another author saved this rule after the page was shown. `theirs` is what stands now; None: they removed it."""

    message = "%(by)s a modifié cette règle pendant que vous écriviez. Comparez avant d’enregistrer."

    def __init__(self, theirs: RuleFields | None, by: str, revision: int) -> None:
        self.theirs = theirs
        self.by = by
        self.revision = revision
        super().__init__(by=by)


class RuleIdTaken(DomainError):
    """An added rule would bear the name of another."""

    message = "Une règle porte déjà ce nom. Choisissez-en un autre."


class BadRuleId(DomainError):
    """The name of an added rule is not made of small letters, digits and dashes."""

    message = "Le nom d’une règle s’écrit en minuscules sans accent, avec des chiffres et des tirets (80 au plus)."


class DraftNotOpen(Conflict):
    """Rules are written only while the draft is open."""

    message = "Ce projet n’est plus ouvert : ses règles ne peuvent plus être modifiées."


class WrongStep(Conflict):
    """The draft is not where this step starts."""

    message = "Ce projet a changé d’étape entre-temps. Rechargez la page pour voir où il en est."


class DraftChangedMeanwhile(Conflict):
    """The draft is no longer the one that the person read."""

    message = "Ce projet a été modifié depuis que vous l’avez lu. Relisez-le avant de décider."


class EmptyDraft(DomainError):
    """The draft says what its base says."""

    message = "Ce projet ne change rien aux règles en vigueur."


class DraftHasErrors(DomainError):
    """Some rules cannot be published as they are."""

    message = "Ce projet contient des erreurs : corrigez-les avant de continuer (%(rules)s)."

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        self.problems = problems
        super().__init__(rules=", ".join(sorted({problem.rule_id for problem in problems})))


class DraftContested(Conflict):
    """A version published since has changed the same rules."""

    message = "Une version publiée depuis a changé les mêmes règles. Tranchez d’abord : %(rules)s."


class DraftOutdated(Conflict):
    """A version was published since the draft began: it must be carried over first."""

    message = "Une autre version a été publiée depuis. Mettez ce projet à jour avant de continuer."


class OwnDraft(Forbidden):
    """Nobody approves what they wrote."""

    message = "Vous avez écrit dans ce projet : une autre personne doit l’approuver."


class VerificationMissing(Conflict):
    """The draft, as it is now, was not verified to the end."""

    message = "La vérification complète de ce projet, tel qu’il est maintenant, n’est pas faite."


class VerificationHasErrors(Conflict):
    """The whole verification found what must not be published."""

    message = "La vérification complète a trouvé des erreurs : un projet qui en contient ne peut pas être publié."


class ReplayMissing(Conflict):
    """Nobody has replayed the draft, as it is now, over the past."""

    message = "Rejouez d’abord ce projet, tel qu’il est maintenant, sur les demandes passées."


class ReasonMissing(DomainError):
    """Requests would lose their lead, and nobody said why this is wanted."""

    message = "Des demandes perdraient leur pilote : dites pourquoi ce projet doit être publié quand même."


class ReplayNotFound(NotFound):
    """The draft has no such replay, or the request is not among its changes."""

    message = "Ce rejeu n’existe pas, ou cette demande n’y change pas."
