"""The firm of a request: chosen among those found, corrected, left again, or not looked for. Never needed."""

from collections.abc import Collection
from dataclasses import replace

from care_triage.firms.types import FoundFirm
from care_triage.infra.db import transactional
from care_triage.intake.firm import keep_of_firm, leave_firm, take_firm
from care_triage.intake.service.drafts import change_answers
from care_triage.intake.types import Answers
from care_triage.territory.queries import find_commune
from care_triage.triage.queries.rule_sets import current_rule_set


@transactional
def choose_firm(token: str, firm: FoundFirm) -> Answers:
    """Take this firm, with what the register says of it."""
    commune, document = find_commune(firm.commune), current_rule_set().document
    return change_answers(token, lambda answers: take_firm(leave_firm(answers), firm, commune, document))


@transactional
def confirm_firm(token: str, keys: Collection[str]) -> Answers:
    """Keep only what the owner left ticked."""

    def keep(answers: Answers) -> Answers:
        return keep_of_firm(answers, keys, find_commune(answers.firm.get("commune", "")))

    return change_answers(token, keep)


@transactional
def forget_firm(token: str) -> Answers:
    """Leave it: it was another one."""
    return change_answers(token, leave_firm)


@transactional
def skip_firm(token: str) -> Answers:
    """Go on without."""
    return change_answers(token, lambda answers: replace(answers, firm_asked=True))
