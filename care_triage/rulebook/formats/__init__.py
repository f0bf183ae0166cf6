"""Rules as files: the repository's text file, a table for a spreadsheet (CSV, XLSX), and DMN; written and read.

A file holds the rules and, for whoever reads it, their vocabulary. Reading checks every cell against the rule set it
will change and gives all of the rules or none; what a format cannot hold is named.
"""

from care_triage.rulebook.formats.exchange import (
    EXTENSIONS,
    Format,
    Reading,
    Written,
    format_of,
    read_rules,
    write_rules,
)
from care_triage.rulebook.formats.plan import ImportPlan, plan_import
from care_triage.rulebook.formats.problems import FileProblem, InvalidRuleFile, Loss

__all__ = [
    "EXTENSIONS",
    "FileProblem",
    "Format",
    "ImportPlan",
    "InvalidRuleFile",
    "Loss",
    "Reading",
    "Written",
    "format_of",
    "plan_import",
    "read_rules",
    "write_rules",
]
