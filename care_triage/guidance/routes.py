"""The public page of aids: all of them, by subject, operator or words; nothing is asked of the reader."""

from flask import Blueprint, render_template, request

from care_triage.guidance.policy import AidFilter, found, operators
from care_triage.infra import clock
from care_triage.triage.aids.shown import ShownAid
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.access import Everyone, allow
from care_triage.web.i18n import language
from care_triage.web.limits import limit

bp = Blueprint("guidance", __name__, template_folder="templates")

_LONGEST = 80


@bp.get("/aides")
@allow(Everyone)
@limit("120/minute")
def aids() -> str:
    """Every aid we know, filtered."""
    document, on = current_rule_set().document, clock.today()
    wanted = AidFilter(*(request.args.get(name, "")[:_LONGEST].strip() for name in ("mots", "sujet", "operateur")))
    shown = [
        ShownAid(aid, is_over=aid.ended(on), is_to_come=not aid.started(on)) for aid in found(document.aids, wanted, on)
    ]
    served = {slug for aid in document.aids for slug in aid.subjects}
    return render_template(
        "guidance/aids.html", shown=shown, wanted=wanted, total=len(document.aids), document=document, served=served,
        operators=operators(document.aids, language()), locale=language(), collective=document.collective,
    )  # fmt: skip
