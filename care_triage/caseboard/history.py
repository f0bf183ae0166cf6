"""The history of a case in sentences, for the people who work on it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from care_triage.caseboard.labels import DECLINE_NAMES, DESK_REASONS, MANDATE_ROLES, OUTCOME_NAMES, WAITING_NAMES
from care_triage.caseboard.news import news_since, readable_history
from care_triage.caseboard.subjects import door_label, subject_label
from care_triage.cases.queries.rows import CaseView, HistoryRow
from care_triage.cases.types import (
    DANGER,
    ActorKind,
    Audience,
    DeclineReason,
    EventKind,
    HoldKind,
    MandateRole,
    Outcome,
    WaitingOn,
)
from care_triage.web.dates import absolute
from care_triage.web.i18n import _, lazy


@dataclass(frozen=True)
class HistoryEntry:
    """One line, as the timeline component shows it."""

    id: int
    at: datetime
    title: str
    actor: str
    meaning: str = ""
    body: str = ""
    icon: str = ""


# Sentence, meaning of its mark, icon. %(unit)s is the unit of the referral, %(subject)s the need's.
_LINES: Final[Mapping[EventKind, tuple[Any, str, str]]] = {
    EventKind.CASE_FILED: (lazy("Demande déposée"), "", "send"),
    EventKind.NEED_ROUTED: (lazy("Besoin orienté : %(subject)s"), "", "map"),
    EventKind.NEED_ON_DESK: (lazy("Confié à l’équipe d’orientation : %(subject)s"), "act", ""),
    EventKind.NEED_ENDED: (lazy("Besoin terminé par l’équipe d’orientation : %(subject)s"), "done", ""),
    EventKind.REFERRAL_SENT: (lazy("Envoyé à %(unit)s"), "wait", "send"),
    EventKind.REFERRAL_ACCEPTED: (lazy("Accepté par %(unit)s"), "done", "check"),
    EventKind.REFERRAL_DECLINED: (lazy("Refusé par %(unit)s"), "", "close"),
    EventKind.REFERRAL_TRANSFERRED: (lazy("Transféré par %(unit)s"), "", "arrow-right"),
    EventKind.REFERRAL_WAITING: (lazy("Mis en attente par %(unit)s"), "wait", ""),
    EventKind.REFERRAL_RESUMED: (lazy("Repris par %(unit)s"), "act", ""),
    EventKind.REFERRAL_CLOSED: (lazy("Terminé par %(unit)s"), "done", ""),
    EventKind.REFERRAL_WITHDRAWN: (lazy("Retiré à %(unit)s"), "", "undo"),
    EventKind.REFERRAL_REMINDED: (lazy("Rappel envoyé à %(unit)s : le délai est passé"), "urgent", ""),
    EventKind.REFERRAL_ESCALATED: (lazy("Responsable de %(unit)s prévenu du retard"), "urgent", ""),
    EventKind.REFERRAL_EXPIRED: (lazy("Sans réponse de %(unit)s : le besoin est orienté de nouveau"), "urgent", ""),
    EventKind.REFERRAL_UNDONE: (lazy("Réponse de %(unit)s annulée"), "", "undo"),
    EventKind.MESSAGE_POSTED: (lazy("Message"), "", "mail"),
    EventKind.DOCUMENT_ADDED: (lazy("Document ajouté"), "", "file"),
    EventKind.CASE_WITHDRAWN: (lazy("Demande retirée par le dirigeant"), "done", ""),
    EventKind.CASE_HELD: (lazy("Demande retenue avant orientation"), "wait", ""),
    EventKind.CASE_RELEASED: (lazy("Demande orientée après vérification"), "act", "check"),
    EventKind.CASE_REFUSED: (lazy("Demande classée indésirable, sans mail"), "done", ""),
    EventKind.DANGER_DISMISSED: (lazy("Après un appel : personne n’était en danger"), "done", "check"),
    EventKind.DOOR_CONFIRMED: (lazy("La bonne porte est ailleurs : %(subject)s"), "done", "arrow-right"),
    EventKind.REQUEST_JOINED: (lazy("Une nouvelle demande du même dirigeant a été jointe"), "act", "send"),
    EventKind.CASES_MERGED: (lazy("Deux dossiers réunis en un seul"), "", "check"),
    EventKind.CASES_DIFFER: (lazy("Un dossier semblable a été reconnu comme différent"), "", ""),
    EventKind.MANDATE_GIVEN: (lazy("Demande écrite par un mandataire, avec accord signé"), "", ""),
    EventKind.MANDATE_ASKED: (lazy("Demande écrite pour le dirigeant : son accord est attendu"), "wait", ""),
    EventKind.MANDATE_CONFIRMED: (
        lazy("Le dirigeant est d’accord avec la personne qui a écrit pour lui"),
        "done",
        "check",
    ),
    EventKind.MANDATE_ENDED: (lazy("Le dirigeant suit seul son dossier : le mandat a pris fin"), "", ""),
    EventKind.CASE_REOPENED: (lazy("Demande reprise par le dirigeant"), "act", "undo"),
    EventKind.OWNER_NUDGED: (lazy("Le dirigeant demande des nouvelles"), "urgent", "mail"),
    EventKind.LINK_REPLACED: (lazy("Lien privé du dirigeant remplacé"), "", "key"),
    EventKind.APPOINTMENT_OFFERED: (lazy("Créneaux de rendez-vous proposés"), "wait", "calendar"),
    EventKind.APPOINTMENT_BOOKED: (lazy("Rendez-vous fixé"), "done", "calendar"),
    EventKind.APPOINTMENT_DECLINED: (lazy("Aucun créneau ne convient au dirigeant"), "act", "calendar"),
    EventKind.APPOINTMENT_CANCELLED: (lazy("Rendez-vous annulé"), "act", "calendar"),
    EventKind.ERASURE_ASKED: (lazy("Le dirigeant demande l’effacement de ses données"), "urgent", "trash"),
    EventKind.ERASURE_UNDONE: (lazy("Le dirigeant renonce à l’effacement"), "", "undo"),
    EventKind.CASE_ERASED: (lazy("Données personnelles effacées"), "done", "trash"),
}

_MESSAGES: Final[Mapping[str, Any]] = {
    Audience.OWNER: lazy("Message échangé avec le dirigeant"),
    Audience.PARTNERS: lazy("Message aux partenaires du dossier"),
    Audience.UNIT: lazy("Note interne"),
}


def history_entries(case: CaseView) -> list[HistoryEntry]:
    """What happened, newest first, without words and files kept from the viewer."""
    names = _Names(case)
    return [_entry(line, names) for line in reversed(readable_history(case))]


def news_entries(case: CaseView, seen: int, person_id: int) -> list[HistoryEntry]:
    """What somebody else did after the line `seen`, newest first."""
    names = _Names(case)
    return [_entry(line, names) for line in reversed(news_since(case, seen, person_id))]


class _Names:
    """Names of units and subjects of one case."""

    def __init__(self, case: CaseView) -> None:
        rows = [row for need in case.needs for row in need.referrals]
        self._by_referral = {row.id: row.unit.unit for row in rows}
        self._by_unit = {row.unit.unit_id: row.unit.unit for row in rows}
        self._subjects = {need.id: need.subject for need in case.needs}

    def unit(self, line: HistoryRow) -> str:
        return self._by_referral.get(line.referral_id or 0) or line.unit or _("une antenne")

    def unit_called(self, unit_id: int) -> str:
        return self._by_unit.get(unit_id) or _("une autre antenne")

    def subject(self, line: HistoryRow) -> str:
        return subject_label(self._subjects.get(line.need_id or 0))


def _entry(line: HistoryRow, names: _Names) -> HistoryEntry:
    text, meaning, icon = _LINES[line.kind]
    if line.kind is EventKind.MESSAGE_POSTED:
        text = _MESSAGES[line.data["audience"]]
    title = str(text).replace("%(unit)s", names.unit(line)).replace("%(subject)s", names.subject(line))
    detail = _DETAILS.get(line.kind)
    actor = _actor(line, with_unit="%(unit)s" not in str(text))
    return HistoryEntry(line.id, line.at, title, actor, meaning, detail(line, names) if detail else "", icon)


def _actor(line: HistoryRow, *, with_unit: bool) -> str:
    if line.kind in (EventKind.MANDATE_GIVEN, EventKind.MANDATE_ASKED):
        return _("la personne qui a écrit")
    if line.actor_kind is ActorKind.OWNER:
        return _("le dirigeant")
    if line.actor_kind is ActorKind.SYSTEM:
        return "CARE"
    return ", ".join(part for part in (line.actor, line.unit if with_unit else None) if part)


def _filed(line: HistoryRow, _names: _Names) -> str:
    label = door_label(line.data.get("other_door"))
    if not label:
        return ""
    return _("Une autre porte lui a été montrée (%(door)s) ; cette personne a choisi de continuer.", door=label)


def _waiting(line: HistoryRow, _names: _Names) -> str:
    on = str(WAITING_NAMES[WaitingOn(line.data["on"])])
    until = line.data.get("until")
    if not until:
        return _("On attend : %(what)s", what=on)
    return _("On attend : %(what)s, jusqu’au %(day)s", what=on, day=absolute(date.fromisoformat(until)))


def _meeting(line: HistoryRow, _names: _Names) -> str:
    return absolute(datetime.fromisoformat(line.data["at"]))


def _undone(line: HistoryRow, _names: _Names) -> str:
    return _("La clôture est annulée.") if line.data.get("undone") == "closed" else _("L’acceptation est annulée.")


def _held(line: HistoryRow, _names: _Names) -> str:
    if line.data.get("why") == HoldKind.MANDATE:
        return _("En attendant l’accord du dirigeant.")
    return _("Une personne vérifie qu’il s’agit d’une vraie demande.")


def _joined(_line: HistoryRow, _names: _Names) -> str:
    return _("Reçue par le formulaire public avec les coordonnées du dossier : rien ne prouve qui l’a envoyée.")


def _written_by(line: HistoryRow, _names: _Names) -> str:
    role = line.data.get("role")
    return str(MANDATE_ROLES[MandateRole(role)]) if role else ""


def _routed(line: HistoryRow, _names: _Names) -> str:
    if line.data.get("held_back") == DANGER:
        return _("Comme proposé, après avoir parlé avec la personne.")
    return _("Comme proposé, après lecture de la demande.") if line.data.get("held_back") else ""


_DETAILS: Final[Mapping[EventKind, Callable[[HistoryRow, _Names], str]]] = {
    EventKind.CASE_FILED: _filed,
    EventKind.NEED_ROUTED: _routed,
    EventKind.NEED_ON_DESK: lambda line, _names: str(DESK_REASONS.get(line.data.get("reason", ""), "")),
    EventKind.NEED_ENDED: lambda line, _names: str(OUTCOME_NAMES[Outcome(line.data["outcome"])]),
    EventKind.REFERRAL_DECLINED: lambda line, _names: str(DECLINE_NAMES[DeclineReason(line.data["reason"])]),
    EventKind.REFERRAL_TRANSFERRED: lambda line, names: _(
        "Vers %(unit)s", unit=names.unit_called(line.data["to_unit"])
    ),
    EventKind.REFERRAL_WAITING: _waiting,
    EventKind.REFERRAL_CLOSED: lambda line, _names: str(OUTCOME_NAMES[Outcome(line.data["outcome"])]),
    EventKind.REFERRAL_UNDONE: _undone,
    EventKind.CASE_HELD: _held,
    EventKind.REQUEST_JOINED: _joined,
    EventKind.MANDATE_GIVEN: _written_by,
    EventKind.MANDATE_ASKED: _written_by,
    EventKind.APPOINTMENT_BOOKED: _meeting,
}


def last_event(entries: Iterable[HistoryEntry]) -> int:
    """The newest line shown: what a form says it has seen."""
    return max((entry.id for entry in entries), default=0)
