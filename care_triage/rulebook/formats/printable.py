"""Texts for formats that refuse control characters (XML, and XLSX which is made of it)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from care_triage.rulebook.formats.problems import Loss

_REFUSED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what XML cannot hold; lines end with a line feed."""
    return _REFUSED.sub("", text.replace("\r\n", "\n"))


def unprintable_of(rule_id: str, texts: Mapping[str, str]) -> Iterator[Loss]:
    """The fields of a rule that lose characters."""
    for name, text in texts.items():
        if printable(text) != text:
            yield Loss(
                rule_id, name, "Des caractères de commande ne peuvent pas être écrits.",
                "Control characters cannot be written.",
            )  # fmt: skip
