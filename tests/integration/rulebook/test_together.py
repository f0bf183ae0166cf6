"""At the same moment: two authors on one rule, two people who publish."""

import threading
from collections.abc import Callable

from flask import Flask

from care_triage.infra.db import db
from care_triage.rulebook.errors import RowChangedMeanwhile
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.service import drafts
from care_triage.triage.queries.versions import versions
from care_triage.triage.service.publish import publish_rule_set
from tests.integration.rulebook.conftest import Writing
from tests.support.rules import document, rule


def together(app: Flask, *acts: Callable[[], object]) -> None:
    """Do all at once, each with a session of its own."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            barrier.wait(timeout=10)
            act()
            db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def test_of_two_authors_on_one_rule_one_is_told(app: Flask, writing: Writing) -> None:
    found = get_draft(writing.draft_id).find("appui")
    assert found is not None
    told: list[RowChangedMeanwhile] = []

    def save(rank: int, actor_id: int) -> Callable[[], None]:
        def act() -> None:
            try:
                drafts.save_row(writing.draft_id, "appui", {**found.fields, "rank": rank}, 0, actor_id)
            except RowChangedMeanwhile as error:
                told.append(error)

        return act

    together(app, save(30, writing.alma.user_id), save(40, writing.basile.user_id))
    (error,) = told
    assert error.theirs is not None
    assert {error.theirs["rank"], error.by} in ({30, "Alma"}, {40, "Basile"})


def test_two_publications_take_two_numbers(app: Flask, writing: Writing) -> None:
    together(app, *(
        lambda rank=rank: publish_rule_set(document(rule("pilote", rank=rank)), f"Rang {rank}") for rank in (3, 4, 5)
    ))  # fmt: skip
    assert sorted(row.version for row in versions()) == [1, 2, 3, 4]


def test_the_same_rules_published_twice_at_once_are_one_version(app: Flask, writing: Writing) -> None:
    same = document(rule("pilote", rank=3))
    together(app, *(lambda: publish_rule_set(same, "Deux fois") for _ in range(2)))
    assert [row.version for row in versions()] == [2, 1]
