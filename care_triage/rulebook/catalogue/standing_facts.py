"""The facts that are always there: the subject, the territory and the date of filing."""

from collections.abc import Iterable

from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import FactSpec, Subject, ValueSpec
from care_triage.triage.records import Text

NAMES = ("subject", "territory", "filed_on")


def standing_facts(subjects: Iterable[Subject]) -> tuple[FactSpec, ...]:
    """The facts that no file declares; the values of `subject` are the subjects themselves."""
    values = tuple(ValueSpec(subject.slug, subject.label) for subject in subjects)
    return (
        FactSpec("subject", Kind.ENUM, Text("Sujet", "Subject"), values=values),
        FactSpec("territory", Kind.CODE, Text("Territoire de l’entreprise", "Territory of the business")),
        FactSpec("filed_on", Kind.DATE, Text("Date de la demande", "Date of the request")),
    )
