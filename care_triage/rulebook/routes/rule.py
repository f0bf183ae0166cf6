"""One rule in force: every condition spelled out, and the drafts in which it can be changed."""

import re

from flask import abort, render_template, request

from care_triage.accounts.session import current_viewer
from care_triage.partners.labels import STATUS_NAMES
from care_triage.rulebook.pages.table_filter import table_row
from care_triage.rulebook.policy import fields_of
from care_triage.rulebook.queries.drafts import find_open_drafts
from care_triage.rulebook.routes.blueprint import AUTHORS, READERS, bp
from care_triage.rulebook.words.rules import in_words, speech_of
from care_triage.triage.queries.rule_sets import current_rule_set, get_version
from care_triage.web.access import allow

_NUMBER = re.compile(r"[0-9]{1,9}")


@bp.get("/regle/<rule_id>")
@allow(*READERS)
def rule(rule_id: str) -> str:
    """What a rule says, whole: now, or in the version that the address names."""
    number = request.args.get("version", "")
    rule_set = get_version(int(number)) if _NUMBER.fullmatch(number) else current_rule_set()
    spec = rule_set.document.rule_by_id.get(rule_id)
    if spec is None:
        abort(404)
    speech = speech_of(rule_set.document, spec.when.values())
    return render_template(
        "rulebook/rule.html",
        rule=spec,
        version=rule_set.version,
        words=in_words(table_row(spec.id, fields_of(spec)), speech, whole=True),
        statuses=STATUS_NAMES,
        drafts=find_open_drafts() if current_viewer().has(*AUTHORS) else (),
        writes=current_viewer().has(*AUTHORS),
    )
