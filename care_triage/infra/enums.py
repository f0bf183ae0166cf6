"""Enumerations in the database: readable text, held to its values by a named check."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Enum
from sqlalchemy.orm import MappedColumn, mapped_column


def enum_column(kind: type[StrEnum], **options: Any) -> MappedColumn[Any]:
    """A column that stores the value of the enumeration, portable to every database."""
    stored = Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )
    return mapped_column(stored, **options)
