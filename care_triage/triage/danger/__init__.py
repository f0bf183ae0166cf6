"""Words of danger and of distress, and the exact words that decided. Missing one is the worst failure there is.

Tuned for recall: a false alarm shows a telephone number, a miss may cost a life. Expressions (`heard`) and a model
that learnt from examples (`listener`) listen together.
"""

from care_triage.triage.danger.heard import Heard, heard
from care_triage.triage.danger.listener import DANGER, DISTRESS, NEITHER, Listener

__all__ = ["DANGER", "DISTRESS", "NEITHER", "Heard", "Listener", "heard"]
