"""Pages of the front door."""

from care_triage.intake.routes import (
    appointments,
    door,
    endings,
    mandates,
    my_data,
    owner_link,
    places,
    request_steps,
    sending,
    support,
    tracking,
)
from care_triage.intake.routes.blueprint import bp

__all__ = ["appointments", "bp", "door", "endings", "mandates", "my_data", "owner_link", "places", "request_steps", "sending", "support", "tracking"]
