"""Sending: a complete draft becomes a case, once, however often the button is pressed.

A request of a firm that has an open case on the same subject joins it when the contact is the one on file; otherwise it
is a case of its own, and the triage desk is asked whether the two are one.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import insert

from care_triage.cases.queries.same_firm import Firm, OpenCase, open_cases_of
from care_triage.cases.service.firm_lock import lock_firm
from care_triage.cases.service.join import join_case
from care_triage.cases.service.merge import note_twins
from care_triage.cases.service.open_case import open_case
from care_triage.cases.types import Arrival, Contact, Filing, Helper, MandateRole, NeedFiling
from care_triage.infra import clock
from care_triage.infra.db import connection, table, transactional
from care_triage.intake import policy
from care_triage.intake.errors import NotComplete
from care_triage.intake.models import StoryPrint
from care_triage.intake.queries import has_binding_date, same_lately
from care_triage.intake.service.drafts import lock_draft, mark_filed
from care_triage.intake.suspicion import Traces, fingerprint, suspicion
from care_triage.intake.types import Answers, OpenDraft
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.hearing import heard
from care_triage.triage.queries.rule_sets import current_rule_set

_REMEMBER = insert(table(StoryPrint)).inline()


@dataclass(frozen=True)
class Sent:
    """What became of a request. Whoever sent it is shown nothing of a case that it joined."""

    case_id: int
    joined: bool = False
    by_helper: bool = False


@transactional
def file_request(token: str) -> Sent:
    """Open the case of a draft, or join it to an open one.

    Raises NotComplete, DraftNotFound, DraftFiled when it was sent before, DraftJoined when it had joined.
    """
    draft = lock_draft(token)
    document = current_rule_set().document
    answers = _with_known_subjects(draft.answers, document)
    if policy.missing_step(answers) is not None:
        raise NotComplete
    filing, firm = _filing(draft, answers, document), _firm(answers)
    lock_firm(firm.keys)
    others = open_cases_of(firm, [need.subject for need in filing.needs])
    if (joined := _join(filing, others)) is not None:
        mark_filed(token, joined, joined=True)
        return Sent(joined, joined=True)
    opened = open_case(filing)
    note_twins(opened.case_id, tuple(other.case_id for other in others))
    _remember_story(answers.story)
    mark_filed(token, opened.case_id)
    return Sent(opened.case_id, by_helper=answers.on_behalf)


def _join(filing: Filing, others: tuple[OpenCase, ...]) -> int | None:
    """The case that took the words in. Only its owner gets there, by the mail sent to the address on file."""
    # Whoever insists after another door was shown is read by a person, as a case of their own.
    if filing.helper is not None or filing.suspicions or filing.other_door:
        return None
    for other in others:
        if other.same_contact and other.email and not other.held and join_case(other.case_id, filing):
            return other.case_id
    return None


def _filing(draft: OpenDraft, answers: Answers, document: RuleSetDocument) -> Filing:
    subjects = [document.subject_by_slug[slug] for slug in policy.needs_of(document, answers)]
    suffering = answers.distress or answers.danger or any(subject.human_now for subject in subjects)
    helper = _helper(answers)
    return Filing(
        key=draft.token,
        story=answers.story,
        needs=tuple(NeedFiling(subject.slug, subject.confidential) for subject in subjects),
        # A question that was skipped is explicitly unknown.
        facts={**dict.fromkeys(answers.asked), **answers.told_facts},
        commune=answers.commune,
        commune_label=answers.commune_label,
        department=answers.department,
        contact=Contact(answers.contact_name, answers.contact_email.lower() or None, answers.contact_phone or None),
        consented_at=clock.now(),
        siret=answers.siret or None,
        company_name=answers.company_name or None,
        locale=draft.locale,
        distress=answers.distress or any(subject.human_now for subject in subjects),
        urgent=answers.danger,
        outside_territory=answers.department not in document.collective.departments,
        other_door=(answers.redirect or None) if answers.insists else None,
        arrival=Arrival(*(answers.arrival.get(name) or None for name in ("site", "page", "campaign"))),
        helper=helper,
        # In danger, or with a date that binds by law, nothing waits: the desk calls the owner meanwhile.
        waits_for_owner=bool(
            helper and helper.signed_on is None and not answers.danger and not has_binding_date(answers)
        ),
        suspicions=_suspicions(answers, document, suffering=suffering),
        follows_id=answers.follows or None,
    )


def _helper(answers: Answers) -> Helper | None:
    if not answers.on_behalf:
        return None
    told = answers.helper
    signed_on = told.get("signed_on")
    return Helper(
        told["name"], MandateRole(told["role"]), told.get("organisation") or "", told.get("email") or None,
        told.get("phone") or None, date.fromisoformat(signed_on) if signed_on else None,
    )  # fmt: skip


def _suspicions(answers: Answers, document: RuleSetDocument, *, suffering: bool) -> tuple[str, ...]:
    """Why a person looks first. Who suffers is never held: that takes longer to hear, so only where it matters."""
    redirect = policy.redirect_of(answers, document)
    found = suspicion(
        Traces(
            answers.story,
            trapped=bool(answers.traces.get("trapped")),
            seconds=answers.traces.get("seconds"),
            advert=redirect is not None and redirect.action == "refuse",
            same_lately=same_lately(answers.story),
            from_address=int(answers.traces.get("from_address") or 0),
            suffering=suffering,
        )
    )
    return found.signs if found.is_held and not _lets_hear_suffering(answers.story) else ()


def _lets_hear_suffering(story: str) -> bool:
    words = heard(story)
    return bool(words.danger or words.distress)


def _firm(answers: Answers) -> Firm:
    return Firm(
        answers.siret or None, answers.company_name or None, answers.commune, answers.contact_email or None,
        answers.contact_phone or None,
    )  # fmt: skip


def _remember_story(story: str) -> None:
    if printed := fingerprint(story):
        connection().execute(_REMEMBER, {"fingerprint": printed, "filed_at": clock.now()})


def _with_known_subjects(answers: Answers, document: RuleSetDocument) -> Answers:
    """The answers without subjects that a newer catalogue dropped while the request was being written."""
    return replace(answers, subjects=tuple(slug for slug in answers.subjects if slug in document.subject_by_slug))
