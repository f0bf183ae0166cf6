"""Ids in addresses: what no database can look up is not found."""

import pytest
from flask import Flask

from care_triage.web import row_ids


@pytest.mark.parametrize(("number", "status"), [("7", 200), ("2147483647", 200), ("2147483648", 404), ("9" * 40, 404)])
def test_an_id_beyond_the_database_does_not_exist(number: str, status: int) -> None:
    app = Flask(__name__)
    row_ids.init_app(app)

    @app.get("/<int:row_id>")
    def show(row_id: int) -> str:
        return str(row_id)

    assert app.test_client().get(f"/{number}").status_code == status
