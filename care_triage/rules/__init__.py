"""The rules engine: typed facts in, an explained decision out. Pure Python, a library inside the house.

>>> vocabulary = Vocabulary([Fact("staff", Kind.INTEGER), Fact("activity", Kind.ENUM, values=codes("farm", "shop"))])
>>> rules = [read_rule(vocabulary, "large-shop", {"staff": ">= 50", "activity": '"shop"'}, outputs="somebody")]
>>> table = RuleTable.compile(vocabulary, rules)
>>> dict(table.decide({"activity": "shop"}, on=None).undecided)  # An unknown answer is never read as "no".
{'large-shop': ('staff',)}
>>> table.decide({"activity": "shop", "staff": 60}, on=None).outputs
('somebody',)
"""

from __future__ import annotations

from care_triage.rules.cells import parse_cell
from care_triage.rules.conditions import (
    AnyOf,
    Condition,
    In,
    Is,
    Known,
    NoneOf,
    NotIn,
    NotStartsWith,
    StartsWith,
    Unknown,
    Within,
    check_condition,
)
from care_triage.rules.decision import Decision
from care_triage.rules.errors import (
    CellError,
    ConditionError,
    FactError,
    HitPolicyError,
    RuleError,
    RulesError,
    VocabularyError,
)
from care_triage.rules.explanation import Explanation, Status
from care_triage.rules.rule import Rule, read_rule
from care_triage.rules.spans import Span
from care_triage.rules.table import RuleTable
from care_triage.rules.values import check_value, plain_value, read_facts
from care_triage.rules.vocabulary import Code, Fact, Kind, Vocabulary, codes
from care_triage.rules.writing import write_cell

__all__ = [
    "AnyOf",
    "CellError",
    "Code",
    "Condition",
    "ConditionError",
    "Decision",
    "Explanation",
    "Fact",
    "FactError",
    "HitPolicyError",
    "In",
    "Is",
    "Kind",
    "Known",
    "NoneOf",
    "NotIn",
    "NotStartsWith",
    "Rule",
    "RuleError",
    "RuleTable",
    "RulesError",
    "Span",
    "StartsWith",
    "Status",
    "Unknown",
    "Vocabulary",
    "VocabularyError",
    "Within",
    "check_condition",
    "check_value",
    "codes",
    "parse_cell",
    "plain_value",
    "read_facts",
    "read_rule",
    "write_cell",
]
