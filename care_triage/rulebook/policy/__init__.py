"""What a draft of rules amounts to, what differs between two versions, and who may do what with it."""

from care_triage.rulebook.policy.draft_rules import DraftRow, base_fields, draft_rules, fields_of

__all__ = ["DraftRow", "base_fields", "draft_rules", "fields_of"]
