"""The whole verification of a draft: kept with the revision it saw, and in the way of what must not be published."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.partners.types import Kind
from care_triage.rulebook.errors import VerificationHasErrors, VerificationMissing
from care_triage.rulebook.models import RuleVerification
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.verifications import VerificationView, latest_verification
from care_triage.rulebook.service import drafts, life
from care_triage.rulebook.service.run_verification import run_verification, verify_whole
from care_triage.rulebook.service.verifications import (
    claim_verification,
    finish_verification,
    report_verification,
    start_verification,
)
from care_triage.rulebook.types import VerificationState
from care_triage.rules.verification import Finding, FindingKind, Severity
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.integration.rulebook.conftest import Replay, Writing
from tests.integration.rulebook.replay.conftest import BUYER, make_past

ERROR = Finding(FindingKind.UNREACHABLE, Severity.ERROR, ("appui",), details={"facts": "employees"})


def found(writing: Writing) -> VerificationView:
    newest = latest_verification(writing.draft_id)
    assert newest is not None
    return newest


def changed(writing: Writing, rank: int) -> int:
    """Give a rule this rank; the revision that the draft then has."""
    row = get_draft(writing.draft_id).find("appui")
    assert row is not None
    drafts.save_row(writing.draft_id, "appui", {**row.fields, "rank": rank}, row.revision, writing.alma.user_id)
    return get_draft(writing.draft_id).revision


def test_a_verification_keeps_what_it_found_and_the_revision_it_saw(writing: Writing) -> None:
    revision = changed(writing, 30)
    asked = start_verification(writing.draft_id, writing.alma.user_id)
    assert start_verification(writing.draft_id, writing.alma.user_id) == asked
    assert (found(writing).state, found(writing).is_active) == (VerificationState.QUEUED, True)
    run_verification(asked)
    assert (found(writing).is_done, found(writing).draft_revision) == (True, revision)
    document = get_draft(writing.draft_id).base
    kinds = {finding.kind for finding in verify_whole(document)}
    assert kinds <= {finding.kind for finding in found(writing).findings}
    run_verification(asked)
    assert found(writing).is_done


def test_what_waits_is_verified_as_the_draft_is_by_then_and_older_askings_make_room(writing: Writing) -> None:
    changed(writing, 30)
    first = start_verification(writing.draft_id, writing.alma.user_id)
    revision = changed(writing, 31)
    assert start_verification(writing.draft_id, writing.alma.user_id) != first
    run_verification(first)
    assert found(writing).is_active
    task = claim_verification(first)
    assert task is None
    newest = start_verification(writing.draft_id, writing.alma.user_id)
    run_verification(newest)
    assert found(writing).draft_revision == revision


def test_submitting_asks_for_it_and_approving_needs_it(writing: Writing, replayed: Replay) -> None:
    revision = changed(writing, 30)
    life.submit(writing.draft_id, writing.alma, seen_revision=revision)
    assert found(writing).is_active
    replayed_only(writing, replayed)
    with pytest.raises(VerificationMissing):
        life.approve(writing.draft_id, writing.clara, seen_revision=revision)


def replayed_only(writing: Writing, replayed: Replay) -> None:
    """Replayed, but what was verified is an older revision."""
    replayed()
    make_stale(writing.draft_id)


@transactional
def make_stale(draft_id: int) -> None:
    session().execute(update(RuleVerification).where(RuleVerification.draft_id == draft_id).values(draft_revision=0))


def test_errors_stand_in_the_way_of_approving_and_of_publishing(writing: Writing, replayed: Replay) -> None:
    revision = changed(writing, 30)
    life.submit(writing.draft_id, writing.alma, seen_revision=revision)
    replayed()
    keep(writing, [ERROR])
    with pytest.raises(VerificationHasErrors):
        life.approve(writing.draft_id, writing.clara, seen_revision=revision)
    keep(writing, [])
    life.approve(writing.draft_id, writing.clara, seen_revision=revision)
    keep(writing, [ERROR])
    with pytest.raises(VerificationHasErrors):
        life.publish(writing.draft_id, writing.clara)
    assert found(writing).findings == (ERROR,)


def keep(writing: Writing, findings: list[Finding]) -> None:
    task = claim_verification(start_verification(writing.draft_id, writing.alma.user_id))
    assert task is not None
    assert finish_verification(task, findings)
    assert not report_verification(task, 1, 2)


def test_a_runner_that_fell_silent_can_be_replaced(writing: Writing) -> None:
    changed(writing, 30)
    first = start_verification(writing.draft_id, writing.alma.user_id)
    assert claim_verification(first) is not None
    assert claim_verification(first) is None
    fall_silent()
    assert found(writing).state is VerificationState.FAILED
    assert start_verification(writing.draft_id, writing.alma.user_id) != first


@transactional
def fall_silent() -> None:
    session().execute(update(RuleVerification).values(beat_at=clock.now() - timedelta(hours=1)))


@pytest.fixture
def twice(stocked_context: Flask) -> tuple[Finding, ...]:
    """What is found once two partners compete for requests about buyers, of which there was one."""
    make_past()
    document = current_rule_set().document
    leads = [rule for rule in document.rules if rule.role == "lead" and BUYER in rule.when.get("subject", "")]
    rank = min(rule.rank for rule in document.rules) - 1
    rivals = [
        replace(leads[0], id=f"rival-{kind}", when={"subject": f'"{BUYER}"'}, partner=kind, rank=rank)
        for kind in (Kind.CCI, Kind.CMA)
    ]
    debts = [replace(rule, id=f"debt-{rule.partner}", when={"subject": '"dette-urssaf"'}) for rule in rivals]
    return verify_whole(replace(document, rules=(*document.rules, *rivals, *debts)))


def test_what_met_more_past_requests_comes_first(twice: tuple[Finding, ...]) -> None:
    leads = [finding for finding in twice if finding.kind is FindingKind.TWO_LEADS]
    counted = {finding.rules: finding.details["past"] for finding in leads}
    assert counted["rival-cci", "rival-cma"] == "1"
    assert counted["debt-cci", "debt-cma"] == "2"
    numbers = [int(number) for number in counted.values()]
    assert numbers == sorted(numbers, reverse=True)
