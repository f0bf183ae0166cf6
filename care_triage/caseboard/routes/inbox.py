"""The adviser's inbox: what needs an answer now, on top."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from care_triage.accounts.session import current_viewer
from care_triage.accounts.types import Viewer
from care_triage.caseboard import labels
from care_triage.caseboard.queries.inbox import MOST_COUNTED, inbox, tab_counts, todo_count
from care_triage.caseboard.routes.blueprint import ADVISERS, CASE_READERS, PARTNER_PEOPLE, Page, bp
from care_triage.caseboard.routes.words import read_place, write_place
from care_triage.caseboard.subjects import subject_label
from care_triage.caseboard.types import InboxFilter, Tab
from care_triage.cases.queries.case_view import find_case_id
from care_triage.web import navigation
from care_triage.web.access import allow
from care_triage.web.i18n import _, lazy

# Text, address, whether it is the current one, number.
TabItem = tuple[str, str, bool, int | None]

TAB_NAMES = {
    Tab.TODO: lazy("À traiter"),
    Tab.OPEN: lazy("En cours"),
    Tab.WAITING: lazy("En attente"),
    Tab.ENDED: lazy("Terminés"),
}


@bp.get("", endpoint="inbox")
@allow(*PARTNER_PEOPLE)
def show_inbox() -> str:
    """One pile of referrals of the viewer's units."""
    viewer = current_viewer()
    wanted = _filter(request.args, viewer)
    page = inbox(viewer, wanted, read_place(request.args))
    return render_template(
        "caseboard/inbox.html", page=page, wanted=wanted, tabs=_tabs(wanted, tab_counts(viewer, mine=wanted.mine)),
        subject_label=subject_label, labels=labels, may_be_mine=viewer.has(*ADVISERS), viewer=viewer,
        mine_url=_url(wanted.tab, mine=True), all_url=_url(wanted.tab, mine=False),
        open_url=_url(Tab.OPEN, mine=False),
        next_url=write_place(_url(wanted.tab, mine=wanted.mine), page.following),
        previous_url=write_place(_url(wanted.tab, mine=wanted.mine), page.preceding),
    )  # fmt: skip


@bp.get("/dossiers/ouvrir")
@allow(*CASE_READERS)
def open_by_reference() -> Page:
    """From a reference on a letter or said on the telephone to its case."""
    reference = request.args.get("reference", "")[:40]
    case_id = find_case_id(reference, current_viewer()) if reference.strip() else None
    if case_id is not None:
        return redirect(url_for("caseboard.case", case_id=case_id))
    flash(
        _("Aucun dossier ne porte la référence « %(reference)s » parmi ceux partagés avec vous.", reference=reference)
    )
    return redirect(navigation.items()[0].url)


def _filter(args: MultiDict[str, str], viewer: Viewer) -> InboxFilter:
    word = args.get("vue", "")
    tab = Tab(word) if word in set(Tab) else Tab.TODO
    return InboxFilter(tab, mine=viewer.has(*ADVISERS) and args.get("qui") != "antenne")


def _tabs(wanted: InboxFilter, counts: Mapping[Tab, int]) -> list[TabItem]:
    return [_tab_item(tab, wanted, None if tab is Tab.ENDED else counts[tab]) for tab in Tab]


def _tab_item(tab: Tab, wanted: InboxFilter, count: int | None) -> TabItem:
    name, url = str(TAB_NAMES[tab]), _url(tab, mine=wanted.mine)
    if count is not None and count >= MOST_COUNTED:
        return f"{name} ({MOST_COUNTED - 1}+)", url, tab is wanted.tab, None
    return name, url, tab is wanted.tab, count


def _url(tab: Tab, *, mine: bool) -> str:
    # Flask leaves out what is None.
    view = None if tab is Tab.TODO else tab.value
    return url_for("caseboard.inbox", vue=view, qui=None if mine else "antenne")


def _waiting_for_an_answer() -> int | None:
    return todo_count(current_viewer()) or None


navigation.add(
    bp, lazy("Boîte de réception"), "caseboard.inbox", roles=PARTNER_PEOPLE, order=10, icon="inbox",
    count=_waiting_for_an_answer,
)  # fmt: skip
