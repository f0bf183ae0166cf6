"""The worker ends when it is told to, whatever its server does."""

import pytest
from redis import Redis
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer

from care_triage.infra import worker
from care_triage.infra.queue import queues


def test_a_stop_that_was_swallowed_is_heard_while_the_server_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed `make run` takes server and worker at once: who waits for the one must not outlive it."""
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    nowhere = Redis(host="127.0.0.1", port=1)
    waiting = worker._Worker(queues(nowhere), connection=nowhere, serializer=JSONSerializer, prepare_for_work=False)
    monkeypatch.setattr(waiting, "set_state", lambda _state: None)
    waiting.is_stopping = True
    with pytest.raises(StopRequested):
        waiting.dequeue_job_and_maintain_ttl(timeout=1)
