"""For each kind of finding one sentence, and the fix proposed."""

from collections.abc import Mapping
from dataclasses import dataclass

from care_triage.rules.verification import Finding
from care_triage.web.i18n import _, language, ngettext

Told = tuple[str, str]
"""A sentence and the fix proposed."""


@dataclass(frozen=True)
class Named:
    """A finding, and its details with labels instead of codes."""

    finding: Finding
    details: Mapping[str, str]

    @property
    def rule(self) -> str:
        """The rule to look at first."""
        return self.finding.rules[0] if self.finding.rules else ""

    @property
    def others(self) -> str:
        """The other rules concerned."""
        return ", ".join(self.finding.rules[1:])

    @property
    def sort(self) -> str:
        """Which form of the finding this is."""
        return self.finding.details.get("sort", "")


def unreachable(named: Named) -> Told:
    """A rule that can never fire."""
    if "valid_until" in named.details:
        return (
            _("La règle « %(rule)s » n’est plus valable après le %(day)s : elle ne s’appliquera plus.",
              rule=named.rule, day=named.details["valid_until"]),
            _("Retirez-la, ou prolongez sa validité."),
        )  # fmt: skip
    if "impossible" in named.details:
        return (
            _("La règle « %(rule)s » ne s’appliquera jamais : ses conditions ne peuvent pas être vraies ensemble. %(why)s",
              rule=named.rule, why=named.details["impossible"]),
            _("Corrigez l’une de ses conditions, ou retirez la règle."),
        )  # fmt: skip
    return (
        _("La règle « %(rule)s » ne s’appliquera jamais : aucune demande possible ne remplit sa condition sur %(facts)s.",
          rule=named.rule, facts=named.details["facts"]),
        _("Corrigez cette condition, ou retirez la règle."),
    )  # fmt: skip


def hidden(named: Named) -> Told:
    """A rule that changes nothing because of others."""
    fix = _("Retirez-la, ou donnez-lui un rang, un rôle ou une condition qui la distingue.")
    others = len(named.finding.rules) - 1
    if others == 1:
        return (
            _("La règle « %(rule)s » ne change jamais rien : partout où elle s’applique, « %(others)s » en dit déjà autant.",
              rule=named.rule, others=named.others),
            fix,
        )  # fmt: skip
    text = ngettext(
        "La règle « %(rule)s » ne change jamais rien : partout où elle s’applique, %(num)s autre règle en dit déjà autant.",
        "La règle « %(rule)s » ne change jamais rien : partout où elle s’applique, l’une de %(num)s autres règles en dit "
        "déjà autant.",
        others, rule=named.rule,
    )  # fmt: skip
    return text, fix


def duplicate(named: Named) -> Told:
    """A rule said twice."""
    return (
        _("La règle « %(rule)s » dit la même chose que « %(others)s ».", rule=named.rule, others=named.others),
        _("Gardez l’une des deux."),
    )


def contradiction(named: Named) -> Told:
    """Two rules that state different things of one topic."""
    first, second = named.details["first"], named.details["second"]
    if named.finding.details["topic"] == "court":
        text = _("Les règles « %(rule)s » et « %(other)s » s’appliquent ensemble et désignent deux tribunaux : %(partners)s.",
                 rule=named.rule, other=named.others, partners=named.details["partners"])  # fmt: skip
    else:
        text = _("Les règles « %(rule)s » et « %(other)s » s’appliquent ensemble et comptent autrement le même délai légal "
                 "(%(first)s jours, %(second)s jours).",
                 rule=named.rule, other=named.others, first=first.split(" ")[0], second=second.split(" ")[0])  # fmt: skip
    return text, _("Ajoutez à l’une une condition qui exclut l’autre.")


def two_leads(named: Named) -> Told:
    """Two partners for the one lead."""
    return (
        _("Les règles « %(rule)s » et « %(other)s » donnent deux pilotes de même rang (%(rank)s) : %(partners)s. "
          "L’ordre des règles décide seul.",
          rule=named.rule, other=named.others, rank=named.details["rank"], partners=named.details["partners"]),
        _("Donnez à l’une un rang plus petit, ou une condition qui exclut l’autre."),
    )  # fmt: skip


def gap(named: Named) -> Told:
    """Requests that nobody leads."""
    subject = named.details.get("value", "")
    sentences = {
        "never": _("Aucune règle ne donne de pilote au sujet « %(subject)s ».", subject=subject),
        "answered": _("Sur le sujet « %(subject)s », certaines situations ne mènent à aucun pilote.", subject=subject),
        "silent": _("Sans aucune réponse, personne ne pilote le sujet « %(subject)s ».", subject=subject),
        "unanswered": _("Sur le sujet « %(subject)s », personne ne pilote tant que d’autres questions restent sans réponse.",
                        subject=subject),
    }  # fmt: skip
    return sentences[named.sort], _(
        "Ajoutez une règle pilote de rang élevé qui ne lit que le sujet, ou une règle pour l’exemple."
    )


def cut_off(named: Named) -> Told:
    """A check that stopped."""
    if named.details["limit"] == "cancelled":
        return _("La vérification a été interrompue."), _("Relancez-la pour tout voir.")
    if named.details["limit"] == "findings":
        text = ngettext("La liste s’arrête à %(num)s constat de cette sorte.",
                        "La liste s’arrête à %(num)s constats de cette sorte.", int(named.details["number"]))  # fmt: skip
        return text, _("Corrigez ceux-ci, puis vérifiez de nouveau.")
    if named.rule:
        text = _("La règle « %(rule)s » est trop longue à vérifier jusqu’au bout.", rule=named.rule)
    else:
        text = _("Ces règles sont trop nombreuses à vérifier ici jusqu’au bout.")
    return text, _("Lancez la vérification complète des règles.")


def unknown_code(named: Named) -> Told:
    """A cell that cannot be read, or a territory that is not served."""
    if named.sort == "place":
        text = ngettext(
            "%(num)s règle nomme le territoire « %(code)s », où aucune commune n’est servie.",
            "%(num)s règles nomment le territoire « %(code)s », où aucune commune n’est servie.",
            len(named.finding.rules), code=named.details["code"],
        )  # fmt: skip
        return text, _("Vérifiez ce code ; s’il est juste, il servira quand ce territoire sera desservi.")
    problem = named.details["problem" if language() == "fr" else "problem_en"]
    text = _("Règle « %(rule)s », %(fact)s : %(problem)s", rule=named.rule, fact=named.details["fact"], problem=problem)
    if not named.details["fact"]:
        text = _("Règle « %(rule)s » : %(problem)s", rule=named.rule, problem=problem)
    return text, _("Choisissez dans la liste, ou corrigez la case.")


def unconditional(named: Named) -> Told:
    """A rule for everybody."""
    text = _("Sans condition, la règle « %(rule)s » s’appliquerait à toutes les demandes.", rule=named.rule)
    return text, _("Dites au moins de quel sujet elle parle.")


def bad_clock(named: Named) -> Told:
    """A legal date that cannot be counted."""
    if "days" in named.details:
        text = _("Le délai légal de la règle « %(rule)s » remonte le temps.", rule=named.rule)
        return text, _("Donnez un nombre de jours positif, ou zéro.")
    return (
        _("Le délai légal de la règle « %(rule)s » court depuis « %(fact)s », qui n’est pas une date connue.",
          rule=named.rule, fact=named.details["fact"]),
        _("Choisissez une information qui est une date."),
    )  # fmt: skip


def no_unit(named: Named) -> Told:
    """A partner that is not there."""
    fix = _("Étendez le territoire d’une antenne, ou ajoutez un autre pilote pour ce territoire.")
    if named.sort == "kind":
        text = ngettext(
            "%(partner)s n’a pas d’antenne dans %(num)s commune servie, par exemple %(commune)s.",
            "%(partner)s n’a pas d’antenne dans %(num)s communes servies, par exemple %(commune)s.",
            int(named.details["count"]), partner=named.details["partner"], commune=named.details["commune"],
        )  # fmt: skip
        return text, fix
    return (
        _("Sur le sujet « %(subject)s », la règle « %(rule)s » donne pour pilote %(partner)s, qui n’a pas d’antenne là, "
          "et personne d’autre n’y pilote.",
          subject=named.details["subject"], rule=named.rule, partner=named.details["partner"]),
        fix,
    )  # fmt: skip


def dead_partner(named: Named) -> Told:
    """A partner without any unit."""
    text = ngettext(
        "%(num)s règle fait appel à %(partner)s, qui n’a aucune antenne active.",
        "%(num)s règles font appel à %(partner)s, qui n’a aucune antenne active.",
        len(named.finding.rules), partner=named.details["partner"],
    )  # fmt: skip
    return text, _("Ouvrez une antenne, ou choisissez un autre partenaire.")


def unread_question(named: Named) -> Told:
    """A question whose answer changes nothing."""
    return (
        _("Sur le sujet « %(subject)s », la réponse à « %(fact)s » ne change rien : aucune règle ne la lit.",
          subject=named.details["subject"], fact=named.details["fact"]),
        _("Retirez la question, ou écrivez la règle qui s’en sert."),
    )  # fmt: skip


def unasked_fact(named: Named) -> Told:
    """A fact that rules need and nobody asks for."""
    count, fact = len(named.finding.rules), named.details["fact"]
    if named.sort == "never":
        text = ngettext(
            "%(num)s règle lit « %(fact)s », qu’aucune question ne demande.",
            "%(num)s règles lisent « %(fact)s », qu’aucune question ne demande.",
            count, fact=fact,
        )  # fmt: skip
        return text, _("Ajoutez la question, ou retirez la condition.")
    text = ngettext(
        "%(num)s règle lit « %(fact)s », que ses sujets ne demandent pas ; d’autres sujets le font.",
        "%(num)s règles lisent « %(fact)s », que leurs sujets ne demandent pas ; d’autres sujets le font.",
        count, fact=fact,
    )  # fmt: skip
    return text, _("Ajoutez la question à ces sujets si les règles doivent pouvoir s’appliquer seules.")
