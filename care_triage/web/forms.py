"""The form every feature derives from: cleaned text, French messages, labels known by name."""

from collections.abc import Iterator
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms.fields import Field, PasswordField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField

from care_triage.web.text import clean_text

# Hidden field that carries the name of the form class, so that a form kept after the
# session expired can be shown back with its own labels.
FORM_NAME_FIELD = "form_name"
_classes: dict[str, type["CareForm"]] = {}


class CareForm(FlaskForm):
    """A form whose text fields are cleaned before any validator sees them.

    Render it with `{{ form.hidden_tag() }}` (or the `care_form` macro) and the field macros.
    """

    form_name: ClassVar[str] = ""

    class Meta(FlaskForm.Meta):
        """Adds the cleaning of text to every field that holds text, passwords excepted."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField) and not isinstance(field, PasswordField):
                field.filters = (clean_text, *(field.filters or ()))
            return field

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.form_name = f"{cls.__module__}.{cls.__qualname__}"
        _classes[cls.form_name] = cls

    def hidden_tag(self, *fields: Any) -> Markup:
        """The CSRF token, hidden fields, and the name of this form."""
        name = Markup('<input type="hidden" name="{}" value="{}">').format(FORM_NAME_FIELD, self.form_name)
        tags: Markup = super().hidden_tag(*fields)
        return tags + name


def unbound_fields(form_name: str | None) -> Iterator[tuple[str, Any]]:
    """(name, declaration) of the fields of the form class called `form_name`; nothing when unknown."""
    cls = _classes.get(form_name or "")
    if cls is None:
        return
    for name in dir(cls):
        declaration = getattr(cls, name, None)
        if isinstance(declaration, UnboundField):
            yield name, declaration


def label_of(declaration: Any) -> str | None:
    """Label given when the field was declared."""
    label = declaration.args[0] if declaration.args else declaration.kwargs.get("label")
    return None if label is None else str(label)


def choice_labels(declaration: Any) -> dict[str, str]:
    """What each value of a list of choices is called, when the list was given in the declaration."""
    choices = declaration.kwargs.get("choices") or ()
    if callable(choices) or isinstance(choices, dict):
        return {}
    return {str(choice.value): str(choice.label) for choice in choices if isinstance(choice, SelectChoice)}


def is_secret(declaration: Any) -> bool:
    """Whether the field holds a password."""
    return isinstance(declaration.field_class, type) and issubclass(declaration.field_class, PasswordField)


def error_list(form: Any) -> list[tuple[str, str]]:
    """(id of the first control, message) of every error, in the order of the fields."""
    found: list[tuple[str, str]] = [("", str(message)) for message in getattr(form, "form_errors", ())]
    for field in form:
        found.extend(_errors_of(field))
    return found


def _errors_of(field: Field) -> Iterator[tuple[str, str]]:
    inner = getattr(field, "form", None) or getattr(field, "entries", None)
    if inner is not None and field.type in ("FormField", "FieldList"):
        for child in inner:
            yield from _errors_of(child)
        return
    control = getattr(field, "first_control_id", None) or (f"{field.id}-0" if _is_list(field) else field.id)
    for message in field.errors:
        yield control, str(message)


def _is_list(field: Field) -> bool:
    return field.type in ("RadioField", "ChecklistField")
