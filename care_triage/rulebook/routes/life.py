"""The way of a draft to publication: what is left to do, who did what, and the next step."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for

from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Viewer
from care_triage.infra.errors import DomainError, Forbidden, NotFound
from care_triage.rulebook import policy
from care_triage.rulebook.errors import OwnDraft, ReasonMissing
from care_triage.rulebook.forms.life import PublishForm, ReasonForm, RefuseForm, SeenForm
from care_triage.rulebook.pages.compiled import composition_of
from care_triage.rulebook.pages.verification import verification_box
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.life import get_life
from care_triage.rulebook.queries.replays import latest_replay
from care_triage.rulebook.routes.blueprint import APPROVERS, AUTHORS, READERS, WRITERS, Page, bp
from care_triage.rulebook.service import life as use_cases
from care_triage.rulebook.service.rebase import rebase_draft
from care_triage.rulebook.types import DraftLife, DraftState, DraftView, Replayed, Verified
from care_triage.rulebook.words.changes import tally
from care_triage.rulebook.words.life import STATE_NAMES, STEP_NAMES
from care_triage.triage.errors import TakesEffectTooEarly
from care_triage.web.access import allow
from care_triage.web.errors import message_of
from care_triage.web.forms import CareForm
from care_triage.web.i18n import _, ngettext


@bp.get("/projets/<int:draft_id>/vie")
@allow(*READERS)
def draft_life(draft_id: int) -> Page:
    """Where the draft is, and what comes next."""
    return _page(draft_id)


@bp.post("/projets/<int:draft_id>/vie/soumettre")
@allow(*AUTHORS)
def submit_draft(draft_id: int) -> Page:
    """Show it to a second person."""
    form = ReasonForm()
    reason, seen = form.reason.data or "", form.seen_revision
    if _tried(form, lambda: use_cases.submit(draft_id, current_viewer(), seen_revision=seen, reason=reason)):
        return _done(draft_id, _("Le projet est soumis : une autre personne doit l’approuver."))
    return _page(draft_id, reason_form=form)


@bp.post("/projets/<int:draft_id>/vie/approuver")
@allow(*APPROVERS)
def approve_draft(draft_id: int) -> Page:
    """Say yes."""
    form = ReasonForm()
    reason, seen = form.reason.data or "", form.seen_revision
    if _tried(form, lambda: use_cases.approve(draft_id, current_viewer(), seen_revision=seen, reason=reason)):
        return _done(draft_id, _("Le projet est approuvé : il peut être publié."))
    return _page(draft_id, reason_form=form)


@bp.post("/projets/<int:draft_id>/vie/renvoyer")
@allow(*APPROVERS)
def refuse_draft(draft_id: int) -> Page:
    """Give it back to its authors."""
    form = RefuseForm()
    if _tried(form, lambda: use_cases.refuse(draft_id, current_viewer(), form.note.data)):
        return _done(draft_id, _("Le projet est renvoyé à ses auteurs, avec votre note."))
    return _page(draft_id, refuse_form=form)


@bp.post("/projets/<int:draft_id>/vie/publier")
@allow(*APPROVERS)
def publish_draft(draft_id: int) -> Page:
    """Make it a version."""
    form = PublishForm()
    if _tried(form, lambda: use_cases.publish(draft_id, current_viewer(), effective_at=form.effective_at())):
        number = get_life(draft_id).published_version
        flash(_("La version %(number)s est publiée.", number=number), "success")
        return redirect(url_for("rulebook.version", number=number), 303)
    return _page(draft_id, publish_form=form)


@bp.post("/projets/<int:draft_id>/vie/reprendre")
@allow(*AUTHORS)
def take_back_draft(draft_id: int) -> Page:
    """Write in it again."""
    use_cases.take_back(draft_id, current_viewer())
    return _done(draft_id, _("Le projet est de nouveau ouvert : il devra être soumis et approuvé."))


@bp.post("/projets/<int:draft_id>/vie/actualiser")
@allow(*AUTHORS)
def rebase(draft_id: int) -> Page:
    """Carry it over onto the newest version."""
    contested = rebase_draft(draft_id, current_viewer().user_id)
    if not contested:
        return _done(draft_id, _("Le projet repose maintenant sur la dernière version."))
    text = ngettext(
        "%(num)d règle a aussi changé dans la dernière version : choisissez.",
        "%(num)d règles ont aussi changé dans la dernière version : choisissez.",
        contested,
    )
    flash(text, "warning")
    return redirect(url_for("rulebook.contested", draft_id=draft_id), 303)


@bp.post("/projets/<int:draft_id>/vie/abandonner")
@allow(*WRITERS)
def discard_draft(draft_id: int) -> Page:
    """Give it up."""
    use_cases.discard(draft_id, current_viewer())
    return _done(draft_id, _("Le projet est abandonné. Il reste lisible."))


def _tried(form: CareForm, step: Callable[[], object]) -> bool:
    """Whether the step was taken; else the form says why not, and keeps what was typed."""
    if not form.validate():
        return False
    try:
        step()
    except (Forbidden, NotFound):
        raise
    except ReasonMissing as error:
        form["reason"].errors = [message_of(error)]
    except TakesEffectTooEarly as error:
        form["effective_on"].errors = [message_of(error)]
    except DomainError as error:
        form.form_errors.append(message_of(error))
    else:
        return True
    return False


def _done(draft_id: int, said: str) -> Page:
    flash(said, "success")
    return redirect(url_for("rulebook.draft_life", draft_id=draft_id), 303)


def _page(draft_id: int, **sent: Any) -> Page:
    """The page, with the form that was `sent` and refused."""
    draft, life, viewer = get_draft(draft_id), get_life(draft_id), current_viewer()
    replay, composition = latest_replay(draft_id), composition_of(draft)
    box = verification_box(draft, viewer)
    forms = {
        "reason_form": ReasonForm(formdata=None, revision=draft.revision, reason=life.reason),
        "refuse_form": RefuseForm(formdata=None),
        "publish_form": PublishForm(formdata=None),
    }
    for form in sent.values():
        if isinstance(form, SeenForm):
            # The page now shows the draft as it is.
            form.revision.data = str(draft.revision)
    page = render_template(
        "rulebook/draft_life.html",
        draft=draft, life=life, states=STATE_NAMES, entries=_entries(life),
        obstacles=_obstacles(draft, life, replay, box["verification"], viewer), replay=replay, **box,
        is_replayed=policy.is_replayed(life, replay), loses_leads=policy.loses_leads(replay),
        changes=tally(policy.compare(draft.base, composition.document)) if composition.document else None,
        writes=policy.may_write(viewer), approves=policy.may_approve(viewer), own=viewer.user_id in life.hands,
        **(forms | sent),
    )  # fmt: skip
    return page, 422 if sent else 200


def _obstacles(
    draft: DraftView, life: DraftLife, replay: Replayed | None, verification: Verified | None, viewer: Viewer
) -> Sequence[tuple[str, str, str | None]]:
    """What is left to do before the next step: its sort, in words, and where."""
    checks: dict[DraftState, Callable[[], policy.Obstacles]] = {
        DraftState.OPEN: lambda: policy.to_submit(life, draft, composition_of(draft)),
        DraftState.SUBMITTED: lambda: policy.to_approve(life, replay, verification, viewer),
        DraftState.APPROVED: lambda: policy.to_publish(life, replay, verification, viewer),
    }
    found = checks[life.state]() if life.state in checks else ()
    # Who may do the step is said by the page in its own words.
    return [
        (type(each).__name__, message_of(each), _place(each, draft.id))
        for each in found
        if not isinstance(each, OwnDraft) and each.status != 403
    ]


def _place(obstacle: DomainError, draft_id: int) -> str | None:
    places = {
        "DraftContested": "rulebook.contested",
        "DraftHasErrors": "rulebook.draft_findings",
        "EmptyDraft": "rulebook.draft_table",
        "ReplayMissing": "rulebook.replay",
        "VerificationMissing": "rulebook.draft_findings",
        "VerificationHasErrors": "rulebook.draft_findings",
    }
    endpoint = places.get(type(obstacle).__name__)
    return url_for(endpoint, draft_id=draft_id) if endpoint in current_app.view_functions else None


def _entries(life: DraftLife) -> list[dict[str, Any]]:
    """The life of the draft, the last step first."""
    return [
        {"at": event.at, "title": STEP_NAMES[event.step], "actor": event.by, "body": event.note}
        for event in reversed(life.events)
    ]
