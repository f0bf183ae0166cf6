"""What makes a password good enough, and who may manage whose roles. Pure."""

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable

from care_triage.accounts.errors import PasswordEasyToGuess, PasswordTooLong, PasswordTooShort, WeakPassword
from care_triage.accounts.types import COLLECTIVE_ROLES, PARTNER_ROLES, UNIT_ROLES, Role, Viewer

# NIST SP 800-63B: length is what protects; no rule on kinds of characters, no forced renewal.
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
# What must be left once the obvious is taken away.
_LEAST_OWN_CHARACTERS = 6
_OBVIOUS = (
    "motdepasse", "password", "passe", "azerty", "qwerty", "qwertz", "bienvenue", "welcome", "bonjour", "soleil",
    "administrateur", "administrator", "admin", "conseiller", "coordinateur", "connexion", "entreprise", "secret",
    "jetaime", "iloveyou", "doudou", "loulou", "chouchou", "football", "dragon", "changeme", "letmein",
    "care", "lyon", "saintetienne", "loire", "rhone", "roanne", "france",
)  # fmt: skip
_KEYBOARD = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm")

# Roles that could open every door or publish rules are given by an administrator only.
_GIVEN_BY_COORDINATORS = frozenset({Role.ADVISER, Role.UNIT_MANAGER, Role.PARTNER_MANAGER, Role.AGENT})
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\.]+(?:\.[^@\s<>,;:\"()\[\]\\.]+)+")


def password_problem(password: str, known: Iterable[str] = ()) -> WeakPassword | None:
    """Why `password` is refused, or None. `known`: words anyone would try, such as the name."""
    if len(password) < SHORTEST_PASSWORD:
        return PasswordTooShort()
    if len(password) > LONGEST_PASSWORD:
        return PasswordTooLong()
    own = _without_runs(_without_words(_joined(_folded(password)), known))
    if len(set(own)) < _LEAST_OWN_CHARACTERS:
        return PasswordEasyToGuess()
    return None


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _joined(text: str) -> str:
    return re.sub(r"[\s_.'’-]+", "", text)


def _without_words(password: str, known: Iterable[str]) -> str:
    personal = {part for word in known for part in re.split(r"[^a-z0-9]+", _folded(word)) if len(part) > 2}
    for word in sorted({*_OBVIOUS, *personal}, key=lambda word: (-len(word), word)):
        password = password.replace(word, "")
    return password


def _without_runs(password: str) -> str:
    """Drop every character that only continues its neighbour: aaaa, 1234, azerty, and the same backwards."""
    kept = password[:1]
    for before, character in itertools.pairwise(password):
        if before != character and not any(before + character in row or character + before in row for row in _KEYBOARD):
            kept += character
    return kept


def is_email(text: str) -> bool:
    """Whether `text` could be an address; only a mail that arrives proves that it is one."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def scope_fits(role: Role, unit_id: int | None, partner_id: int | None) -> bool:
    """Whether `role` is exercised on this: a unit, a partner, or the whole collective (neither)."""
    if role in UNIT_ROLES:
        return unit_id is not None and partner_id is None
    if role in PARTNER_ROLES:
        return partner_id is not None and unit_id is None
    return unit_id is None and partner_id is None


def grantable_roles(viewer: Viewer) -> frozenset[Role]:
    """Roles that `viewer` may give to or take from anyone, wherever they are exercised."""
    if viewer.has(Role.ADMINISTRATOR):
        return frozenset(Role)
    return _GIVEN_BY_COORDINATORS if viewer.is_coordinator else frozenset()


def grantable_collective_roles(viewer: Viewer) -> list[Role]:
    """Those of `grantable_roles` that need no unit or partner, in the order of the glossary."""
    allowed = grantable_roles(viewer) & COLLECTIVE_ROLES
    return [role for role in Role if role in allowed]


def may_grant(viewer: Viewer, role: Role, unit_id: int | None, partner_id: int | None) -> bool:
    """Whether `viewer` may give or take `role` there. `partner_id` of a unit role: the unit's partner, when known."""
    if role in grantable_roles(viewer):
        return True
    if role in UNIT_ROLES and partner_id in viewer.partner_ids:
        return True
    return role is Role.ADVISER and unit_id in viewer.managed_unit_ids


def may_invite(viewer: Viewer) -> bool:
    """Whether `viewer` may open an account for somebody; what it opens is decided by `may_grant`."""
    return viewer.has(Role.ADMINISTRATOR, Role.COORDINATOR, Role.PARTNER_MANAGER, Role.UNIT_MANAGER)


def may_manage(viewer: Viewer, their_roles: Collection[Role]) -> bool:
    """Whether `viewer` may close or reopen the account of somebody with `their_roles`: nobody reaches above."""
    allowed = grantable_roles(viewer)
    return bool(allowed) and allowed.issuperset(their_roles)
