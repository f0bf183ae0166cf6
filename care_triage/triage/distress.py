"""The former address of `danger`, until its last caller has moved."""

from care_triage.triage.danger import is_danger, is_distress

__all__ = ["is_danger", "is_distress"]
