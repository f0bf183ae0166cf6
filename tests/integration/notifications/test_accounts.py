"""What people with an account read about their access."""

import re

from flask import Flask

from care_triage.accounts import service
from care_triage.accounts.types import SYSTEM
from care_triage.infra import outbox
from tests.integration.notifications.conftest import PASSWORD, Mailbox, part

ADDRESS = "nadia@exemple.fr"


def test_an_invitation_brings_a_link_that_opens(app: Flask) -> None:
    with app.app_context():
        service.invite_person(SYSTEM, "Nadia", ADDRESS)
        outbox.perform_owed()
        (message,) = Mailbox().to(ADDRESS)
        assert message["Subject"] == "CARE\u00a0: votre compte est ouvert"
        link = re.search(r"https?://\S+(/mot-de-passe/\S+)", part(message, "plain"))
        assert "jusqu’au" in part(message, "plain")
    assert link is not None
    assert app.test_client().get(link.group(1)).status_code == 200


def test_a_forgotten_password_brings_a_link_and_a_new_one_a_warning(app_context: Flask) -> None:
    person = service.register_person("Nadia", ADDRESS, PASSWORD, "en")
    service.request_password_reset(ADDRESS)
    outbox.perform_owed()
    (message,) = Mailbox().to(ADDRESS)
    assert "/mot-de-passe/" in part(message, "html")
    assert '<html lang="en">' in part(message, "html")
    Mailbox().empty()
    service.change_password(person.id, PASSWORD, "autre cheval pile agrafe")
    outbox.perform_owed()
    (warning,) = Mailbox().to(ADDRESS)
    assert "/mot-de-passe/" not in part(warning, "plain")
