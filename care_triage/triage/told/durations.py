"""Months of rent, days of delay, weeks of cash, years of business: counts with their unit."""

import re
from collections.abc import Iterator
from typing import Final

from care_triage.triage.told.numbers import COUNT, count_of
from care_triage.triage.told.phrases import Found, holds
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


def durations(story: Story) -> Iterator[Found]:
    """Every counted time."""
    for match in _RENT.finditer(story.text):
        count = match["count"] or match["since"] or match["late"] or match["owed"]
        late = re.search(
            r"\b(?:retard|impaye\w*|dois|doit|devons|claim\w*|pas paye|paye pas|paye plus|plus paye|payer|depuis|reclame\w*|commandement|owe|behind|unpaid|du|dus)\b",
            story.text[slice(*story.sentence(match.start()))],
        )
        if late and holds(story, match.start(), match.end(), "nho"):
            yield Found("rent_months_due", count_of(count), match.start(), match.end())
            break
    yield from _overdue(story)
    for match in _CASH.finditer(story.text):
        days = count_of(match["count"] or match["ahead"]) * _days(match["unit"] or match["ahead_unit"])
        yield Found("cash_weeks", days // 7, match.start(), match.end(), sure=days % 7 == 0)
        break
    for match in _INSTALMENTS.finditer(story.text):
        if not re.search(r"\b(?:urs+af+|impots|echeancier|plan)\b", story.text[slice(*story.clause(match.start()))]):
            yield Found("missed_instalments", count_of(match["count"] or match["missed"]), match.start(), match.end())
            break
    for match in _YEARS.finditer(story.text):
        if holds(story, match.start(), match.end(), "o"):
            yield Found(
                "activity_years", count_of(match["count"] or match["en"] or match["made"]), match.start(), match.end()
            )
            break


def _overdue(story: Story) -> Iterator[Found]:
    for match in _OVERDUE.finditer(story.text):
        clause = story.text[slice(*story.sentence(match.start()))]
        if _PAYS_LATE.search(clause) and not re.search(
            r"\b(?:je (?:dois|paye|paie)|loyer|urs+af+|mes fournisseurs)\b", clause
        ):
            count = match["count"] or match["late"] or match["en"]
            unit = match["unit"] or match["late_unit"] or match["en_unit"]
            # Sixty days are said « deux mois »: exact to the month only.
            yield Found(
                "invoice_overdue_days", count_of(count) * _days(unit), match.start(), match.end(), _days(unit) < 30
            )
            return


def _days(unit: str) -> int:
    return next(days for name, days in _UNIT_DAYS.items() if unit.startswith(name))
