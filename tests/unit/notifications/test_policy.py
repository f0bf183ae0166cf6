"""The table of who is told what."""

import smtplib

import pytest

from care_triage.cases.types import Audience, Outcome, ReferralRole, ReferralStatus, WaitingOn
from care_triage.notifications.policy import NOTICES, discreet, is_refusal, notices
from care_triage.notifications.types import Happening, Kind, Label, Line, Matter, Party, Situation

LEAD, SUPPORT, INFORM = ReferralRole.LEAD, ReferralRole.SUPPORT, ReferralRole.INFORM


def told(happening: Happening, **now: object) -> set[tuple[Kind, Party]]:
    """The mails of a happening."""
    return {(notice.kind, notice.to) for notice in notices(happening, Situation(**now))}  # type: ignore[arg-type]


def test_the_table_has_a_line_for_every_happening_and_every_kind() -> None:
    assert set(NOTICES) == set(Happening)
    assert {notice.kind for lines in NOTICES.values() for notice in lines} == set(Kind)


def test_distress_goes_to_the_coordinators_beside_the_owner() -> None:
    assert told(Happening.CASE_FILED) == {(Kind.OWNER_RECEIVED, Party.OWNER)}
    assert (Kind.DESK_DISTRESS, Party.COORDINATORS) in told(Happening.CASE_FILED, distress=True)


def test_a_unit_is_told_of_what_still_waits_for_it() -> None:
    assert told(Happening.REFERRAL_SENT, status=ReferralStatus.SENT) == {(Kind.UNIT_RECEIVED, Party.UNIT)}
    assert not told(Happening.REFERRAL_SENT, status=ReferralStatus.WITHDRAWN)
    assert not told(Happening.REFERRAL_SENT, status=ReferralStatus.ACCEPTED)


@pytest.mark.parametrize("happening", [Happening.PARTNERS_FOUND, Happening.REFERRAL_ACCEPTED])
def test_an_owner_is_not_told_of_units_that_are_only_informed(happening: Happening) -> None:
    assert not told(happening, role=INFORM, status=ReferralStatus.ACCEPTED)
    assert told(happening, role=LEAD, status=ReferralStatus.ACCEPTED)
    assert told(happening, role=SUPPORT, status=ReferralStatus.ACCEPTED)


@pytest.mark.parametrize("waiting_on", [WaitingOn.PARTNER, WaitingOn.DATE, None])
def test_an_owner_is_told_of_their_own_turn_only(waiting_on: WaitingOn | None) -> None:
    assert not told(Happening.REFERRAL_WAITING, status=ReferralStatus.WAITING, waiting_on=waiting_on)
    assert told(Happening.REFERRAL_WAITING, status=ReferralStatus.WAITING, waiting_on=WaitingOn.OWNER)
    assert not told(Happening.REFERRAL_WAITING, status=ReferralStatus.ACCEPTED, waiting_on=None)


def test_the_mail_about_a_closing_without_help_stands_for_the_one_about_the_desk() -> None:
    both = {(Kind.DESK_NEED, Party.COORDINATORS), (Kind.OWNER_ON_DESK, Party.OWNER)}
    assert told(Happening.NEED_ON_DESK, still_on_desk=True, desk_reason="everyone_declined") == both
    assert told(Happening.NEED_ON_DESK, still_on_desk=True, desk_reason="ended_without_help") == {
        (Kind.DESK_NEED, Party.COORDINATORS)
    }
    assert not told(Happening.NEED_ON_DESK, still_on_desk=False)


@pytest.mark.parametrize(
    ("audience", "by_owner", "party"),
    [
        (Audience.OWNER, True, Party.READERS),
        (Audience.OWNER, False, Party.OWNER),
        (Audience.PARTNERS, False, Party.OTHER_READERS),
        (Audience.UNIT, False, Party.COLLEAGUES),
    ],
)
@pytest.mark.parametrize("happening", [Happening.MESSAGE_POSTED, Happening.DOCUMENT_ADDED])
def test_words_reach_their_audience_alone(
    happening: Happening, audience: Audience, by_owner: bool, party: Party
) -> None:
    assert {to for _, to in told(happening, audience=audience, by_owner=by_owner)} == {party}


def test_a_document_that_came_with_a_message_is_not_told_twice() -> None:
    assert not told(Happening.DOCUMENT_ADDED, audience=Audience.OWNER, by_owner=True, with_message=True)


def test_an_account_that_was_closed_gets_no_link() -> None:
    assert not told(Happening.PERSON_INVITED, has_access=False)
    assert not told(Happening.RESET_REQUESTED, has_access=False)


def test_a_confidential_need_leaves_only_the_reference() -> None:
    line = Line(Label("Prévention", "Prevention"), "Tribunal", LEAD)
    matter = Matter("K7FQ-3M9D", True, (line,), unit="Tribunal", adviser="Nadia", outcome=Outcome.HELPED)
    assert discreet(matter) == Matter("K7FQ-3M9D", urgent=True)


@pytest.mark.parametrize(
    ("error", "hopeless"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.fr": (550, b"unknown")}), True),
        (smtplib.SMTPRecipientsRefused({"a@b.fr": (451, b"greylisted")}), False),
        (smtplib.SMTPServerDisconnected(), False),
        (ValueError("header"), True),
        (ConnectionRefusedError(), False),
    ],
)
def test_only_what_the_server_says_for_good_is_a_refusal(error: Exception, hopeless: bool) -> None:
    assert is_refusal(error) is hopeless
