"""A request begun and never sent is forgotten after thirty days; a sent one is not."""

from datetime import timedelta

import pytest
from flask import Flask

from care_triage.infra import clock
from care_triage.intake.errors import DraftNotFound
from care_triage.intake.events import DayPassed
from care_triage.intake.jobs import forget_drafts
from care_triage.intake.queries import get_draft
from care_triage.intake.service.drafts import start_request


def test_only_what_lay_untouched_for_thirty_days_goes(stocked_app: Flask) -> None:
    with stocked_app.app_context():
        now = clock.now()
        with clock.pretend(now - timedelta(days=31)):
            old = start_request("Je ne peux plus payer.", "fr")
        with clock.pretend(now - timedelta(days=29)):
            young = start_request("Mon client ne paie pas.", "fr")
        forget_drafts(DayPassed())
        assert get_draft(young).answers.story == "Mon client ne paie pas."
        with pytest.raises(DraftNotFound):
            get_draft(old)
