"""Behind proxies a visitor is who the announced number of them says; without any, nobody is believed."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import request

from care_triage import create_app
from tests.support.installations import configuration


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.4")])
def test_the_address_of_a_visitor(tmp_path: Path, proxies: int, seen: str) -> None:
    settings = configuration(f"sqlite:///{tmp_path / 'care.db'}", f"unix://{tmp_path / 'none.sock'}", tmp_path)
    app = create_app(replace(settings, proxies=proxies))
    addresses: list[str | None] = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: addresses.append(request.remote_addr))
    app.test_client().get("/style", headers={"X-Forwarded-For": "198.51.100.4, 203.0.113.9"})
    assert addresses == [seen]
