"""What owners can do or ask for today, beside the routing: first steps and public aids of each need."""

from collections.abc import Mapping, Sequence

from flask import url_for

from care_triage.cases.queries.rows import CaseView
from care_triage.cases.types import Status
from care_triage.infra import clock
from care_triage.intake import policy
from care_triage.intake.types import Answers, OpenDraft
from care_triage.territory.queries import find_commune, get_commune
from care_triage.triage.aids.shown import Today, today_for
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.types import Proposal
from care_triage.web.i18n import language


def help_of_draft(answers: Answers, planned: Sequence[Proposal]) -> Mapping[str, Today]:
    """For each need that is about to be sent, by its subject."""
    rule_set, codes = current_rule_set(), get_commune(answers.commune).territory_codes
    return {
        proposal.subject: today_for(
            rule_set, proposal.subject, answers.told_facts, codes, clock.today(), language(),
            proposal.resolution.advice,
        )
        for proposal in planned
    }  # fmt: skip


def question_urls(draft: OpenDraft) -> Mapping[str, str]:
    """Where each information that has a question of its own is asked for."""
    questions = policy.questions_of(current_rule_set().document, draft.answers.subjects)
    return {item.fact: url_for("intake.question", token=draft.token, fact=item.fact) for item in questions}


def help_of_case(case: CaseView) -> tuple[Today, ...]:
    """For each need of a case that is still followed."""
    rule_set, commune = current_rule_set(), find_commune(case.commune)
    codes = commune.territory_codes if commune else frozenset[str]()
    facts = {name: value for name, value in (case.facts or {}).items() if value is not None}
    subjects = dict.fromkeys(
        need.subject for need in case.needs if need.subject and need.status is not Status.WITHDRAWN
    )
    found = (today_for(rule_set, subject, facts, codes, clock.today(), language()) for subject in subjects)
    return tuple(today for today in found if today)
