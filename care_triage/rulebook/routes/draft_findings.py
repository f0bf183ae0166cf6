"""Everything that verification finds in a draft, with an example, what to do, and the way to the rule."""

from flask import render_template

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.findings.labels import SEVERITY_NAMES
from care_triage.rulebook.pages.verification import verification_box
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.world import world_of
from care_triage.rulebook.routes.blueprint import READERS, bp
from care_triage.rulebook.routes.writing import may_write
from care_triage.rulebook.words.notes import notes_of_draft, problems_by_rule
from care_triage.web.access import allow


@bp.get("/projets/<int:draft_id>/constats")
@allow(*READERS)
def draft_findings(draft_id: int) -> str:
    """The findings, the most serious first."""
    draft = get_draft(draft_id)
    problems, world = problems_by_rule(draft), world_of(draft.base.collective.departments)
    box = verification_box(draft, current_viewer())
    whole = box["verification"].findings if box["is_verified"] else None
    return render_template(
        "rulebook/draft_findings.html",
        draft=draft, problems=problems, notes=notes_of_draft(draft, world, whole), **box,
        severities=SEVERITY_NAMES, writes=may_write(draft),
    )  # fmt: skip
