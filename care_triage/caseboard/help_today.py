"""Public aids and first steps beside the needs of a case, for whoever advises the owner."""

from care_triage.cases.queries.rows import CaseView
from care_triage.infra import clock
from care_triage.territory.queries import find_commune
from care_triage.triage.aids.shown import Today, today_for
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.i18n import language


def help_today(case: CaseView) -> tuple[Today, ...]:
    """For each need whose subject the viewer may know; nothing where the facts are kept from them."""
    if case.facts is None:
        return ()
    commune = find_commune(case.commune)
    codes = commune.territory_codes if commune else frozenset[str]()
    facts = {name: value for name, value in case.facts.items() if value is not None}
    subjects = dict.fromkeys(need.subject for need in case.needs if need.subject)
    found = (today_for(current_rule_set(), subject, facts, codes, clock.today(), language()) for subject in subjects)
    return tuple(today for today in found if today)
