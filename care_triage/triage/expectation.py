"""Whom a story concerns while it may still be read in several ways: each reading counts by how probable it is.

Pure. A clear story gives the partners of its subject in their order; between two readings the partner that both
want comes first, and the leads of both come before the supports of either.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from care_triage.partners.types import Kind
from care_triage.triage.policy import STRENGTH
from care_triage.triage.types import Resolution

# What a partner's place is worth: its role, then each partner before it. Measured on the labelled stories.
_WORTH = {"lead": 1.0, "support": 0.35, "inform": 0.12}
_NEXT = 0.8


def expected_partners(readings: Iterable[tuple[float, Resolution]]) -> list[tuple[Kind, str]]:
    """Kinds of partners with their strongest role, best first; `readings` are (how probable, what the rules want)."""
    worth, roles = defaultdict[Kind, float](float), dict[Kind, str]()
    for share, resolution in readings:
        for place, partner in enumerate(chain(resolution.leads, resolution.supports, resolution.informs)):
            worth[partner.kind] += share * _WORTH[partner.role] * _NEXT**place
            roles[partner.kind] = min(roles.get(partner.kind, partner.role), partner.role, key=STRENGTH.__getitem__)
    return [(kind, roles[kind]) for kind in sorted(worth, key=lambda kind: -worth[kind])]
