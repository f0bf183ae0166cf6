"""The order of the rules of a draft: moved by plain buttons, told where it differs, told when somebody was quicker."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_triage.accounts.types import Role
from care_triage.rulebook.policy import compose
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.service import drafts
from care_triage.triage.queries.rule_sets import get_version
from care_triage.triage.service.publish import publish_rule_set
from tests.support.factories import PASSWORD
from tests.support.rulebook import person_with
from tests.support.rules import BUYER, DEBT, document, rule

Order = Callable[[], list[str]]
_RULES = document(rule("a"), rule("autre", BUYER), rule("b"), rule("c"), rule("d"))


@pytest.fixture
def draft_id(app: Flask) -> int:
    with app.app_context():
        publish_rule_set(_RULES, "Essai")
        alma = person_with("Alma", Role.RULE_AUTHOR)
        person_with("Clara", Role.RULE_APPROVER)
        return drafts.start_draft("Ordre", get_version(1).id, alma.user_id)


@pytest.fixture
def alma(app: Flask, draft_id: int) -> FlaskClient:
    return signed_in(app, "alma")


def signed_in(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/connexion", data={"email": f"{name}@exemple.fr", "password": PASSWORD}).status_code == 303
    return client


def path(draft_id: int, query: str = f"?sujet={DEBT}") -> str:
    return f"/espace/regles/projets/{draft_id}/ordre{query}"


def press(client: FlaskClient, draft_id: int, button: str, **targets: str) -> tuple[int, str]:
    """Press a button of the page as it is now; `targets` change what its lists choose."""
    page = client.get(path(draft_id)).text
    values = dict(re.findall(r'type="hidden" name="((?:up|down)\.[^"]+)" value="([^"]+)"', page))
    chosen = {f"after.{rule_id}": target for rule_id, target in targets.items()}
    (move,) = re.findall(rf'name="move" value="({button} \d+)"', page)
    answer = client.post(path(draft_id, ""), data={**values, **chosen, "sujet": DEBT, "move": move})
    return answer.status_code, answer.location or answer.text


def names(client: FlaskClient, draft_id: int) -> str:
    """The names of the rules, one letter each, in the order of the page."""
    return "".join(re.findall(r'id="ordre-([a-d])"', client.get(path(draft_id)).text))


def test_rules_go_up_down_and_behind_another(app: Flask, alma: FlaskClient, draft_id: int) -> None:
    assert names(alma, draft_id) == "abcd"
    status, location = press(alma, draft_id, "up c")
    assert (status, "regle=c&sens=up" in location) == (303, True)
    assert names(alma, draft_id) == "acbd"
    press(alma, draft_id, "down a")
    assert names(alma, draft_id) == "cabd"
    press(alma, draft_id, "after c", c="d")
    assert names(alma, draft_id) == "abdc"
    with app.app_context():
        composed = compose(get_draft(draft_id)).document
        assert composed is not None
        assert [each.id for each in composed.rules if each.id != "autre"] == list("abdc")


def test_what_moved_is_told_here_and_in_the_comparison(alma: FlaskClient, draft_id: int) -> None:
    press(alma, draft_id, "after a", a="c")
    page = alma.get(path(draft_id)).text
    assert page.count("était à la place") == 1
    assert "était à la place 1" in page
    compared = alma.get(f"/espace/regles/comparer?de=1&a=projet-{draft_id}").text
    assert "Place dans le tableau" in compared


def test_going_back_is_no_change(app: Flask, alma: FlaskClient, draft_id: int) -> None:
    for button in ("up c", "up c", "down c", "down c"):
        press(alma, draft_id, button)
    assert names(alma, draft_id) == "abcd"
    with app.app_context():
        assert get_draft(draft_id).changed == ()


def test_the_first_and_the_last_have_no_way_out(alma: FlaskClient, draft_id: int) -> None:
    page = alma.get(path(draft_id)).text
    assert not re.search(r'value="(up a|down d) \d+"', page)
    assert "autofocus" not in page
    press(alma, draft_id, "up b")
    moved = alma.get(path(draft_id, f"?sujet={DEBT}&regle=b&sens=up")).text
    assert re.search(r'value="down b \d+" autofocus', moved), "the keyboard stays with the rule, which is first now"


def test_who_was_slower_is_told_and_moves_nothing(app: Flask, alma: FlaskClient, draft_id: int) -> None:
    with app.app_context():
        basile = person_with("Basile", Role.RULE_AUTHOR)
        drafts.move_row(draft_id, "b", None, 0, basile.user_id, before="a")
    answer = alma.post(path(draft_id, ""), data={"sujet": DEBT, "move": "up b 0", "up.b": "a"})
    assert answer.status_code == 409
    assert "Basile a modifié cette règle" in answer.text
    assert "Rien n’a bougé" in answer.text
    assert names(alma, draft_id) == "bacd"


@pytest.mark.parametrize(
    "data", [{}, {"move": "up b 0"}, {"move": "away b 0", "away.b": "a"}, {"move": "up b x", "up.b": "a"}]
)
def test_nonsense_is_refused(alma: FlaskClient, draft_id: int, data: dict[str, str]) -> None:
    assert alma.post(path(draft_id, ""), data=data).status_code == 400


def test_a_rule_that_is_not_there_is_not_moved(alma: FlaskClient, draft_id: int) -> None:
    assert alma.post(path(draft_id, ""), data={"move": "up ghost 0", "up.ghost": "a"}).status_code == 404


def test_who_does_not_write_reads_the_order(app: Flask, draft_id: int) -> None:
    clara = signed_in(app, "clara")
    page = clara.get(path(draft_id)).text
    assert names(clara, draft_id) == "abcd"
    assert 'name="move"' not in page
    assert clara.post(path(draft_id, ""), data={"move": "up b 0", "up.b": "a"}).status_code == 403
    assert clara.get(path(draft_id, "?sujet=zzz")).status_code == 200
