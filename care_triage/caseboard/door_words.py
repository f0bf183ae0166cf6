"""A kind message with the right door, in the owner's language, for a coordinator to complete."""

from care_triage.accounts.types import Viewer
from care_triage.cases.queries.rows import CaseView
from care_triage.infra import clock
from care_triage.triage.document import Door
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web.i18n import _, in_language, language


def doors_shown(slug: str, case: CaseView) -> tuple[Door, ...]:
    """The doors of a redirect for the owner of this case: those for them, else those that may be."""
    shown = current_rule_set().doors_of(slug, dict(case.facts or {}), clock.today())
    surely = tuple(item.door for item in shown if not item.perhaps)
    return surely or tuple(item.door for item in shown)


def door_words(slug: str, case: CaseView, viewer: Viewer) -> str:
    """The whole message."""
    with in_language(case.locale):
        name = case.contact.name if case.contact else ""
        hello = _("Bonjour %(name)s,", name=name) if name else _("Bonjour,")
        read = _("Merci de nous avoir écrit. J’ai lu votre demande. Voici qui peut vraiment vous aider pour cela :")
        back = _(
            "Si nous avons mal compris, reprenez votre demande depuis cette page dans les trente jours, ou appelez-nous."
        )
        doors = "\n".join(_line(door) for door in doors_shown(slug, case))
        return f"{hello}\n\n{read}\n{doors}\n\n{back}\n\n{viewer.name}"


def _line(door: Door) -> str:
    locale = language()
    place = ", ".join(part for part in (door.phone, door.url) if part)
    return f"- {door.name(locale)}\u00a0: {door.what(locale)} {place}".rstrip()
