"""Messages to an owner ready to be completed: one for each stage of a referral, in the owner's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from care_triage.accounts.types import Viewer
from care_triage.caseboard.case_sheet import CaseSheet, OwnReferral
from care_triage.caseboard.subjects import subject_label
from care_triage.cases.types import ReferralStatus
from care_triage.web.i18n import _, in_language, lazy


@dataclass(frozen=True)
class CannedAnswer:
    """A message to start from. `word` stands in the address of the page that holds it."""

    word: str
    title: Any


FIRST: Final = CannedAnswer("premier-contact", lazy("Premier contact"))
PAPERS: Final = CannedAnswer("pieces", lazy("Demander des documents"))
MEETING: Final = CannedAnswer("rendez-vous", lazy("Proposer un rendez-vous"))
NO_NEWS: Final = CannedAnswer("relance", lazy("Relancer sans réponse"))
GOODBYE: Final = CannedAnswer("fin", lazy("Annoncer la fin"))

_BY_STAGE: Final[Mapping[ReferralStatus, tuple[CannedAnswer, ...]]] = {
    ReferralStatus.SENT: (FIRST, PAPERS),
    ReferralStatus.ACCEPTED: (FIRST, PAPERS, MEETING, GOODBYE),
    ReferralStatus.WAITING: (NO_NEWS, PAPERS, MEETING),
    ReferralStatus.CLOSED: (GOODBYE,),
}


def answers_for(own: OwnReferral | None) -> tuple[CannedAnswer, ...]:
    """What one may start from, at this stage of the referral."""
    return _BY_STAGE.get(own.row.status, ()) if own else ()


def canned_body(word: str | None, own: OwnReferral | None, sheet: CaseSheet, viewer: Viewer) -> str:
    """The whole message behind `word`, empty when it is not offered at this stage."""
    if own is None or word not in {answer.word for answer in answers_for(own)}:
        return ""
    with in_language(sheet.case.locale):
        name = sheet.case.contact.name if sheet.case.contact else ""
        hello = _("Bonjour %(name)s,", name=name) if name else _("Bonjour,")
        signature = f"{viewer.name}\n{own.row.unit.unit}"
        return f"{hello}\n\n{_middle(str(word), own, viewer)}\n\n{signature}"


def _middle(word: str, own: OwnReferral, viewer: Viewer) -> str:
    subject, unit = subject_label(own.need.subject), own.row.unit.unit
    texts = {
        FIRST.word: _(
            "Je m’appelle %(adviser)s et je m’occupe de votre demande « %(subject)s » à %(unit)s. "
            "Je vous appelle … Vous pouvez aussi me répondre ici, à tout moment.",
            adviser=viewer.name, subject=subject, unit=unit,
        ),
        PAPERS.word: _(
            "Pour avancer sur « %(subject)s », il me faut les documents suivants\u00a0: …\n"
            "Une photo lisible suffit. Vous pouvez les ajouter sur votre page de suivi.",
            subject=subject,
        ),
        MEETING.word: _(
            "Je vous propose un rendez-vous le … à …, par téléphone ou chez nous. "
            "Dites-moi ici si ce moment vous convient, ou lequel vous arrange."
        ),
        NO_NEWS.word: _(
            "Je n’ai pas encore reçu votre réponse au sujet de « %(subject)s ». Rien n’est perdu\u00a0: "
            "répondez-moi ici quand vous le pouvez, ou dites-moi si quelque chose vous bloque.",
            subject=subject,
        ),
        GOODBYE.word: _(
            "Nous terminons notre travail sur « %(subject)s ». Voici ce qui a été fait\u00a0: …\n"
            "Si votre situation change, répondez ici\u00a0: nous reprendrons avec vous.",
            subject=subject,
        ),
    }  # fmt: skip
    return texts[word]
