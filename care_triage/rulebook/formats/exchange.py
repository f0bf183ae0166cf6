"""The formats by name: write the rules of a document, read a file against the document it will change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import import_module
from pathlib import PurePath
from typing import Final

from care_triage.rulebook.formats.check import checked, in_the_words_of
from care_triage.rulebook.formats.problems import Loss, SourceRule, refused
from care_triage.triage.document import RuleSetDocument

LARGEST_FILE: Final = 50_000_000
"""Bytes; the largest format (DMN) takes about three thousand a rule. A page takes less than a command may read."""


class Format(StrEnum):
    """A way to write rules in a file."""

    TOML = "toml"
    CSV = "csv"
    XLSX = "xlsx"
    DMN = "dmn"


EXTENSIONS: Final[Mapping[str, Format]] = {
    ".toml": Format.TOML, ".csv": Format.CSV, ".tsv": Format.CSV, ".xlsx": Format.XLSX, ".dmn": Format.DMN,
    ".xml": Format.DMN,
}  # fmt: skip
MEDIA_TYPES: Final[Mapping[Format, str]] = {
    Format.TOML: "application/toml",
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.DMN: "application/xml",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of rules, and what it could not hold."""

    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The document that the rules of a file make of another one, and what the file says that is not taken over."""

    document: RuleSetDocument
    losses: tuple[Loss, ...] = ()


Writer = Callable[[RuleSetDocument], tuple[bytes, tuple[Loss, ...]]]
Reader = Callable[[bytes, RuleSetDocument], tuple[tuple[SourceRule, ...], tuple[Loss, ...]]]


def write_rules(document: RuleSetDocument, wanted: Format) -> Written:
    """The rules of a document, in order, as a file; reading it gives equal rules, but for the losses."""
    data, losses = _module(wanted).write(document)
    return Written(data, losses)


def read_rules(data: bytes, form: Format, base: RuleSetDocument) -> Reading:
    """`base` with the rules of the file in place of its own.

    A condition that means what the same rule of `base` says keeps the words of `base`. Raises InvalidRuleFile with
    every problem; a file with one wrong cell gives nothing.
    """
    if len(data) > LARGEST_FILE:
        mega = LARGEST_FILE // 1_000_000
        raise refused(f"Ce fichier dépasse {mega} Mo.", f"This file is larger than {mega} MB.")
    rules, losses = _module(form).read(data, base)
    document = checked(rules, base)
    return Reading(replace(document, rules=in_the_words_of(base, document)), losses)


def format_of(name: str, data: bytes) -> Format:
    """The format of a file, by what it holds; its name only tells two texts apart. Raises InvalidRuleFile."""
    if data.startswith(b"PK\x03\x04"):
        return Format.XLSX
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if start.startswith(b"<"):
        return Format.DMN
    said = EXTENSIONS.get(PurePath(name).suffix.lower())
    if b"\x00" in data[:4096] or not start or said in (Format.XLSX, Format.DMN):
        raise refused(
            "Ce fichier n’est ni un TOML, ni un CSV, ni un classeur XLSX, ni un modèle DMN.",
            "This file is neither TOML nor CSV, nor an XLSX workbook, nor a DMN model.",
        )
    return said or (Format.TOML if b"[[" in start or start.startswith(b"#") else Format.CSV)


@dataclass(frozen=True, slots=True)
class _Codec:
    write: Writer
    read: Reader


def _module(form: Format) -> _Codec:
    # Loaded late: openpyxl and the XML parser are for those who ask for such a file, not for every process.
    found = import_module(f"care_triage.rulebook.formats.{form}_file")
    return _Codec(found.write, found.read)
