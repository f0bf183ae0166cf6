"""Sending: a complete draft becomes a case, once, however often the button is pressed."""

from dataclasses import replace

from care_triage.cases.service.open_case import open_case
from care_triage.cases.types import Contact, Filing, NeedFiling, OpenedCase
from care_triage.infra import clock
from care_triage.infra.db import transactional
from care_triage.intake import policy
from care_triage.intake.errors import NotComplete
from care_triage.intake.service.drafts import lock_draft, mark_filed
from care_triage.intake.types import Answers, OpenDraft
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.rule_sets import current_rule_set


@transactional
def file_request(token: str) -> OpenedCase:
    """Open the case of a draft. Raises NotComplete, DraftNotFound, or DraftFiled when it was sent before."""
    draft = lock_draft(token)
    document = current_rule_set().document
    answers = _with_known_subjects(draft.answers, document)
    if policy.missing_step(answers) is not None:
        raise NotComplete
    opened = open_case(_filing(draft, answers, document))
    mark_filed(token, opened.case_id)
    return opened


def _filing(draft: OpenDraft, answers: Answers, document: RuleSetDocument) -> Filing:
    subjects = [document.subject_by_slug[slug] for slug in policy.needs_of(document, answers)]
    return Filing(
        key=draft.token,
        story=answers.story,
        needs=tuple(NeedFiling(subject.slug, subject.confidential) for subject in subjects),
        # A question that was skipped is explicitly unknown.
        facts={**dict.fromkeys(answers.asked), **answers.told_facts},
        commune=answers.commune,
        commune_label=answers.commune_label,
        department=answers.department,
        contact=Contact(answers.contact_name, answers.contact_email or None, answers.contact_phone or None),
        consented_at=clock.now(),
        siret=answers.siret or None,
        company_name=answers.company_name or None,
        locale=draft.locale,
        distress=answers.distress or any(subject.human_now for subject in subjects),
        urgent=answers.human_now,
        outside_territory=answers.department not in document.collective.departments,
        other_door=(answers.redirect or None) if answers.insists else None,
    )


def _with_known_subjects(answers: Answers, document: RuleSetDocument) -> Answers:
    """The answers without subjects that a newer catalogue dropped while the request was being written."""
    return replace(answers, subjects=tuple(slug for slug in answers.subjects if slug in document.subject_by_slug))
