"""A French reader, without any feature or database."""

from collections.abc import Iterator

import pytest
from flask import Flask

from care_triage.web import i18n


@pytest.fixture
def reader() -> Iterator[None]:
    """Somebody who reads French."""
    app = Flask(__name__)
    i18n.init_app(app)
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        yield
