"""The dates that bind a case by law, for those who advise: the earliest first, whatever the need."""

from collections.abc import Iterable

from care_triage.cases.queries.rows import NeedRow
from care_triage.triage.queries.legal_dates import LegalDates, legal_dates_of
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.i18n import language


def dates_of_case(needs: Iterable[NeedRow]) -> LegalDates:
    """The legal dates of the needs that the viewer may read; one that two needs share is said once."""
    found = [legal_dates_of(need) for need in needs]
    dates = dict.fromkeys(each for one in found for each in one.dates)
    dateless = dict.fromkeys(each for one in found for each in one.dateless)
    return LegalDates(tuple(sorted(dates, key=lambda each: each.due_on)), tuple(dateless))


def fact_label(name: str) -> str:
    """What a fact is called; its name when the rules in force no longer know it."""
    fact = current_rule_set().document.fact_by_name.get(name)
    return fact.label(language()) if fact else name
