"""Months of rent, days of delay, weeks of cash, years of business: counts with their unit."""

import re
from collections.abc import Iterator
from typing import Final

from care_triage.triage.told.counted import counted
from care_triage.triage.told.numbers import COUNT, count_of
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.text import Story

_UNIT_DAYS: Final = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "mois": 30, "month": 30, "trimestre": 90}
_UNIT: Final = r"(?P<unit>jours?|semaines?|mois|days?|weeks?|months?)"
_N: Final = rf"(?P<count>{COUNT})"

_RENT: Final = re.compile(
    rf"\b(?:{_N} (?:mois de loyers?|loyers?(?: \w+){{0,2}} (?:de retard|en retard|impayes?|pas payes?|dus)|loyers? impayes?|termes? (?:de loyer|impayes?)|months? (?:of rent|rent|behind on (?:the )?rent))"
    rf"|loyers?(?: \w+){{0,5}} (?:depuis|retard de) (?P<since>{COUNT}) mois|(?:retard|impayes?) de (?P<late>{COUNT}) (?:mois de )?loyers?|(?:dois|doit|devons|owe) (?P<owed>{COUNT}) loyers?)\b"
)
_OVERDUE: Final = re.compile(
    rf"\b(?:(?:factures?|client|clients|cliente|payee?s?|paye pas|paie pas|paient pas|reglee?s?|paiement|impayee?s?|regle pas|invoice|customer|unpaid)(?:[ ,]+\w+){{0,9}}?[ ,]+(?:depuis|il y a|a|retard de|for|plus de)(?: plus de| bientot| deja| presque| over)? {_N} {_UNIT}"
    rf"|(?P<late>{COUNT}) (?P<late_unit>jours?|semaines?|mois) de retard(?: de paiement)?|(?P<en>{COUNT}) (?P<en_unit>days?|weeks?|months?) (?:late|overdue))\b"
)
_PAYS_LATE: Final = re.compile(
    r"\b(?:clients?|cliente|factures?|donneurs? d ordres?|mairie|invoices?|customers?|me doi\w+|nous doi\w+)\b"
)
_I_OWE: Final = re.compile(r"\b(?:je (?:dois|paye|paie)|loyer|urs+af+|mes fournisseurs)\b")
_CASH: Final = re.compile(
    rf"\b(?:(?:tresorerie|treso|cash|argent|tenir|tiens|tenons|tiendra|tiendrai|survivre|de quoi (?:tenir|payer|voir venir)|reste|last|left)(?: \w+){{0,6}}? {_N} {_UNIT}|{_N.replace('count', 'ahead')} {_UNIT.replace('unit', 'ahead_unit')} (?:de tresorerie|de treso|de cash|devant (?:moi|nous)|of cash))\b"
)
_INSTALMENTS: Final = re.compile(
    rf"\b(?:{_N} (?:echeances?|mensualites?|traites|instalments?)(?: \w+){{0,5}} (?:impayees?|retard|rejetees?|pas (?:payees?|honorees?)|missed)|(?:rate|manque|loupe|saute|missed|pas paye|pas pu payer|rembourse) (?P<missed>{COUNT}) (?:echeances?|mensualites?|traites|instalments?))\b"
)
_YEARS: Final = re.compile(
    rf"\b(?:(?:a mon compte|installee?s?|artisan\w*|commercante?|gerante?|activite|entreprise|existe|en affaires|patronn?e?|in business|metier|boutique|restaurant|societe|boite|dirige|tiens|plombiere?|boulang\w+|coiffeuse|macon)(?: \w+){{0,5}} depuis (?:plus de |bientot |presque )?{_N} (?:ans|annees)"
    rf"|in business for (?P<en>{COUNT}) years|(?P<made>{COUNT}) (?:ans|annees) (?:d activite|d existence|de metier|a mon compte))\b"
)


_RENT_IS_LATE: Final = re.compile(
    r"\b(?:retard|impaye\w*|dois|doit|devons|claim\w*|pas paye|paye pas|paye plus|plus paye|payer|depuis|reclame\w*|commandement|owe|behind|unpaid|du|dus)\b"
)
_OTHER_PLANS: Final = re.compile(r"\b(?:urs+af+|impots|echeancier|plan)\b")


def durations(story: Story) -> Iterator[Found]:
    """Every counted time."""
    found = (
        counted(story, "rent_months_due", _RENT, "nho", accepts=lambda match: _RENT_IS_LATE.search(_sentence(story, match))),
        counted(
            story, "missed_instalments", _INSTALMENTS,
            accepts=lambda match: not _OTHER_PLANS.search(story.text[slice(*story.clause(match.start()))]),
        ),
        counted(story, "activity_years", _YEARS, "o"),
    )  # fmt: skip
    yield from filter(None, (*found, _cash(story), _overdue(story)))


def _cash(story: Story) -> Found | None:
    match = _CASH.search(story.text)
    if match is None:
        return None
    days = count_of(match["count"] or match["ahead"]) * _days(match["unit"] or match["ahead_unit"])
    return Found("cash_weeks", days // 7, match.start(), match.end(), sure=days % 7 == 0)


def _overdue(story: Story) -> Found | None:
    for match in _OVERDUE.finditer(story.text):
        sentence = _sentence(story, match)
        if _PAYS_LATE.search(sentence) and not _I_OWE.search(sentence):
            count = match["count"] or match["late"] or match["en"]
            unit = match["unit"] or match["late_unit"] or match["en_unit"]
            # Sixty days are said « deux mois »: exact to the month only.
            days = count_of(count) * _days(unit)
            return Found("invoice_overdue_days", days, match.start(), match.end(), _days(unit) < 30)
    return None


def _sentence(story: Story, match: re.Match[str]) -> str:
    return story.text[slice(*story.sentence(match.start()))]


def _days(unit: str) -> int:
    return next(days for name, days in _UNIT_DAYS.items() if unit.startswith(name))
