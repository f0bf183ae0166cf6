"""Who is owed money: every mention of a creditor, and what of it becomes a fact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from care_triage.triage.told import context
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.text import Story

# topic: (code of public_debts, code of creditor)
PUBLIC: Final = {
    "urssaf": ("urssaf", "urssaf"), "msa": ("msa", "msa"), "tva": ("fiscal_tva", "impots"), "is": ("fiscal_is", "impots"),
    "cfe": ("fiscal_cfe", "impots"), "pas": ("fiscal_autre", "impots"), "impots": ("fiscal_is", "impots"),
    "retraite": ("retraite", "autre"), "douane": ("douane", "autre"),
}  # fmt: skip
_PRIVATE: Final = {"banque": "banque", "fournisseur": "fournisseur", "loyer": "bailleur", "leaser": "banque", "assurance": "autre", "salaires": "salarie"}  # fmt: skip
_NAMES: Final = {
    "urssaf": r"urs+af+e?s?|usraf|ursaf|urs+a|ursaff|urs{1,2}af|rsi|cpsti|ssi|cotisations?(?: sociales| patronales| urssaf)?|charges sociales|social (?:security )?contributions?|cgss",
    "msa": r"msa|mutualite sociale agricole|cotisations agricoles",
    "tva": r"tva|t v a|vat|taxe sur la valeur ajoutee",
    "is": r"impots? sur (?:les |le )?(?:societes?|benefices?|revenus?)|l is|d is|ir|corporate tax|corporation tax|income tax",
    "cfe": r"cfe|cotisations? fonciere(?: des entreprises)?|taxes? foncieres?|cvae|taxe professionnelle",
    "pas": r"prelevement a la source|taxe sur les salaires|pas de mes salaries|withholding tax|taxe d apprentissage",
    "impots": r"impots?|fisc|fiscales?|fiscaux|sie|dgfip|tresor(?: public)?|finances publiques|perception|centre des impots|service des impots|tax (?:office|man|authorit\w+|debts?)|taxes",
    "retraite": r"agirc(?: arrco)?|arrco|caisses? de retraite|retraite complementaire|malakoff\w*|ag2r\w*|pro ?btp|klesia|humanis|cipav|cnbf|carmf|carpimko|prevoyance|pension fund",
    "douane": r"douanes?|customs",
    "banque": r"banques?|banquiers?|prets?(?! (?:a|de quoi)\b)|emprunts?|credits?(?! d impot| de tva)|decouverts?|pge|bpi\w*|bank|loans?|overdraft",
    "fournisseur": r"fournisseurs?|suppliers?|grossistes?|metro|negoce",
    "loyer": r"loyers?|bailleurs?|bailleresse|proprietaires?|proprio|landlord|rent|sci proprietaire",
    "leaser": r"leasing|credit bail|leasers?|lld|loa|locam|grenke|affactur\w*|factor",
    "assurance": r"mutuelles?|assureurs?|assurances?",
    "salaires": r"salaires?|prud ?h?ommes|indemnites? de licenciement|wages",
    "client": r"clients?|clientes?|factures?|impayes?|donneurs? d ordres?|chantiers?|devis|customers?|invoices?",
    "besoin": r"il (?:me|nous) (?:manque|faut|faudrait)|manque|besoin|cherche|cherchons|chercher|trouver|emprunter|financer|financement|investir|investissement|acheter|achat|pret de|need|borrow|reste (?:a financer|a trouver)",
    "autre": r"chiffre d affaires?|ca|c a|benefices?|resultat|capital|ventes?|turnover|par mois|salaire de|remuneration|amendes?|perte|pertes|perdu|stock",
}
_TOPIC: Final = re.compile(
    "|".join(
        rf"(?P<{topic}>\b(?:{names})\b)"
        for topic, names in sorted(
            _NAMES.items(),
            key=lambda item: (
                ("cfe", "pas", "is", "msa", "autre", "leaser").index(item[0])
                if item[0] in ("cfe", "pas", "is", "msa", "autre", "leaser")
                else 9
            ),
        )
    )
)
_OWED: Final = re.compile(
    r"\b(?:doi[st]|devons|doivent|du|dus|due|dettes?|retards?|impayee?s?|arrieres?|payer|paye|payes|payee|regler|regle|rembourser|reclame\w*|demande\w*|m[ie]ses? en demeur\w*|contraintes?|saisie?s?|saisit|atd|satd"
    r"|echeanciers?|echeances?|majorations?|penalites?|poursuit|relance\w*|huissier|commissaire de justice|bloque|rappel|redressement|trimestres?|assigne\w*|assignation|owe|owes|owed|behind|unpaid|arrears|debts?|pay|commandement|etaler|etalement|injonction|creance)\b"
)
_OWED_TO_ME: Final = re.compile(
    rf"\b(?:{context.OWES_ME}|remboursement|rembourse (?:pas|plus)|credit de tva|doit me|qui me)\b"
)
_PAID: Final = re.compile(
    r"\b(?:a jour|bien paye|toujours paye|tout paye|rien du|dois rien|doit rien|pas de dettes?|aucune dette|up to date|sauf|ok avec|pas de retard|aucun retard)\b"
)
_REFUND: Final = re.compile(
    r"\b(?:attestation|compte|numero|taux|question|soumis\w*|assujetti\w*|mediation|facturer|inscri\w*|declarer|exoneration|franchise|regime|credit d impot)\b[^.]{0,12}$"
)


_LONGEST_LISTED: Final = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic named at a place."""

    topic: str
    start: int
    end: int


def mentions(story: Story) -> Sequence[Mention]:
    """Every creditor and purpose named, in order."""
    return [Mention(match.lastgroup or "", match.start(), match.end()) for match in _TOPIC.finditer(story.text)]


def creditors(story: Story, named: Sequence[Mention]) -> Iterator[Found]:
    """Public debts, one per code, and who claims the money."""
    owed = [mention for mention in named if _is_owed(story, mention)]
    for code, mention in _public(owed):
        generic = mention.topic == "impots"
        yield Found("public_debts", (code,), mention.start, mention.end, sure=not generic)
    claims = {_creditor(mention.topic): mention for mention in reversed(owed) if _creditor(mention.topic)}
    if claims:
        code, mention = min(claims.items(), key=lambda item: item[1].start)
        # A bank or wages named beside a debt are seldom who claims it.
        sure = len(claims) == 1 and code not in ("banque", "salarie", "autre")
        yield Found("creditor", code, mention.start, mention.end, sure)


def _public(owed: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    topics = {mention.topic for mention in owed}
    seen = set()
    for mention in owed:
        if mention.topic == "impots" and topics & {"tva", "is", "cfe", "pas"}:
            continue
        # Contributions of a farmer go to MSA, others to Urssaf.
        topic = "msa" if mention.topic == "urssaf" and "msa" in topics else mention.topic
        code = PUBLIC.get(topic, ("", ""))[0]
        if code and code not in seen:
            seen.add(code)
            yield code, mention


def _creditor(topic: str) -> str:
    return PUBLIC[topic][1] if topic in PUBLIC else _PRIVATE.get(topic, "")


DEBTS: Final = frozenset(PUBLIC)


def is_not_owed(story: Story, start: int, end: int) -> bool:
    """Paid, to be paid back to the teller, or somebody else's debt."""
    clause = story.text[slice(*story.clause(start))]
    return bool(_OWED_TO_ME.search(clause) or _PAID.search(clause)) or context.is_of_others(story, start, end)


def _is_owed(story: Story, mention: Mention) -> bool:
    if mention.topic in ("client", "besoin", "autre"):
        return False
    start, end = story.sentence(mention.start)
    start, end = max(start, mention.start - 160), min(end, mention.end + 100)
    around = story.text[start:end]
    clause = story.text[slice(*story.clause(mention.start))]
    if not _OWED.search(around) or _OWED_TO_ME.search(clause) or _PAID.search(clause):
        return False
    # Named in another clause than the debt: one of a list at most, or it is beside the point.
    is_listed = mention.topic in PUBLIC and len(clause.split()) <= _LONGEST_LISTED
    if not _OWED.search(clause) and not is_listed:
        return False
    return not (
        context.is_negated(story, mention.start)
        or _REFUND.search(story.before(mention.start, 30))
        or (context.is_of_others(story, mention.start, mention.end) and mention.topic not in ("fournisseur", "loyer"))
    )
