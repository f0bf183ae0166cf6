"""What the roles of a partner on a need are called on a page."""

from collections.abc import Mapping
from typing import Any, Final

from care_triage.cases.types import ReferralRole
from care_triage.web.i18n import lazy

ROLE_NAMES: Final[Mapping[ReferralRole, Any]] = {
    ReferralRole.LEAD: lazy("Pilote"),
    ReferralRole.SUPPORT: lazy("Appui"),
    ReferralRole.INFORM: lazy("Information"),
}
