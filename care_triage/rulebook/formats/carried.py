"""The rules of a file between its plan and the confirmation: they travel in the form, only what differs written out.

Nothing is kept on the server for plans that nobody confirms. What comes back is read and checked like a file.
"""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, replace
from typing import Any, Final

from care_triage.rulebook.formats.check import checked
from care_triage.rulebook.formats.problems import InvalidRuleFile, SourceRule, refused
from care_triage.rulebook.policy import fields_of
from care_triage.triage.document import RuleSetDocument

LONGEST: Final = 400_000
"""Characters of a hidden field; a form may hold half a million."""

_UNPACKED: Final = 20_000_000
# A number that no database can look up must not stop the page; it then names a version that is not there.
_LARGEST_ID: Final = 2**31


@dataclass(frozen=True, slots=True)
class Carried:
    """The version that a plan was made against, and the rules in order: an id where the version says the same."""

    base_id: int
    rules: tuple[Any, ...]


def pack(base_id: int, base: RuleSetDocument, imported: RuleSetDocument) -> str | None:
    """The rules of `imported` as a short text; None when they differ in too much to travel in a form."""
    known = base.rule_by_id
    rules = [rule.id if known.get(rule.id) == rule else {"id": rule.id, **fields_of(rule)} for rule in imported.rules]
    plain = json.dumps({"base": base_id, "rules": rules}, ensure_ascii=False, separators=(",", ":"))
    packed = base64.urlsafe_b64encode(zlib.compress(plain.encode(), 9)).decode()
    return packed if len(packed) <= LONGEST else None


def unpack(packed: str) -> Carried:
    """What `pack` was given. Raises InvalidRuleFile."""
    try:
        content = zlib.decompressobj().decompress(base64.urlsafe_b64decode(packed.encode("ascii")), _UNPACKED)
        found = json.loads(content)
        return Carried(int(found["base"]) % _LARGEST_ID, tuple(found["rules"]))
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, RecursionError):
        raise _lost() from None


def restored(carried: Carried, base: RuleSetDocument) -> RuleSetDocument:
    """The document that was planned, checked again. Raises InvalidRuleFile."""
    known = base.rule_by_id
    sources = []
    for number, rule in enumerate(carried.rules, 1):
        if isinstance(rule, str) and rule in known:
            sources.append(SourceRule(rule, fields_of(known[rule]), number))
        elif isinstance(rule, dict):
            fields = {name: value for name, value in rule.items() if name != "id"}
            sources.append(SourceRule(str(rule.get("id", "")), fields, number))
        else:
            raise _lost()
    return replace(base, rules=checked(sources, base).rules)


def _lost() -> InvalidRuleFile:
    return refused(
        "Ce plan ne peut plus être lu : envoyez le fichier de nouveau.",
        "This plan can no longer be read: send the file again.",
    )
