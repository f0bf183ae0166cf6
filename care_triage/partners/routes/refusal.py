"""A use case refused what a form asked: the form comes back with everything typed."""

from care_triage.infra.errors import DomainError
from care_triage.partners.errors import SlugTaken
from care_triage.partners.forms import VersionedForm
from care_triage.web.errors import message_of


def refuse(form: VersionedForm, error: DomainError, version: int | None = None) -> int:
    """Put the refusal where it belongs in the form, and give the status of the answer.

    `version` is the present one: whoever saves again after reading the refusal means it.
    """
    if isinstance(error, SlugTaken):
        form["slug"].errors = [message_of(error)]
    else:
        form.form_errors.append(message_of(error))
        form.version.data = version
    return error.status
