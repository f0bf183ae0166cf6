"""What a person typed, made safe to store and to show without changing what it says."""

import re
import unicodedata
from typing import Any

# Controls except tab and newline; C1 controls; marks that reverse the reading order (an address
# or a file name could otherwise show differently from what it is); the byte-order mark.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_BREAK = re.compile("\r\n?|\u2028|\u2029")


def clean(text: str) -> str:
    """`text` in NFC, with Unix line breaks, without control and reordering characters, trimmed.

    Emoji, right-to-left scripts and their joiners are kept.
    """
    text = _LINE_BREAK.sub("\n", text)
    # A lone surrogate cannot be encoded, so the database would refuse the whole form.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()


def clean_line(text: str) -> str:
    """Like `clean`, on one line: every run of white space becomes one space."""
    return " ".join(clean(text).split())


def clean_text(value: Any) -> Any:
    """WTForms filter: `clean` for strings, anything else untouched."""
    return clean(value) if isinstance(value, str) else value
