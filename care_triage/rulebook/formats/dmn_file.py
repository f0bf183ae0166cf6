"""Rules as DMN 1.3: decision tables for a modeller, one for each theme, and a decision that joins them."""

from __future__ import annotations

from care_triage.rulebook.formats.dmn_reading import read
from care_triage.rulebook.formats.dmn_writing import write

__all__ = ["read", "write"]
