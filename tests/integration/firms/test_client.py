"""The public search of firms on its good and bad days: an owner never waits long, and never hits a wall."""

import json
import time
from collections.abc import Iterator

import pytest

from care_triage.firms.client import Client
from care_triage.firms.errors import ServiceSilent
from care_triage.firms.types import Source
from tests.support import stock
from tests.support.firms_service import FakeService, result, serving


@pytest.fixture
def service() -> Iterator[FakeService]:
    with serving() as fake:
        yield fake


@pytest.fixture
def client(service: FakeService, redis_url: str) -> Client:
    return Client(service.address, redis_url, timeout=0.4)


def test_a_recorded_answer_is_read(service: FakeService, client: Client) -> None:
    service.results = [result(1, "ATELIER DU GIER", liste_enseignes=["CHEZ LEA"])]
    [firm] = client.search("atelier gier")
    assert (firm.siret, firm.name, firm.trade_name) == (stock.siret(1), "ATELIER DU GIER", "CHEZ LEA")
    assert (firm.activity, firm.legal_category, firm.staff_band) == ("naf2:10.71C", "5499", "02")
    assert (firm.commune, firm.postal_code, firm.is_head_office) == ("42187", "42300", True)
    assert firm.source is Source.API
    assert "CARE" in service.agents[0]


def test_the_code_of_2025_is_taken_where_the_old_one_is_gone(service: FakeService, client: Client) -> None:
    changed = result(1, "ATELIER", activite_principale=None, activite_principale_naf25="10.71Y")
    service.results = [changed]
    assert client.search("atelier")[0].activity == "naf2025:10.71Y"


def test_closed_and_hidden_firms_are_told_as_such(service: FakeService, client: Client) -> None:
    hidden = {**result(2, "[ND]", statut_diffusion_etablissement="P"), "statut_diffusion": "P"}
    service.results = [result(1, "FINI", etat_administratif="F", date_fermeture="2025-12-31"), hidden]
    closed, unnamed = client.search("fini")
    assert str(closed.closed_on) == "2025-12-31"
    assert (unnamed.name, unnamed.street, unnamed.is_public) == ("", "", False)


def test_the_same_question_is_asked_once_a_day(service: FakeService, client: Client) -> None:
    service.results = [result(1, "ATELIER")]
    assert client.search("Atelier  Gier") == client.search("atelier gier")
    assert service.asked == ["Atelier Gier"]


def test_no_result_is_an_answer_too(service: FakeService, client: Client) -> None:
    assert client.search("personne") == []
    assert client.search("personne") == []
    assert len(service.asked) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_stumble_is_asked_once_more(service: FakeService, client: Client, status: int) -> None:
    service.results, service.bad = [result(1, "ATELIER")], [(status, {}, b"")]
    assert len(client.search("atelier")) == 1
    assert len(service.asked) == 2


def test_a_service_that_stays_down_is_left_alone(service: FakeService, client: Client) -> None:
    service.bad = [(500, {}, b"")] * 20
    for text in ("un", "deux", "trois", "quatre", "cinq"):
        with pytest.raises(ServiceSilent):
            client.search(text)
    # Three owners tried, twice each; the others did not wait.
    assert len(service.asked) == 6
    client.breaker.silent_until = 0.0
    service.bad = []
    assert client.search("six") == []
    assert not client.breaker.is_open


def test_too_many_requests_are_believed_at_once(service: FakeService, client: Client) -> None:
    service.bad = [(429, {"Retry-After": "120"}, b"")]
    with pytest.raises(ServiceSilent):
        client.search("un")
    with pytest.raises(ServiceSilent):
        client.search("deux")
    assert service.asked == ["un"]
    assert 60 < client.breaker.silent_until - time.monotonic() <= 120


def test_a_slow_service_costs_a_bounded_time(service: FakeService, client: Client) -> None:
    service.wait = 3.0
    started = time.monotonic()
    with pytest.raises(ServiceSilent):
        client.search("lent")
    assert time.monotonic() - started < 1.6


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b'{"results": [', b"\xff\xfe", b"x" * 3_000_000],
    ids=["empty", "html", "cut", "bytes", "huge"],
)
def test_what_is_no_answer_is_silence(service: FakeService, client: Client, body: bytes) -> None:
    service.bad = [(200, {}, body)]
    with pytest.raises(ServiceSilent):
        client.search("quoi")


@pytest.mark.parametrize(
    "plain", [None, [], {}, {"results": None}, {"results": [1, None, {"siege": 3}, {"siege": {"siret": "1"}}]}]
)
def test_an_odd_answer_holds_no_firm(service: FakeService, client: Client, plain: object) -> None:
    service.bad = [(200, {}, json.dumps(plain).encode())]
    assert client.search("quoi") == []


def test_it_is_not_sent_elsewhere(service: FakeService, client: Client) -> None:
    service.bad = [(302, {"Location": "http://127.0.0.1:1/"}, b"")]
    with pytest.raises(ServiceSilent):
        client.search("quoi")
    assert len(service.asked) == 1


def test_nobody_there_is_silence(redis_url: str) -> None:
    with pytest.raises(ServiceSilent):
        Client("http://127.0.0.1:1", redis_url, timeout=0.3).search("quoi")


def test_without_a_memory_it_still_answers(service: FakeService) -> None:
    service.results = [result(1, "ATELIER")]
    assert len(Client(service.address, "redis://127.0.0.1:1/0", timeout=0.5).search("atelier")) == 1
