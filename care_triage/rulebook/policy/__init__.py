"""What a draft of rules amounts to, what differs between two versions, and who may do what with it."""

from care_triage.rulebook.policy.comparison import POSITION, compare, differences
from care_triage.rulebook.policy.composition import compose, problems_of_rule
from care_triage.rulebook.policy.draft_rules import DraftRow, draft_rules
from care_triage.rulebook.policy.fields import RULE_ID, base_fields, fields_of, flat, normal_fields
from care_triage.rulebook.policy.order import place_after, positions

__all__ = [
    "POSITION",
    "RULE_ID",
    "DraftRow",
    "base_fields",
    "compare",
    "compose",
    "differences",
    "draft_rules",
    "fields_of",
    "flat",
    "normal_fields",
    "place_after",
    "positions",
    "problems_of_rule",
]
