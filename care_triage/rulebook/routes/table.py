"""The rules as a table: those in force, or those of a draft, under a filter that lives in the address."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import render_template, request, url_for

from care_triage.cases.labels import ROLE_NAMES
from care_triage.partners.labels import KIND_NAMES
from care_triage.rulebook.pages.table_filter import TableFilter, TablePage, TableRow, cells_of, page_of, table_row
from care_triage.rulebook.policy import base_fields
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.queries.world import world_of
from care_triage.rulebook.routes.blueprint import READERS, bp
from care_triage.rulebook.routes.writing import may_write
from care_triage.rulebook.words.notes import by_rule, notes_of_draft, problems_by_rule
from care_triage.rulebook.words.rules import RuleWords, in_words, speech_of
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.access import allow
from care_triage.web.i18n import language
from care_triage.web.text import clean_line

_LONGEST = 100


@bp.get("")
@allow(*READERS)
def table() -> str:
    """The rules in force."""
    rule_set, wanted = current_rule_set(), read_filter(request.args)
    rows = [table_row(rule_id, fields) for rule_id, fields in base_fields(rule_set.document).items()]
    return render_template(
        "rulebook/table.html",
        version=rule_set.version,
        **table_values(rule_set.document, rows, wanted, frozenset(), "rulebook.table"),
    )


@bp.get("/projets/<int:draft_id>")
@allow(*READERS)
def draft_table(draft_id: int) -> str:
    """The rules of a draft, each with what is wrong in it."""
    draft, wanted = get_draft(draft_id), read_filter(request.args)
    problems = problems_by_rule(draft)
    findings = by_rule(notes_of_draft(draft, world_of(draft.base.collective.departments)))
    rows = [table_row(rule.id, rule.fields, rule.change, rule.revision) for rule in draft.rules]
    concerned = frozenset(problems) | frozenset(findings)
    return render_template(
        "rulebook/draft_table.html",
        draft=draft,
        problems=problems,
        findings=findings,
        writes=may_write(draft),
        **table_values(draft.base, rows, wanted, concerned, "rulebook.draft_table", draft_id=draft_id),
    )


def table_values(
    document: RuleSetDocument,
    rows: Iterable[TableRow],
    wanted: TableFilter,
    found: frozenset[str],
    endpoint: str,
    **values: Any,
) -> dict[str, Any]:
    """What the table page shows; `endpoint` and `values` are its address without the filter."""
    page = page_of(rows, wanted, document, found)
    return {
        "wanted": wanted,
        "page": page,
        "groups": _said(page, document),
        "document": document,
        "facts": document.vocabulary,
        "kinds": KIND_NAMES,
        "roles": ROLE_NAMES,
        "action": url_for(endpoint, **values),
        "next_url": _address(endpoint, wanted, page.number + 1, values) if page.number < page.last else None,
        "previous_url": _address(endpoint, wanted, page.number - 1, values) if page.number > 1 else None,
    }


def read_filter(args: Mapping[str, str]) -> TableFilter:
    """The filter that an address asks for; what it does not understand does not filter."""
    subject, number = args.get("sujet", "")[:_LONGEST], args.get("page", "")
    return TableFilter(
        text=clean_line(args.get("q", "")[:_LONGEST]),
        theme=subject.removeprefix("theme:") if subject.startswith("theme:") else "",
        subject="" if subject.startswith("theme:") else subject,
        partner=args.get("partenaire", "")[:_LONGEST],
        role=args.get("role", "")[:_LONGEST],
        fact=args.get("information", "")[:_LONGEST],
        changed="modifiees" in args,
        found="constats" in args,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1,
    )


def _address(endpoint: str, wanted: TableFilter, page: int, values: Mapping[str, Any]) -> str:
    chosen: dict[str, Any] = {
        "q": wanted.text,
        "sujet": wanted.subject or (f"theme:{wanted.theme}" if wanted.theme else ""),
        "partenaire": wanted.partner,
        "role": wanted.role,
        "information": wanted.fact,
        "modifiees": "1" if wanted.changed else "",
        "constats": "1" if wanted.found else "",
        "page": page,
    }
    return url_for(endpoint, **values, **{name: value for name, value in chosen.items() if value})


def _said(page: TablePage, document: RuleSetDocument) -> list[tuple[str, str, list[RuleWords]]]:
    """(theme, subject, rules in words) of each group; a rule about its heading's subject alone does not repeat it."""
    shown = [row for _theme, _subject, rows in page.groups for row in rows]
    speech = speech_of(document, (cell for row in shown for cell in cells_of(row.fields).values()))
    themes, subjects = document.theme_by_slug, document.subject_by_slug
    return [
        (
            themes[theme].label(language()) if theme in themes else "",
            subjects[subject].label(language()) if subject in subjects else subject,
            [in_words(row, speech, without=("subject",) if row.subjects == (subject,) else ()) for row in rows],
        )
        for theme, subject, rows in page.groups
    ]
