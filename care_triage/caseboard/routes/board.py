"""The board: every case of the collective, as a list or in columns, under a filter that lives in the address."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from care_triage.accounts.session import current_viewer
from care_triage.caseboard.labels import STATUS_MEANINGS, STATUS_MOVES, STATUS_NAMES, WAITING_NAMES
from care_triage.caseboard.places import department_names
from care_triage.caseboard.queries import board as queries
from care_triage.caseboard.queries.board import COLUMN, BoardPage, BoardRow, Cursor
from care_triage.caseboard.queries.board_counts import Count, count_by_status
from care_triage.caseboard.queries.board_filter import BoardFilter
from care_triage.caseboard.queries.choices import partner_choices
from care_triage.caseboard.routes.blueprint import COORDINATORS, Page, bp
from care_triage.cases.types import Status
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web import navigation
from care_triage.web.access import allow
from care_triage.web.i18n import _, language, lazy
from care_triage.web.text import clean_line

navigation.add(bp, lazy("Tableau"), "caseboard.board", roles=COORDINATORS, order=22, icon="board")

# The largest number that an integer column can be asked.
_LARGEST = 2**31 - 1
_FLAGS = {"urgent": "urgent", "distress": "detresse", "late": "retard"}


@bp.get("/tableau")
@allow(*COORDINATORS)
def board() -> Page:
    """Every case, newest first; the same filter for list, columns and counts."""
    viewer, wanted = current_viewer(), read_filter(request.args)
    as_columns = request.args.get("vue") == "colonnes"
    document = current_rule_set().document
    shown: dict[str, Any] = (
        _columns(wanted, queries.board_columns(wanted, viewer))
        if as_columns
        else _list(wanted, queries.board_page(wanted, viewer, _cursor(request.args)))
    )
    return render_template(
        "caseboard/board_columns.html" if as_columns else "caseboard/board.html",
        wanted=wanted,
        tabs_of_status=_tabs(count_by_status(wanted, viewer), wanted, as_columns),
        views=_views(wanted, as_columns),
        document=document,
        subjects=_subject_names(document),
        departments=department_names(document.collective.departments),
        partners=partner_choices(),
        status_names=STATUS_NAMES, status_meanings=STATUS_MEANINGS, status_moves=STATUS_MOVES, waiting=WAITING_NAMES,
        **shown,
    )  # fmt: skip


def read_filter(args: Mapping[str, str]) -> BoardFilter:
    """The filter an address asks for; what it does not understand does not filter."""
    subject, unit = args.get("sujet", "")[:90], args.get("chez", "")
    status = args.get("statut", "")
    return BoardFilter(
        text=clean_line(args.get("q", "")[:100]),
        status=Status(status) if status in list(Status) else None,
        theme=subject.removeprefix("theme:") if subject.startswith("theme:") else "",
        subject="" if subject.startswith("theme:") else subject,
        department=args.get("departement", "")[:3],
        partner_id=_number(unit.removeprefix("partenaire:")) if unit.startswith("partenaire:") else None,
        unit_id=_number(unit.removeprefix("antenne:")) if unit.startswith("antenne:") else None,
        urgent="urgent" in args,
        distress="detresse" in args,
        late="retard" in args,
    )


def address(wanted: BoardFilter, **more: Any) -> str:
    """The address of the board under a filter: the inverse of `read_filter`."""
    chosen = {
        "q": wanted.text,
        "statut": wanted.status,
        "sujet": wanted.subject or (f"theme:{wanted.theme}" if wanted.theme else ""),
        "departement": wanted.department,
        "chez": _place(wanted),
        **{name: "1" if getattr(wanted, field) else "" for field, name in _FLAGS.items()},
        **more,
    }
    return url_for("caseboard.board", **{name: value for name, value in chosen.items() if value})


def _place(wanted: BoardFilter) -> str:
    if wanted.unit_id is not None:
        return f"antenne:{wanted.unit_id}"
    return f"partenaire:{wanted.partner_id}" if wanted.partner_id is not None else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= _LARGEST else None


def _cursor(args: MultiDict[str, str]) -> Cursor:
    return Cursor(_number(args.get("avant", "")), _number(args.get("apres", "")))


def _list(wanted: BoardFilter, page: BoardPage) -> dict[str, Any]:
    return {
        "page": page,
        "older_url": address(wanted, avant=page.older) if page.older else None,
        "newer_url": address(wanted, apres=page.newer) if page.newer else None,
    }


def _columns(wanted: BoardFilter, columns: Mapping[Status, Sequence[BoardRow]]) -> dict[str, Any]:
    return {
        "columns": columns,
        "column_urls": {status: address(wanted.with_status(status)) for status in columns},
        "column_length": COLUMN,
    }


def _tabs(counts: Mapping[Status, Count], wanted: BoardFilter, as_columns: bool) -> list[tuple[Any, str, bool]]:
    view = "colonnes" if as_columns else ""
    everything = (_("Tous"), address(wanted.with_status(None), vue=view), wanted.status is None)
    # A state that no case is in is no place to go to.
    return [everything] + [
        (_counted(STATUS_NAMES[status], counts[status]), address(wanted.with_status(status), vue=view),
         wanted.status is status)
        for status in STATUS_NAMES
        if counts[status].number or wanted.status is status
    ]  # fmt: skip


def _counted(name: object, count: Count) -> Markup:
    text = f"{count.number}+" if count.at_least else str(count.number)
    return Markup('{} <span class="count">{}</span>').format(name, text)


def _views(wanted: BoardFilter, as_columns: bool) -> list[tuple[str, str, bool]]:
    return [
        (_("Liste"), address(wanted), not as_columns),
        (_("Colonnes"), address(wanted, vue="colonnes"), as_columns),
    ]


def _subject_names(document: RuleSetDocument) -> dict[str, str]:
    locale = language()
    return {subject.slug: subject.label(locale) for subject in document.subjects}
