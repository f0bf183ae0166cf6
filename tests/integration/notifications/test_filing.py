"""What filing a request makes people read."""

import re
from html import unescape

from flask import Flask
from sqlalchemy import select, update

from care_triage.accounts.types import Role
from care_triage.cases.models import Case
from care_triage.infra import outbox
from care_triage.infra.db import session, transactional
from care_triage.infra.models import OutboxRow
from care_triage.notifications.models import Mail
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.integration.notifications.conftest import (
    OWNER,
    STORY,
    Mailbox,
    file_case,
    filing,
    hire,
    lead_of,
    part,
    unit_email,
)


def test_the_owner_learns_that_the_request_arrived_and_who_received_it(mailbox: Mailbox) -> None:
    filed = file_case(filing("dette-urssaf"))
    assert mailbox.subjects(OWNER) == ["votre demande est bien arrivée", "votre demande est transmise"]
    for message in mailbox.to(OWNER):
        assert filed.reference in message["Subject"]
        assert "/suivi/" in part(message, "plain")
        assert "/suivi/" in part(message, "html")


def test_the_second_mail_names_subject_unit_and_date(mailbox: Mailbox) -> None:
    filed = file_case(filing("dette-urssaf"))
    unit = unit_email(lead_of(filed.case_id).unit_id)
    text = mailbox.whole(OWNER)
    assert "Urssaf" in text
    assert "réponse au plus tard" in text
    assert mailbox.subjects(unit) == ["un dossier vous est adressé"]


def test_several_needs_make_one_mail_to_the_owner(mailbox: Mailbox) -> None:
    file_case(filing("dette-urssaf", "dette-fiscale"))
    assert mailbox.subjects(OWNER) == ["votre demande est bien arrivée", "votre demande est transmise"]
    assert len(mailbox.recipients()) == len(set(mailbox.recipients())) + 1, "no unit is written to twice"


def test_mails_hold_neither_story_nor_name_nor_phone_of_the_owner(mailbox: Mailbox) -> None:
    file_case(filing("dette-urssaf", distress=True))
    hire("Camille", Role.COORDINATOR)
    for address in set(mailbox.recipients()):
        text = mailbox.whole(address)
        for secret in (STORY, "Belkacem", "0102", "Menuiserie", "Roanne (42"):
            assert secret not in text


def test_running_the_jobs_again_writes_to_nobody(mailbox: Mailbox) -> None:
    file_case(filing("dette-urssaf"))
    before = mailbox.recipients()
    _owe_everything_again()
    outbox.perform_owed()
    assert mailbox.recipients() == before
    assert len(session().scalars(select(Mail.key)).all()) == len(before)


@transactional
def _owe_everything_again() -> None:
    session().execute(update(OutboxRow).values(done_at=None))


def test_an_owner_without_an_address_gets_no_mail(mailbox: Mailbox) -> None:
    filed = file_case(filing("dette-urssaf", email=None))
    assert OWNER not in mailbox.recipients()
    assert unit_email(lead_of(filed.case_id).unit_id) in mailbox.recipients()


def test_people_of_the_unit_are_written_to_instead_of_its_address(mailbox: Mailbox) -> None:
    unit_id = lead_of(file_case(filing("dette-urssaf")).case_id).unit_id
    mailbox.empty()
    hire("Nadia", Role.ADVISER, unit_id)
    hire("Marc", Role.UNIT_MANAGER, unit_id)
    file_case(filing("dette-urssaf"))
    assert mailbox.subjects("nadia@exemple.fr") == ["un dossier vous est adressé"]
    assert mailbox.subjects("marc@exemple.fr") == ["un dossier vous est adressé"]
    assert not mailbox.to(unit_email(unit_id))


def test_distress_is_told_to_coordinators_with_an_urgent_subject(mailbox: Mailbox) -> None:
    hire("Camille", Role.COORDINATOR)
    file_case(filing("dette-urssaf", distress=True))
    (message,) = mailbox.to("camille@exemple.fr")
    assert str(message["Subject"]).startswith("URGENT")
    assert "détresse" not in mailbox.whole("camille@exemple.fr")


def test_what_nobody_takes_is_told_to_coordinators_and_to_the_owner(mailbox: Mailbox) -> None:
    hire("Camille", Role.COORDINATOR)
    file_case(filing("dette-urssaf", commune="75056"))
    assert mailbox.subjects("camille@exemple.fr") == ["une demande attend l’équipe d’orientation"]
    assert "une personne étudie votre demande" in mailbox.subjects(OWNER)


def test_a_confidential_need_is_named_in_no_mail(mailbox: Mailbox) -> None:
    filed = file_case(filing("prevention-difficultes"))
    assert session().get_one(Case, filed.case_id).confidential
    label = "révention"
    for address in set(mailbox.recipients()):
        text = mailbox.whole(address)
        assert filed.reference in text
        assert label not in text
        assert "Antenne" not in text
    assert "ribunal" not in mailbox.whole(OWNER)
    assert "CIP" not in mailbox.whole(OWNER)


def test_an_english_owner_is_written_to_in_english(mailbox: Mailbox) -> None:
    file_case(filing("dette-urssaf", locale="en"))
    assert 'lang="en"' in mailbox.whole(OWNER)
    subject = current_rule_set().document.subject_by_slug["dette-urssaf"]
    assert subject.label("en") in unescape(mailbox.whole(OWNER))
    assert subject.label("fr") not in unescape(mailbox.whole(OWNER))


def test_words_are_not_kept_once_sent(mailbox: Mailbox) -> None:
    file_case(filing("dette-urssaf"))
    for row in session().scalars(select(Mail).order_by(Mail.id)):
        assert (row.text, row.html) == ("", "")
        assert row.sent_at is not None


def test_links_lead_to_pages_that_exist(mailbox: Mailbox, stocked_app: Flask) -> None:
    file_case(filing("dette-urssaf"))
    urls = stocked_app.url_map.bind("127.0.0.1:8000")
    links = {
        link
        for address in mailbox.recipients()
        for message in mailbox.to(address)
        for link in re.findall(r"http://127\.0\.0\.1:8000(/\S+)", part(message, "plain"))
    }
    assert {urls.match(link)[0] for link in links} == {"intake.track", "caseboard.case"}
