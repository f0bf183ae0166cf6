"""Commands of the rulebook: `flask catalogue`, and its part of `flask rules`."""

# Each module adds its commands to the group `rules` of triage.
from care_triage.rulebook.cli import findings, formats, replay
from care_triage.rulebook.cli.catalogue import catalogue

__all__ = ["catalogue", "findings", "formats", "replay"]
