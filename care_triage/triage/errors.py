"""What triage cannot do, in words a person can act on."""

from care_triage.infra.errors import DomainError, NotFound


class NoRuleSet(DomainError):
    """No rule set has been published yet."""

    status = 503
    message = "Le service n’est pas encore prêt : aucune règle n’est publiée. Appelez-nous, nous vous répondrons."


class DecisionNotFound(NotFound):
    """There is no stored decision with this id."""

    message = "Cette décision d’orientation n’existe pas."
