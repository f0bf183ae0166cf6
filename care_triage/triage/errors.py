"""What triage cannot do, in words a person can act on."""

from care_triage.infra.errors import Conflict, DomainError, NotFound


class NoRuleSet(DomainError):
    """No rule set has been published yet."""

    status = 503
    message = "Le service n’est pas encore prêt : aucune règle n’est publiée. Appelez-nous, nous vous répondrons."


class VersionNotFound(NoRuleSet):
    """No rule set with this number was published."""

    status = 404
    message = "Cette version des règles n’existe pas."


class DecisionNotFound(NotFound):
    """There is no stored decision with this id."""

    message = "Cette décision d’orientation n’existe pas."


class TakesEffectTooEarly(DomainError):
    """A version may not take effect in the past, nor before another that is already published."""

    message = "Une version ne peut prendre effet ni dans le passé, ni avant une autre déjà publiée."


class VersionInForce(Conflict):
    """What has taken effect cannot be taken back: decisions rest on it."""

    message = "Cette version a pris effet : elle ne peut plus être annulée. Remettez en vigueur une version précédente."
