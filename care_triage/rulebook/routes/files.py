"""Rules in files: a version to download, and a file to take over, its plan first."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import FileStorage

from care_triage.accounts.session import current_viewer
from care_triage.rulebook.formats import (
    Format,
    ImportPlan,
    InvalidRuleFile,
    Reading,
    format_of,
    plan_import,
    read_rules,
    write_rules,
)
from care_triage.rulebook.formats.carried import pack, restored, unpack
from care_triage.rulebook.formats.exchange import MEDIA_TYPES
from care_triage.rulebook.forms.files import ConfirmForm, UploadForm
from care_triage.rulebook.routes.blueprint import AUTHORS, READERS, Page, bp
from care_triage.rulebook.service.import_rules import import_rules
from care_triage.rulebook.words.changes import change_words, tally
from care_triage.triage.errors import NoRuleSet, VersionNotFound
from care_triage.triage.queries.rule_sets import current_rule_set, get_rule_set, get_version, newest_rule_set
from care_triage.triage.rule_set import RuleSet
from care_triage.web.access import allow
from care_triage.web.i18n import _, language

_AT_ONCE = 50
_LONGEST_TITLE = 120


@bp.get("/exporter/<form>")
@allow(*READERS)
def export_rules(form: str) -> Page:
    """The rules of a version (`version`; else the one in force) as a file."""
    if form not in list(Format):
        abort(404)
    rule_set = _asked_version(request.args.get("version", ""))
    written = write_rules(rule_set.document, Format(form))
    name = _("regles-version-%(number)s", number=rule_set.version)
    return send_file(
        BytesIO(written.data), mimetype=MEDIA_TYPES[Format(form)], as_attachment=True, download_name=f"{name}.{form}"
    )


def _asked_version(typed: str) -> RuleSet:
    if not typed:
        return current_rule_set()
    return get_version(int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0)


@bp.get("/importer")
@allow(*AUTHORS)
def import_page() -> Page:
    """Choose a file."""
    return _upload_page(UploadForm(), 200)


@bp.post("/importer")
@allow(*AUTHORS)
def plan_rules() -> Page:
    """Show what the file would change; nothing is written."""
    form = UploadForm()
    if not form.validate():
        return _upload_page(form, 422)
    upload: FileStorage = form.file.data
    data, name, base = upload.read(), upload.filename or "", newest_rule_set()
    try:
        reading = read_rules(data, format_of(name, data), base.document)
    except InvalidRuleFile as error:
        return _refused_page(form, error)
    title = _("Import de %(file)s", file=PurePath(name).name[:_LONGEST_TITLE])
    return _plan_page(ConfirmForm(None, title=title), base, reading, 200)


@bp.post("/importer/projet")
@allow(*AUTHORS)
def import_as_draft() -> Page:
    """Begin a draft with the rules of the plan that was shown."""
    form = ConfirmForm()
    try:
        carried = unpack(form.plan.data or "")
        base = get_rule_set(carried.base_id)
        imported = restored(carried, base.document)
    except InvalidRuleFile as error:
        return _refused_page(UploadForm(None), error)
    except NoRuleSet:
        raise VersionNotFound from None
    if not form.validate():
        return _plan_page(form, base, Reading(imported), 422)
    draft_id = import_rules(form.title.data, base.id, imported, current_viewer().user_id)
    flash(_("Le projet reprend les règles du fichier."), "success")
    return redirect(url_for("rulebook.draft_table", draft_id=draft_id), 303)


def _upload_page(form: UploadForm, status: int, **values: Any) -> Page:
    newest = newest_rule_set().version
    return render_template("rulebook/import.html", form=form, version=newest, **({"problems": ()} | values)), status


def _refused_page(form: UploadForm, error: InvalidRuleFile) -> Page:
    form.file.errors = [_("Ce fichier ne peut pas être repris. Rien n’a été changé.")]
    problems = [
        (problem.place(language()), problem.rule_id, problem.sentence(language())) for problem in error.problems
    ]
    return _upload_page(form, 422, problems=problems)


def _plan_page(form: ConfirmForm, base: RuleSet, reading: Reading, status: int) -> Page:
    plan = plan_import(base.document, reading.document)
    form.plan.data = packed = pack(base.id, base.document, reading.document)
    page = render_template(
        "rulebook/import_plan.html",
        form=form, plan=plan, version=base.version, tally=tally(plan.changes), fits=packed is not None,
        changes=change_words(base.document, reading.document, _first(plan)), at_once=_AT_ONCE,
        losses=[(loss.field, loss.sentence(language())) for loss in reading.losses],
    )  # fmt: skip
    return page, status


def _first(plan: ImportPlan) -> Any:
    """The changes to show, rules that would go before all others."""
    return (*plan.removed, *plan.changed, *plan.added)[:_AT_ONCE]
