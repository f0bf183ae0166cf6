"""What is asked when a draft is begun, submitted, approved, refused or published."""

from datetime import datetime, time

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from care_triage.infra.clock import PARIS, today
from care_triage.web.fields import DayMonthYearField
from care_triage.web.forms import CareForm
from care_triage.web.i18n import lazy

LONGEST_TITLE = 200
LONGEST_WORDS = 2_000
_WORDS = Length(max=LONGEST_WORDS, message=lazy("%(limit)s caractères au plus.", limit=LONGEST_WORDS))


class TitleForm(CareForm):
    """What a draft is called."""

    title = StringField(
        lazy("Nom du projet"),
        [
            DataRequired(lazy("Donnez un nom au projet.")),
            Length(max=LONGEST_TITLE, message=lazy("%(limit)s caractères au plus.", limit=LONGEST_TITLE)),
        ],
        description=lazy("Ce que le projet veut changer. Exemple : dettes Urssaf des artisans de Roanne"),
    )


class SeenForm(CareForm):
    """A step taken on the draft as it was read."""

    revision = HiddenField()

    @property
    def seen_revision(self) -> int:
        """The revision that the page showed."""
        typed = str(self.revision.data or "")[:9]
        return int(typed) if typed.isdecimal() else 0


class ReasonForm(SeenForm):
    """Submitting or approving, with the reason that lost leads ask for."""

    reason = TextAreaField(
        lazy("Pourquoi publier quand même ?"),
        [Optional(), _WORDS],
        description=lazy("Gardé avec la version : ceux qui liront ces règles plus tard comprendront."),
    )


class RefuseForm(CareForm):
    """What the authors should look at again."""

    note = TextAreaField(
        lazy("Que faut-il revoir ?"), [DataRequired(lazy("Dites aux auteurs ce qu’il faut revoir.")), _WORDS]
    )


class PublishForm(CareForm):
    """From which day the version answers."""

    effective_on = DayMonthYearField(
        lazy("Prend effet le"),
        description=lazy("Laissez vide pour que la version prenne effet dès maintenant. Par exemple : 24 11 2026"),
    )

    def effective_at(self) -> datetime | None:
        """The beginning of that day in Paris; None for now, or today."""
        on = self.effective_on.data
        return datetime.combine(on, time(), PARIS) if on and on != today() else None
