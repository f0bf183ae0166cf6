"""Published versions and drafts, newest first; one version, and putting it back."""

from flask import flash, redirect, render_template, request, url_for

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.forms.life import TitleForm
from care_triage.rulebook.pages.table_filter import table_row
from care_triage.rulebook.policy import base_fields, compare, may_approve, may_write
from care_triage.rulebook.queries.drafts import drafts
from care_triage.rulebook.queries.life import find_draft_of_version
from care_triage.rulebook.routes.blueprint import APPROVERS, AUTHORS, READERS, Page, bp
from care_triage.rulebook.routes.table import read_filter, table_values
from care_triage.rulebook.service.drafts import start_draft
from care_triage.rulebook.service.life import withdraw
from care_triage.rulebook.service.restore import restore_version
from care_triage.rulebook.words.changes import tally
from care_triage.rulebook.words.life import STATE_NAMES
from care_triage.triage.errors import VersionNotFound
from care_triage.triage.queries.rule_sets import get_version, newest_rule_set
from care_triage.triage.queries.versions import VersionRow, find_version
from care_triage.triage.queries.versions import versions as published_versions
from care_triage.web.access import allow
from care_triage.web.i18n import _


@bp.get("/versions")
@allow(*READERS)
def versions() -> Page:
    """What was published, what is being written."""
    return _versions_page(TitleForm(), 200)


@bp.post("/projets")
@allow(*AUTHORS)
def new_draft() -> Page:
    """Begin a draft on the newest version."""
    form = TitleForm()
    if not form.validate():
        return _versions_page(form, 422)
    draft_id = start_draft(form.title.data, newest_rule_set().id, current_viewer().user_id)
    return redirect(url_for("rulebook.draft_table", draft_id=draft_id), 303)


@bp.get("/versions/<int:number>")
@allow(*READERS)
def version(number: int) -> Page:
    """One version: who published it, what it changed, and its rules."""
    row = _row(number)
    return _version_page(row, TitleForm(title=_("Remettre la version %(number)s", number=number)), 200)


@bp.post("/versions/<int:number>/remettre")
@allow(*AUTHORS)
def restore(number: int) -> Page:
    """Begin a draft that says what this version said; it is approved and published like any other."""
    row, form = _row(number), TitleForm()
    if not form.validate():
        return _version_page(row, form, 422)
    draft_id = restore_version(number, form.title.data, current_viewer().user_id)
    flash(_("Le projet reprend les règles de la version %(number)s.", number=number), "success")
    return redirect(url_for("rulebook.draft_life", draft_id=draft_id), 303)


@bp.post("/versions/<int:number>/annuler")
@allow(*APPROVERS)
def withdraw_version(number: int) -> Page:
    """Take back a version that is yet to take effect."""
    withdraw(number, current_viewer())
    flash(_("La version %(number)s ne prendra pas effet.", number=number), "success")
    return redirect(url_for("rulebook.versions"), 303)


def _versions_page(form: TitleForm, status: int) -> Page:
    viewer = current_viewer()
    living = [draft for draft in drafts() if draft.state in ("open", "submitted", "approved")]
    page = render_template(
        "rulebook/versions.html",
        versions=published_versions(), living=living, form=form, states=STATE_NAMES,
        past=[draft for draft in drafts() if draft not in living], writes=may_write(viewer),
    )  # fmt: skip
    return page, status


def _version_page(row: VersionRow, form: TitleForm, status: int) -> Page:
    document, viewer = get_version(row.version).document, current_viewer()
    previous = _previous(row)
    rows = [table_row(rule_id, fields) for rule_id, fields in base_fields(document).items()]
    newest = newest_rule_set().version
    page = render_template(
        "rulebook/version.html",
        row=row, form=form, previous=previous, newest=newest, shown_version=row.version,
        changes=tally(compare(get_version(previous).document, document)) if previous else None,
        draft_id=find_draft_of_version(row.version),
        may_restore=may_write(viewer) and row.version != newest,
        may_withdraw=may_approve(viewer) and row.is_future and row.version == newest,
        **table_values(document, rows, read_filter(request.args), frozenset(), "rulebook.version", number=row.version),
    )  # fmt: skip
    return page, status


def _row(number: int) -> VersionRow:
    found = find_version(number)
    if found is None:
        raise VersionNotFound
    return found


def _previous(row: VersionRow) -> int | None:
    """The version that this one replaced: the highest below it that was not taken back."""
    below = (each.version for each in published_versions() if each.version < row.version and not each.withdrawn_at)
    return next(below, None)
