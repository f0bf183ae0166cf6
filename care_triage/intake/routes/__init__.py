"""Pages of the front door."""

from care_triage.intake.routes import door, places, request_steps, sending, support, tracking
from care_triage.intake.routes.blueprint import bp

__all__ = ["bp", "door", "places", "request_steps", "sending", "support", "tracking"]
