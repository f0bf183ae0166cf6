"""What an owner takes away: everything they may see, to be read by a person and by a program, with the documents."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from flask import render_template

from care_triage.cases.labels import place_of
from care_triage.cases.queries.appointments import all_appointments
from care_triage.cases.queries.documents import storage_keys
from care_triage.cases.queries.opinions import opinions_of
from care_triage.cases.queries.rows import CaseView, DocumentRow, NeedRow
from care_triage.infra import clock, files
from care_triage.intake.owner_page import owner_timeline
from care_triage.triage.explain import fact_sentence
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.dates import absolute
from care_triage.web.i18n import language


def collect(case: CaseView) -> dict[str, Any]:
    """All of it as plain values; the same names in every language."""
    contact = case.contact
    return {
        "format": "CARE, 1",
        "exported_at": clock.now().isoformat(),
        "reference": case.reference,
        "filed_at": case.filed_at.isoformat(),
        "status": case.status,
        "story": case.story,
        "contact": {"name": contact.name, "email": contact.email, "phone": contact.phone} if contact else {},
        "business": {"name": case.company_name, "siret": case.siret, "commune": case.commune_label},
        "facts": dict(case.facts or {}),
        "facts_in_words": _facts(case),
        "needs": [_need(need) for need in case.needs],
        "messages": [
            {"at": row.posted_at.isoformat(), "from": row.author_kind, "author": row.author, "unit": row.unit,
             "words": row.body}
            for row in case.messages
        ],
        "documents": [
            {"name": row.name, "file": name_in_archive(row), "at": row.added_at.isoformat(), "size": row.size}
            for row in case.documents
        ],
        "appointments": [
            {"status": row.status, "with": row.unit, "adviser": row.adviser, "minutes": row.minutes,
             "where": place_of(row.way, row.place), "at": row.starts_at.isoformat() if row.starts_at else None}
            for row in all_appointments(case.id)
        ],
        "opinions": [
            {"moment": row.moment, "useful": row.useful, "business": row.business, "words": row.words,
             "shared": row.shares_words, "at": row.answered_at.isoformat() if row.answered_at else None}
            for row in opinions_of(case.id, all_words=True)
        ],
        "history": [
            {"at": line.at.isoformat(), "what": line.title, "more": line.body, "who": line.actor}
            for line in owner_timeline(case)
        ],
        "_files": [(name_in_archive(row), key) for row, key in _kept(case)],
    }  # fmt: skip


def archive(data: dict[str, Any]) -> Iterator[bytes]:
    """The archive piece by piece: one document at a time is in memory, and none on disk."""
    kept: list[tuple[str, str]] = data.pop("_files")
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("donnees.json", json.dumps(data, ensure_ascii=False, indent=2))
        yield sink.taken()
        package.writestr("a-lire.html", render_template("intake/data_sheet.html", data=data, absolute=absolute))
        yield sink.taken()
        for name, key in kept:
            try:
                content = files.read(key)
            except FileNotFoundError:
                continue
            # What it is was compressed already: a photo, a PDF, an office file.
            package.writestr(zipfile.ZipInfo(name, clock.now().timetuple()[:6]), content, zipfile.ZIP_STORED)
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Takes what the archive writes; cannot go back, so that what was taken may leave at once."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        """What was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def name_in_archive(row: DocumentRow) -> str:
    """Two documents of one name stay two."""
    return f"documents/{row.id}-{row.name}"


def _kept(case: CaseView) -> list[tuple[DocumentRow, str]]:
    keys = storage_keys(case.id)
    return [(row, keys[row.id]) for row in case.documents if row.id in keys]


def _need(need: NeedRow) -> dict[str, Any]:
    subject = current_rule_set().document.subject_by_slug.get(need.subject or "")
    return {
        "subject": subject.label(language()) if subject else need.subject,
        "status": need.status,
        "outcome": need.outcome,
        "partners": [
            {"unit": row.unit.unit, "partner": row.unit.partner, "adviser": row.adviser, "role": row.role,
             "status": row.status, "sent_at": row.sent_at.isoformat(), "outcome": row.outcome}
            for row in need.referrals
        ],
        "legal_dates": [{"name": row.name, "due_on": row.due_on.isoformat(), "law": row.law} for row in need.legal_clocks],
    }  # fmt: skip


def _facts(case: CaseView) -> list[str]:
    known = current_rule_set().document.fact_by_name
    return [
        fact_sentence(known[name], value, language()) for name, value in (case.facts or {}).items() if name in known
    ]
