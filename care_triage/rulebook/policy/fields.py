"""The plain fields of a rule, brought to one form so that equal rules compare equal, and laid flat to be compared."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, Final

from care_triage.rulebook.types import RuleFields
from care_triage.triage.document import LegalClockSpec, RuleSetDocument, RuleSpec
from care_triage.triage.records import write

RULE_ID: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_DEFAULTS: Final = {each.name: each.default for each in fields(RuleSpec) if each.default is not MISSING}
_CLOCK_DEFAULTS: Final = {each.name: each.default for each in fields(LegalClockSpec) if each.default is not MISSING}


def fields_of(spec: RuleSpec) -> RuleFields:
    """The plain fields of a rule, as drafts hold them: without its id."""
    plain = write(spec)
    del plain["id"]
    return plain


def base_fields(document: RuleSetDocument) -> Mapping[str, RuleFields]:
    """The plain fields of every rule of a document, by id, in order."""
    return {spec.id: fields_of(spec) for spec in document.rules}


def normal_fields(raw: RuleFields) -> RuleFields:
    """What was typed without what says nothing: blanks, defaults, empty cells; texts lose the blanks around them."""
    return {
        name: value
        for name, given in raw.items()
        if name != "id"
        and not _says_nothing(value := _of_clock(given) if name == "legal_clock" else _trimmed(given))
        and value != _DEFAULTS.get(name, MISSING)
    }


def _of_clock(given: Any) -> Any:
    """A legal clock without the defaults that stand for themselves; one that was not begun says nothing."""
    value = _trimmed(given)
    if not isinstance(value, Mapping):
        return value
    return {key: each for key, each in value.items() if each != _CLOCK_DEFAULTS.get(key, MISSING)}


def _trimmed(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return {key: kept for key, each in value.items() if not _says_nothing(kept := _trimmed(each))}
    return value


def _says_nothing(value: Any) -> bool:
    return value is None or value in ("", {})


def flat(rule: RuleFields) -> Mapping[str, Any]:
    """The fields by their path: `rank`, `when.legal_form`, `legal_clock.days`."""
    return dict(_flat(rule))


def _flat(rule: RuleFields, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in rule.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
