"""What a draft of rules amounts to, what differs between two versions, and who may do what with it."""

from care_triage.rulebook.policy.comparison import POSITION, compare, differences
from care_triage.rulebook.policy.composition import compose, problems_of_rule
from care_triage.rulebook.policy.draft_rules import DraftRow, draft_rules
from care_triage.rulebook.policy.fields import RULE_ID, base_fields, fields_of, flat, normal_fields
from care_triage.rulebook.policy.life import (
    Obstacles,
    is_replayed,
    is_verified,
    loses_leads,
    may_approve,
    may_write,
    to_approve,
    to_publish,
    to_submit,
)
from care_triage.rulebook.policy.order import merged, place_after, place_before, positions, steady
from care_triage.rulebook.policy.rebase import rebase

__all__ = [
    "POSITION",
    "RULE_ID",
    "DraftRow",
    "Obstacles",
    "base_fields",
    "compare",
    "compose",
    "differences",
    "draft_rules",
    "fields_of",
    "flat",
    "is_replayed",
    "is_verified",
    "loses_leads",
    "may_approve",
    "may_write",
    "merged",
    "normal_fields",
    "place_after",
    "place_before",
    "positions",
    "problems_of_rule",
    "rebase",
    "steady",
    "to_approve",
    "to_publish",
    "to_submit",
]
