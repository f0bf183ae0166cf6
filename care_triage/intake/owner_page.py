"""The owner's page in plain words: what happens next for each need, and the story so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel.speaklater import LazyString

from care_triage.cases.queries.rows import CaseView, HistoryRow, NeedRow, ReferralRow
from care_triage.cases.types import (
    ACTIVE,
    OTHER_DOOR,
    ActorKind,
    Audience,
    EventKind,
    Outcome,
    Status,
    WaitingOn,
)
from care_triage.intake.due_moves import DueMove, due_moves
from care_triage.web.dates import absolute
from care_triage.web.i18n import _, lazy


@dataclass(frozen=True)
class NextStep:
    """Whose move it is for one need: a sentence, a meaning for its badge, a date when there is one."""

    need_id: int
    meaning: str
    badge: str
    sentence: str
    by: datetime | None = None


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the owner's timeline, as the component shows it."""

    at: datetime
    title: str
    meaning: str = ""
    body: str = ""
    actor: str = ""
    icon: str = ""
    initials: str = ""


_OUTCOMES = {
    Outcome.HELPED: lazy("Une aide vous a été apportée."),
    Outcome.NO_SOLUTION: lazy("Ce partenaire n’a pas trouvé de solution."),
    Outcome.NOT_ELIGIBLE: lazy("Vous ne remplissez pas les conditions de cette aide."),
    Outcome.UNREACHABLE: lazy("Nous n’avons pas réussi à vous joindre."),
    Outcome.GAVE_UP: lazy("Vous n’avez pas souhaité continuer."),
    Outcome.WRONG_PROBLEM: lazy("Le problème s’est révélé différent : nous cherchons une autre aide."),
}


def next_steps(case: CaseView, *, held: bool = False) -> Mapping[int, NextStep]:
    """The next step of each need, by its id; `held` while a person decides before anything is sent."""
    return {need.id: _next_step(need, held=held) for need in case.needs}


def _next_step(need: NeedRow, *, held: bool) -> NextStep:
    lead = need.lead
    if need.status is Status.PENDING:
        badge, sentence = (
            (_("En attente"), _("Rien n’est transmis pour l’instant."))
            if held
            else (_("Orientation en cours"), _("Nous cherchons les bons partenaires. Cela prend quelques instants."))
        )
        return NextStep(need.id, "wait", badge, sentence)
    if need.status is Status.DESK or (lead is None and need.status not in (Status.CLOSED, Status.WITHDRAWN)):
        return NextStep(
            need.id,
            "wait",
            _("Étude en cours"),
            _("Une personne du collectif étudie votre demande et vous répond elle-même."),
        )
    if need.status is Status.WITHDRAWN:
        return NextStep(need.id, "done", _("Retirée"), _("Vous avez retiré cette demande."))
    if need.status is Status.CLOSED and need.desk_reason == OTHER_DOOR:
        sentence = _("Une personne a lu votre demande. Son message, plus bas, vous dit qui peut vraiment vous aider.")
        return NextStep(need.id, "done", _("Une autre porte"), sentence)
    if need.status is Status.CLOSED or lead is None:
        outcome = need.outcome or (lead.outcome if lead else None)
        return NextStep(
            need.id, "done", _("Terminée"), str(_OUTCOMES[outcome]) if outcome else _("Cette demande est terminée.")
        )
    return _step_of_lead(need, lead)


def _step_of_lead(need: NeedRow, lead: ReferralRow) -> NextStep:
    if lead.status not in ACTIVE:
        # Whoever led is done; others were asked too.
        asked = [row.due_at for row in need.referrals if row.status in ACTIVE and row.due_at]
        sentence = _("%(unit)s a terminé son travail. D’autres partenaires vous répondent encore.", unit=lead.unit.unit)
        return NextStep(need.id, "wait", _("Suite en cours"), sentence, min(asked, default=None))
    if need.status is Status.SENT:
        sentence = _("%(unit)s a reçu votre demande et doit vous répondre.", unit=lead.unit.unit)
        return NextStep(need.id, "wait", _("Transmise"), sentence, lead.due_at)
    if need.status is Status.WAITING and lead.waiting_on is WaitingOn.OWNER:
        sentence = _("%(unit)s attend votre réponse pour continuer.", unit=lead.unit.unit)
        return NextStep(need.id, "act", _("À vous de répondre"), sentence)
    if need.status is Status.WAITING:
        until = _(" jusqu’au %(date)s", date=absolute(lead.waiting_until_on)) if lead.waiting_until_on else ""
        sentence = _(
            "%(unit)s attend un élément extérieur%(until)s, puis reprend votre dossier.",
            unit=lead.unit.unit,
            until=until,
        )
        return NextStep(need.id, "wait", _("En attente"), sentence)
    name = lead.adviser or lead.unit.unit
    return NextStep(need.id, "wait", _("Prise en charge"), _("%(name)s suit votre demande.", name=name), lead.due_at)


# What the owner reads of each event: text, meaning of its mark, icon. Others matter among partners only.
_LINES: Mapping[EventKind, tuple[LazyString, str, str]] = {
    EventKind.CASE_FILED: (lazy("Vous avez déposé votre demande."), "", "send"),
    EventKind.REFERRAL_SENT: (lazy("Transmise à %(unit)s."), "wait", ""),
    EventKind.REFERRAL_ACCEPTED: (lazy("%(unit)s prend votre demande en charge."), "done", ""),
    EventKind.REFERRAL_DECLINED: (lazy("%(unit)s ne peut pas suivre ce besoin."), "wait", ""),
    EventKind.REFERRAL_EXPIRED: (lazy("%(unit)s n’a pas répondu à temps."), "wait", ""),
    EventKind.REFERRAL_CLOSED: (lazy("%(unit)s a terminé son travail."), "done", ""),
    EventKind.REFERRAL_WAITING: (lazy("%(unit)s attend votre réponse."), "act", ""),
    EventKind.NEED_ON_DESK: (lazy("Une personne du collectif étudie votre demande."), "wait", ""),
    EventKind.MESSAGE_POSTED: (lazy("Nouveau message."), "", "mail"),
    EventKind.DOCUMENT_ADDED: (lazy("Document ajouté."), "", "file"),
    EventKind.CASE_WITHDRAWN: (lazy("Vous avez retiré votre demande."), "done", ""),
    EventKind.REQUEST_JOINED: (lazy("Une nouvelle demande a été jointe à ce dossier."), "", "send"),
    EventKind.CASES_MERGED: (lazy("Deux dossiers ont été réunis en un seul."), "", ""),
    EventKind.MANDATE_CONFIRMED: (
        lazy("Votre accord est noté : cette personne suit le dossier avec vous."),
        "done",
        "",
    ),
    EventKind.MANDATE_ENDED: (lazy("Vous suivez seul votre dossier : le mandat a pris fin."), "done", ""),
    EventKind.CASE_REOPENED: (lazy("Vous avez repris votre demande."), "act", "undo"),
    EventKind.REFERRAL_TRANSFERRED: (lazy("%(unit)s confie votre demande à une autre équipe."), "wait", "arrow-right"),
    EventKind.REFERRAL_RESUMED: (lazy("%(unit)s reprend votre demande."), "wait", ""),
    EventKind.REFERRAL_REMINDED: (lazy("La date promise est passée : nous l’avons rappelé à %(unit)s."), "", "clock"),
    EventKind.REFERRAL_ESCALATED: (lazy("Nous avons prévenu la personne responsable de %(unit)s."), "", "clock"),
    EventKind.NEED_ENDED: (lazy("Le collectif a terminé l’étude de votre demande."), "done", ""),
    EventKind.DOOR_CONFIRMED: (lazy("Une personne a lu votre demande et vous indique la bonne porte."), "done", ""),
    EventKind.OWNER_NUDGED: (lazy("Vous avez demandé des nouvelles."), "", "mail"),
    EventKind.LINK_REPLACED: (lazy("Un nouveau lien vous a été envoyé. Les anciens ne fonctionnent plus."), "", "key"),
    EventKind.APPOINTMENT_OFFERED: (lazy("%(unit)s vous propose un rendez-vous."), "act", "calendar"),
    EventKind.APPOINTMENT_BOOKED: (lazy("Rendez-vous fixé avec %(unit)s."), "done", "calendar"),
    EventKind.APPOINTMENT_DECLINED: (lazy("Vous avez dit qu’aucun moment ne convenait."), "", "calendar"),
    EventKind.APPOINTMENT_CANCELLED: (lazy("Rendez-vous annulé avec %(unit)s."), "", "calendar"),
    EventKind.ERASURE_ASKED: (lazy("Vous avez demandé l’effacement de vos données."), "", "trash"),
    EventKind.ERASURE_UNDONE: (lazy("Vous gardez vos données : l’effacement est annulé."), "done", "undo"),
}


def owner_timeline(case: CaseView) -> list[TimelineEntry]:
    """What happened, newest first, and how it moved the dates that were promised."""
    referrals = {referral.id: referral for need in case.needs for referral in need.referrals}
    moves = due_moves(case)
    return [_entry(line, referrals, moves.get(line.id)) for line in reversed(case.history) if _concerns_owner(line)]


def initials(name: str | None) -> str:
    """« CR » for Camille Roux: a face without a photo."""
    words = [word for word in (name or "").replace("-", " ").split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (*words[:1], *words[1:][-1:]))


def _concerns_owner(line: HistoryRow) -> bool:
    if line.kind in (EventKind.MESSAGE_POSTED, EventKind.DOCUMENT_ADDED):
        return line.data.get("audience") == Audience.OWNER
    if line.kind is EventKind.APPOINTMENT_CANCELLED:
        return bool(line.data.get("booked"))
    return line.kind in _LINES


def _entry(line: HistoryRow, referrals: Mapping[int, ReferralRow], move: DueMove | None) -> TimelineEntry:
    referral = referrals.get(line.referral_id) if line.referral_id else None
    text, meaning, icon = _LINES[line.kind]
    if line.kind is EventKind.REFERRAL_WAITING and line.data.get("on") != WaitingOn.OWNER:
        text, meaning = lazy("%(unit)s attend un élément extérieur pour continuer."), "wait"
    # Who writes and what they write are shown with the message itself.
    actor = _("vous") if line.actor_kind is ActorKind.OWNER else line.actor or "CARE"
    if line.actor and line.unit and "%(unit)s" not in str(text):
        actor = f"{actor}, {line.unit}"
    title = str(text).replace("%(unit)s", referral.unit.unit if referral else line.unit or _("Un partenaire"))
    body = "\n\n".join(part for part in (_detail(line), move.sentence if move else "") if part)
    return TimelineEntry(line.at, title, meaning, body, actor, icon, initials(line.actor))


def _detail(line: HistoryRow) -> str:
    if line.kind in (EventKind.REFERRAL_CLOSED, EventKind.NEED_ENDED) and line.data.get("outcome"):
        return str(_OUTCOMES[Outcome(line.data["outcome"])])
    if line.kind is EventKind.APPOINTMENT_BOOKED:
        return absolute(datetime.fromisoformat(line.data["at"]))
    return ""
