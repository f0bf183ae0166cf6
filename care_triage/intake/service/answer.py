"""The owner answers: words, a file, or both at once."""

from typing import BinaryIO

from care_triage.cases.companion_types import HowItWent, Moment
from care_triage.cases.service.appointments import choose_slot, decline_slots
from care_triage.cases.service.correspond import add_document, post_message
from care_triage.cases.service.flag_danger import flag_danger, flag_distress
from care_triage.cases.service.opinions import tell_how_it_went
from care_triage.cases.service.reopen import reopen_case
from care_triage.cases.types import OWNER, Audience, Draft
from care_triage.infra.db import transactional
from care_triage.triage.queries.hearing import heard


@transactional
def send_words(
    case_id: int, body: str, name: str = "", stream: BinaryIO | None = None, need_id: int | None = None
) -> None:
    """Add the message and the document together, or neither. Raises the errors of both."""
    draft = Draft(case_id, Audience.OWNER, body, OWNER, need_id)
    if stream is not None and name:
        add_document(draft, name, stream)
    if body.strip():
        message_id = post_message(draft)
        _listen(case_id, body, message_id)


@transactional
def choose_moment(case_id: int, appointment_id: int, slot_id: int) -> None:
    """Take one of the moments offered. Raises the errors of `choose_slot`."""
    choose_slot(case_id, appointment_id, slot_id)


@transactional
def decline_moments(case_id: int, appointment_id: int, words: str) -> None:
    """None suits; what the owner says about it is heard as every message is."""
    message_id = decline_slots(case_id, appointment_id, words)
    if message_id is not None:
        _listen(case_id, words, message_id)


@transactional
def take_up_again(case_id: int, reason: str) -> None:
    """Reopen an ended request. Raises the errors of `reopen_case`."""
    words = heard(reason)
    suffers = bool(words.danger or words.distress)
    _listen(case_id, reason, reopen_case(case_id, reason, suffers=suffers))


@transactional
def tell_the_end(case_id: int, moment: Moment, told: HowItWent) -> None:
    """Keep how it went. Raises TooLateToTell."""
    tell_how_it_went(case_id, moment, told)
    # It is no message; a life in danger is heard all the same, once.
    _listen(case_id, told.words, 0)


def _listen(case_id: int, body: str, message_id: int) -> None:
    """Danger and distress are heard in every message, not only in the first story."""
    words = heard(body)
    if words.danger:
        flag_danger(case_id, message_id)
    elif words.distress:
        flag_distress(case_id)
