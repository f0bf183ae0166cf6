"""Requests that were decided, and a draft that takes the lead from some of them."""

from typing import NamedTuple

import pytest
from flask import Flask

from care_triage.accounts.types import Role, Viewer
from care_triage.cases.types import OpenedCase
from care_triage.rulebook.service.drafts import remove_row, start_draft
from care_triage.triage.queries.rule_sets import current_rule_set
from tests.support.filing import file_and_route, filing
from tests.support.rulebook import person_with

BUYER, DEBT = "client-impaye", "dette-urssaf"


class Past(NamedTuple):
    """Two requests about a debt, one about a buyer; Alma's draft removes every rule that lets somebody lead a buyer's."""

    alma: Viewer
    draft_id: int
    buyer: OpenedCase
    debts: tuple[OpenedCase, ...]


@pytest.fixture
def past(stocked_context: Flask) -> Past:
    return make_past()


def make_past() -> Past:
    """Inside an application context."""
    debts = tuple(file_and_route(filing(DEBT, facts={"employees": number})) for number in (3, 80))
    buyer = file_and_route(filing(BUYER))
    alma = person_with("Alma", Role.RULE_AUTHOR)
    return Past(alma, leaderless_draft(alma.user_id), buyer, debts)


def leaderless_draft(author_id: int) -> int:
    """A draft without the rules that let somebody lead a request about a buyer."""
    rules = current_rule_set()
    draft_id = start_draft("Acheteurs", rules.id, author_id)
    for rule in rules.document.rules:
        if BUYER in rule.when.get("subject", "") and rule.role == "lead":
            remove_row(draft_id, rule.id, 0, author_id)
    return draft_id
