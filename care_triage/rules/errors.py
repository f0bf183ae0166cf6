"""What the engine refuses, each with a stable key and a sentence in French and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from care_triage.rules.messages import KIND_NAMES, Language, text

_SHOWN: Final = 60


def shown(value: object) -> str:
    """A short printable picture of any value, safe to put in a message whatever was received."""
    if isinstance(value, int) and value.bit_length() > 256:
        return "…"  # Python itself refuses to print very large integers.
    if isinstance(value, str):
        value = value[: _SHOWN + 1]
    try:
        picture = ascii(value) if not isinstance(value, str) or not value.isprintable() else value
    except Exception:  # noqa: BLE001 - a foreign object's repr may raise anything; refusing it must not.
        picture = type(value).__name__
    return picture if len(picture) <= _SHOWN else picture[:_SHOWN] + "…"


class RulesError(ValueError):
    """Base of all refusals of the engine.

    `key` is stable (see messages.py); `message(language)` is the sentence alone; `str()` is the English sentence with
    its place in front, for logs.
    """

    def __init__(self, key: str, **details: str) -> None:
        self.key = key
        self.details = details
        super().__init__(key)

    def message(self, language: Language = "fr") -> str:
        """The sentence for a person, without its place."""
        return text(self.key, language, self.details)

    def place(self) -> str:
        """Where it happened, in a few machine-readable words; empty when there is no place."""
        return ""

    def __str__(self) -> str:
        place = self.place()
        return f"{place}: {self.message('en')}" if place else self.message("en")


class VocabularyError(RulesError):
    """A fact is declared wrongly."""

    def __init__(self, key: str, *, fact: str, **details: str) -> None:
        self.fact = fact
        super().__init__(key, **details)

    def place(self) -> str:
        return f"fact {shown(self.fact)}"


class FactError(VocabularyError):
    """A value given for a fact is not one the vocabulary allows, or the fact does not exist."""


class ConditionError(VocabularyError):
    """A condition does not suit the fact it is put on."""


class RuleError(RulesError):
    """A rule, or the table it stands in, is wrong; `fact` names the condition when one is at fault."""

    def __init__(self, key: str, *, rule_id: str, fact: str | None = None, **details: str) -> None:
        self.rule_id = rule_id
        self.fact = fact
        super().__init__(key, **details)

    def place(self) -> str:
        return f"rule {shown(self.rule_id)}" + (f", fact {self.fact}" if self.fact else "")


class CellError(RulesError):
    """A cell is refused: `rule_id` and `fact` name it, `offset` counts the characters before the fault (0-based)."""

    def __init__(self, key: str, *, fact: str, offset: int, rule_id: str = "", **details: str) -> None:
        self.rule_id = rule_id
        self.fact = fact
        self.offset = offset
        super().__init__(key, **details)

    def place(self) -> str:
        rule = f"rule {shown(self.rule_id)}, " if self.rule_id else ""
        return f"{rule}fact {self.fact}, character {self.offset + 1}"


class HitPolicyError(RulesError):
    """The rules that fired break the hit policy of their table; `rules` names those that do, in rule order."""

    def __init__(self, key: str, *, rules: Iterable[str] = (), **details: str) -> None:
        self.rules = tuple(rules)
        super().__init__(key, rules=shown(", ".join(self.rules)), **details)


def kind_details(kind: str) -> dict[str, str]:
    """The words for a kind of fact, as details of `wrong_type` and `wrong_condition`."""
    french, english = KIND_NAMES[kind]
    return {"expected": french, "expected_en": english}
