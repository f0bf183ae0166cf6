"""Files demo cases in the past and lets invented advisers work on them, through the real use cases."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import select

from care_triage.accounts.models import Grant
from care_triage.cases.models import Referral
from care_triage.cases.service.answer_referral import accept_referral, decline_referral
from care_triage.cases.service.correspond import post_message
from care_triage.cases.service.work_referral import close_referral, wait
from care_triage.cases.types import (
    OWNER,
    Actor,
    Audience,
    DeclineReason,
    Draft,
    Outcome,
    ReferralStatus,
    WaitingOn,
    person,
)
from care_triage.demo.draft import begin_draft
from care_triage.demo.people import register_people
from care_triage.demo.stories import ANSWERS, REPLIES, STORIES, Story
from care_triage.infra import clock, outbox
from care_triage.infra.db import session
from care_triage.intake.policy import MOST_QUESTIONS, questions_of
from care_triage.intake.service.drafts import change_request, start_request
from care_triage.intake.service.file_request import file_request
from care_triage.intake.types import Answers
from care_triage.territory.queries import get_commune
from care_triage.triage.queries.rule_sets import current_rule_set

# The same demonstration everywhere.
_SEED = 20_201
_DAYS = 45
# What becomes of a referral, by the age of its case in days: most old ones are over, most new ones wait.
_FATES = (
    (12, ("helped", "helped", "helped", "helped", "helped", "unhelped", "declined")),
    (3, ("accepted", "talks", "talks", "asks", "helped", "declined")),
    (0, ("waits",)),
)
# One case of each story is so fresh that whoever tries the demonstration has something to answer.
_FRESH_HOURS = 30


def seed(cases: int) -> int:
    """Open the demo accounts and file `cases` requests over the past weeks. Returns how many were filed."""
    register_people()
    begin_draft()
    chance = random.Random(_SEED)  # noqa: S311 - nothing secret depends on it
    # Oldest first, as in life: lists are ordered by the number that a case was given.
    for number, at in enumerate(sorted(_moments(cases, chance))):
        story = STORIES[number % len(STORIES)]
        with clock.pretend(at):
            case_id = _file(story, number)
            outbox.perform_owed()
        _work(case_id, at, chance)
    return cases


def _moments(cases: int, chance: random.Random) -> Iterator[datetime]:
    """Instants of the past weeks, in the hours at which owners write; the last ones are of today and yesterday."""
    for number in range(cases):
        if number < len(STORIES):
            yield clock.now() - timedelta(minutes=chance.randint(2, 60 * _FRESH_HOURS))
        else:
            day = clock.today() - timedelta(days=chance.randint(2, _DAYS))
            yield datetime.combine(day, time(chance.randint(7, 21), chance.randint(0, 59)), clock.PARIS)


# Told again by others: no two requests say the very same, which would look like one that was sent many times.
_FAREWELLS = ("", "Merci d’avance.", "Merci de votre aide.", "Cordialement.", "Bien à vous.", "Avec mes remerciements.",
              "Dans l’attente de votre réponse.", "Je reste à votre disposition.", "Bonne journée.", "À bientôt.")  # fmt: skip


def _file(story: Story, number: int) -> int:
    token = start_request(f"{story.text} {_FAREWELLS[number // len(STORIES) % len(_FAREWELLS)]}".strip(), "fr")
    commune = get_commune(story.commune)
    questions = questions_of(current_rule_set().document, story.subjects)[:MOST_QUESTIONS]
    answers = Answers()
    for name in dict.fromkeys([*(question.fact for question in questions), *story.facts]):
        answers = answers.answer(name, story.facts.get(name))
    change_request(
        token, subjects=story.subjects, facts=answers.facts, asked=answers.asked, commune=commune.insee,
        commune_label=commune.label, department=commune.department, company_name=story.company,
        contact_name=story.owner, contact_email=f"demo{number}@example.org", contact_phone=f"+3346571{number % 10_000:04d}",
        consents=True,
    )  # fmt: skip
    return file_request(token).case_id


def _work(case_id: int, filed_at: datetime, chance: random.Random) -> None:
    """Let what happens to a case happen; in an old one, also to whoever it was sent to after a refusal."""
    age = clock.now() - filed_at
    for _round in range(3 if age > timedelta(days=3) else 1):
        for referral_id, unit_id in _sent(case_id):
            adviser = _adviser(unit_id)
            if adviser is not None:
                filed_at = _answer(case_id, referral_id, adviser, _STEPS[_fate(age, chance)], filed_at, chance)


def _answer(
    case_id: int, referral_id: int, adviser: Actor, steps: tuple[str, ...], at: datetime, chance: random.Random
) -> datetime:
    """Take the steps one after the other, some hours apart, never in the future. Returns when the last was taken."""
    for step in steps:
        following = at + timedelta(hours=chance.randint(1, 20), minutes=chance.randint(0, 59))
        if following > clock.now():
            break
        at = following
        with clock.pretend(at):
            _do(step, case_id, referral_id, adviser, chance)
            outbox.perform_owed()
    return at


def _sent(case_id: int) -> list[tuple[int, int]]:
    query = select(Referral.id, Referral.unit_id).where(
        Referral.case_id == case_id, Referral.status == ReferralStatus.SENT
    )
    return [(row.id, row.unit_id) for row in session().execute(query.order_by(Referral.role, Referral.id))]


def _adviser(unit_id: int) -> Actor | None:
    found = session().scalar(select(Grant.person_id).where(Grant.unit_id == unit_id).order_by(Grant.id).limit(1))
    return person(found, unit_id) if found is not None else None


def _fate(age: timedelta, chance: random.Random) -> str:
    return chance.choice(next(fates for days, fates in _FATES if age >= timedelta(days=days)))


_STEPS = {
    "waits": (),
    "declined": ("decline",),
    "accepted": ("accept", "write"),
    "talks": ("accept", "write", "reply", "write"),
    "asks": ("accept", "write", "wait"),
    "helped": ("accept", "write", "reply", "close"),
    "unhelped": ("accept", "write", "give_up"),
}


def _do(step: str, case_id: int, referral_id: int, adviser: Actor, chance: random.Random) -> None:
    match step:
        case "accept":
            accept_referral(referral_id, adviser)
        case "decline":
            decline_referral(referral_id, DeclineReason.NO_CAPACITY, "Service complet ce mois-ci.", adviser)
        case "write":
            post_message(Draft(case_id, Audience.OWNER, chance.choice(ANSWERS), adviser, referral_id=referral_id))
        case "reply":
            post_message(Draft(case_id, Audience.OWNER, chance.choice(REPLIES), OWNER))
        case "wait":
            wait(referral_id, WaitingOn.OWNER, None, adviser)
        case "close":
            close_referral(referral_id, Outcome.HELPED, "", adviser)
        case "give_up":
            close_referral(referral_id, Outcome.NO_SOLUTION, "Aucun dispositif ne convient.", adviser)
