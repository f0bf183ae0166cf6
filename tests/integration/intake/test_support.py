"""A psychologist is offered wherever suffering is heard, whatever the subject; without a yes nothing is sent."""

import pytest
from flask import Flask

from care_triage.cases.models import Case
from care_triage.infra import outbox
from care_triage.infra.db import session
from care_triage.intake import policy
from care_triage.intake.routes.pages import next_url
from care_triage.intake.service import drafts
from care_triage.intake.service.file_request import file_request
from tests.support.filing import kind_of, needs_of, referrals_of

pytestmark = pytest.mark.usefixtures("stocked_context")
SAD = "Je dois 8 000 € à l’Urssaf, je ne dors plus et je n’ouvre plus le courrier."
CALM = "Je dois 8 000 € à l’Urssaf et je voudrais un échéancier."


def _draft(story: str) -> str:
    token = drafts.start_request(story, "fr")
    drafts.change_request(
        token, subjects=("dette-urssaf",), commune="42187", commune_label="Roanne", department="42",
        contact_name="Odile Vernay", contact_phone="+33477000000", consents=True,
    )  # fmt: skip
    return token


def _filed(token: str) -> int:
    case_id = file_request(token).case_id
    outbox.perform_owed()
    return case_id


def test_it_is_asked_first_and_once_when_suffering_is_heard(stocked_app: Flask) -> None:
    token = _draft(SAD)
    with stocked_app.test_request_context():
        answers = drafts.change_request(token)
        assert next_url(token, answers).endswith(policy.CONSENT)
        for reply in (True, False, None):
            assert not next_url(token, drafts.answer_question(token, policy.CONSENT, reply)).endswith(policy.CONSENT)
        assert not policy.offers_support(drafts.change_request(_draft(CALM)))


def test_a_yes_is_a_confidential_need_of_its_own() -> None:
    token = _draft(SAD)
    drafts.answer_question(token, policy.CONSENT, True)
    case_id = _filed(token)
    needs = {need.subject: need for need in needs_of(case_id)}
    assert set(needs) == {"dette-urssaf", policy.SUPPORT}
    assert needs[policy.SUPPORT].confidential
    assert not needs["dette-urssaf"].confidential
    apesa = [row for row in referrals_of(case_id) if kind_of(row) == "apesa"]
    assert [row.need_id for row in apesa] == [needs[policy.SUPPORT].id]


@pytest.mark.parametrize("reply", [False, None, "never asked"])
def test_without_a_yes_nothing_reaches_the_network(reply: bool | str | None) -> None:
    token = _draft(SAD)
    if reply != "never asked":
        drafts.answer_question(token, policy.CONSENT, reply)
    case_id = _filed(token)
    assert [need.subject for need in needs_of(case_id)] == ["dette-urssaf"]
    assert "apesa" not in {kind_of(row) for row in referrals_of(case_id, active=False)}
    assert session().get_one(Case, case_id).distress


def test_dark_thoughts_told_in_an_answer_put_a_person_on_screen() -> None:
    token = _draft(CALM)
    answers = drafts.answer_question(token, "life_in_danger", True)
    assert answers.danger
