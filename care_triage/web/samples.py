"""Example content of the style page: invented, fixed, and covering every state of a component."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from wtforms.fields import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from care_triage.infra.clock import now
from care_triage.web.fields import ChecklistField, DayMonthYearField
from care_triage.web.forms import CareForm
from care_triage.web.held_form import HeldForm
from care_triage.web.i18n import _, lazy

TIMES = [
    SelectChoice("yes", lazy("Oui")),
    SelectChoice("no", lazy("Non")),
    SelectChoice("unknown", lazy("Je ne sais pas")),
]


class SampleForm(CareForm):
    """One field of each kind."""

    story = TextAreaField(
        lazy("Racontez-nous"), [InputRequired()], description=lazy("Avec vos mots. Personne ne vous juge ici.")
    )
    email = EmailField(lazy("Votre adresse mail"), [InputRequired()])
    town = StringField(lazy("Commune de l’entreprise"), [InputRequired()])
    overdue = RadioField(lazy("Avez-vous des dettes que vous ne pouvez pas payer ?"), choices=TIMES)
    creditors = ChecklistField(
        lazy("À qui devez-vous de l’argent ?"),
        choices=[
            SelectChoice("urssaf", "Urssaf"),
            SelectChoice("tax", lazy("Impôts")),
            SelectChoice("bank", lazy("Banque")),
        ],
    )
    size = SelectField(
        lazy("Nombre de salariés"),
        choices=[SelectChoice("0", lazy("Aucun")), SelectChoice("1-9", "1–9"), SelectChoice("10+", lazy("10 et plus"))],
    )
    since = DayMonthYearField(lazy("Depuis quand ne pouvez-vous plus payer ?"), [InputRequired()])
    until = DateField(lazy("En attente jusqu’au"))
    document = FileField(lazy("Joindre un document"))
    consent = BooleanField(
        lazy("J’accepte que ces informations soient transmises aux partenaires nommés"), [InputRequired()]
    )

    def show_sample_errors(self) -> None:
        """Put two fields in error, as after a refused form."""
        self.email.errors = [_("Écrivez une adresse comme prenom.nom@exemple.fr.")]
        self.since.errors = [_("Cette date n’existe pas. Écrivez par exemple 24 11 2026.")]


def _help() -> SimpleNamespace:
    """What can be done today about one need, and an aid of each group."""

    def said(text: str) -> Callable[[str], str]:
        return lambda _locale: text

    aid = SimpleNamespace(
        name=said(_("Délai de paiement")), operator=said("Urssaf"), gives=said(_("Vous payez en plusieurs fois.")),
        for_whom=said(_("Employeurs et indépendants.")), how=said(_("En ligne.")), also=None, law="CSS art. R243-21",
        url="https://www.urssaf.fr", phone="39 57", valid_until=None, is_verified=True,
    )  # fmt: skip
    question = SimpleNamespace(fact="employees", label=_("Nombre de salariés"))
    shown = {"aid": aid, "asks": (), "against": (), "is_elsewhere": False, "is_over": False, "is_to_come": False}
    return SimpleNamespace(
        steps=(SimpleNamespace(text=said(_("Rassemblez vos derniers courriers.")), law=None),),
        aids=SimpleNamespace(
            yes=(SimpleNamespace(**shown),), check=(SimpleNamespace(**{**shown, "asks": (question,)}),),
            no=(SimpleNamespace(**{**shown, "is_elsewhere": True}),),
        ),
    )  # fmt: skip


def sample_values() -> dict[str, Any]:
    """Everything the style page shows beside the form."""
    at = now()
    return {
        "at": at,
        "later": at + timedelta(days=2),
        "entries": [
            {
                "at": at - timedelta(hours=3),
                "title": _("Votre demande est transmise à l’Urssaf"),
                "meaning": "wait",
                "body": _("Réponse attendue sous 2 jours ouvrés."),
            },
            {"at": at - timedelta(days=1), "title": _("Demande reçue"), "meaning": "done", "actor": "CARE"},
            {"at": datetime(2026, 1, 1, 8, 0, tzinfo=UTC), "title": _("Premier contact"), "icon": "phone"},
        ],
        "help": _help(),
        # A date without its clock, as a case keeps it.
        "bound": {
            "spec": None,
            "from_on": at.date(),
            "due_on": at.date() + timedelta(days=15),
            "moved_on": at.date() + timedelta(days=15),
            "law": "CSS R133-3",
        },
        "held": HeldForm("/style", (("story", _("Je n’arrive plus à payer mes cotisations.")),), ("bilan.pdf",)),
    }
