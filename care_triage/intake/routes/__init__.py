"""Pages of the front door."""

from care_triage.intake.routes import (
    appointments,
    door,
    endings,
    firm,
    later,
    mandates,
    my_data,
    owner_link,
    places,
    questions,
    request_steps,
    sending,
    sites,
    support,
    tracking,
)
from care_triage.intake.routes.blueprint import bp

__all__ = [
    "appointments",
    "bp",
    "door",
    "endings",
    "firm",
    "later",
    "mandates",
    "my_data",
    "owner_link",
    "places",
    "questions",
    "request_steps",
    "sending",
    "sites",
    "support",
    "tracking",
]
