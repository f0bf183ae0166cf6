"""The data files, read into typed contents."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from care_triage.rulebook.catalogue.contents import Contents, InvalidCatalogue, PartnerEntry, Problem
from care_triage.rulebook.catalogue.standing_facts import standing_facts
from care_triage.rulebook.catalogue.tables import Table, TableReader, required_text
from care_triage.triage.aids.spec import AidSpec, FirstSteps
from care_triage.triage.document import (
    Collective,
    FactSpec,
    ImpossibleSpec,
    LegalClockSpec,
    Redirect,
    RuleSetDocument,
    RuleSpec,
    Subject,
    Theme,
)
from care_triage.triage.records import Plain, RecordError, read

R = TypeVar("R")


def read_contents(folder: Path) -> Contents:
    """Everything the files say. Raises InvalidCatalogue with every problem of form that was met."""
    reader = TableReader(folder)
    partners = tuple(_partners(reader))
    themes, subjects = _subjects(reader)
    facts, impossible = _vocabulary(reader)
    redirects = tuple(_in_file(reader, "redirects.toml", reader.file("redirects.toml"), "redirect", Redirect))
    rules = tuple(_rules(reader, _clocks(reader)))
    aids = tuple(_in_folder(reader, "aids", "aid", AidSpec))
    steps = tuple(_in_folder(reader, "steps", "first_steps", FirstSteps))
    collective = _collective(reader)
    if reader.problems or collective is None:
        raise InvalidCatalogue(tuple(reader.problems))
    vocabulary = (*standing_facts(subjects), *facts)
    document = RuleSetDocument(vocabulary, themes, subjects, redirects, rules, collective, impossible, aids, steps)
    return Contents(partners, document, reader.places)


def _vocabulary(reader: TableReader) -> tuple[tuple[FactSpec, ...], tuple[ImpossibleSpec, ...]]:
    """What rules may read, and what of it cannot be true together."""
    facts: list[FactSpec] = []
    impossible: list[ImpossibleSpec] = []
    for name, contents in reader.files("vocabulary"):
        reader.only(name, contents, "fact", "impossible")
        facts += _records(reader, name, contents, "fact", FactSpec, "name")
        impossible += _records(reader, name, contents, "impossible", ImpossibleSpec, "id")
    return tuple(facts), tuple(impossible)


def _clocks(reader: TableReader) -> dict[str, Plain]:
    """The delays of the law, each written once: rules name them."""
    clocks: dict[str, Plain] = {}
    for name, contents in reader.files("clocks"):
        reader.only(name, contents, "clock")
        for table in reader.tables(name, contents, "clock"):
            if reader.record(LegalClockSpec, table, "clock", "name") is not None:
                clocks[str(table.values["name"])] = table.values
    return clocks


def _rules(reader: TableReader, clocks: Mapping[str, Plain]) -> Iterator[RuleSpec]:
    """The rules, with the delay that each names in full: a rule set is one document."""
    for name, contents in reader.files("rules"):
        reader.only(name, contents, "rule")
        for table in reader.tables(name, contents, "rule"):
            found = reader.record(RuleSpec, _with_clock(table, clocks), "rule", "id")
            if found is not None:
                yield found


def _with_clock(rule: Table, clocks: Mapping[str, Plain]) -> Table:
    named = rule.values.get("legal_clock")
    if isinstance(named, str) and named in clocks:
        return Table({**rule.values, "legal_clock": clocks[named]}, rule.place)
    return rule


def _in_folder(reader: TableReader, folder: str, key: str, record: type[R], name_key: str = "slug") -> Iterator[R]:
    for name, contents in reader.files(folder):
        yield from _in_file(reader, name, contents, key, record, name_key)


def _in_file(
    reader: TableReader, name: str, contents: Plain, key: str, record: type[R], name_key: str = "slug"
) -> Iterator[R]:
    reader.only(name, contents, key)
    yield from _records(reader, name, contents, key, record, name_key)


def _records(reader: TableReader, name: str, contents: Plain, key: str, record: type[R], name_key: str) -> Iterator[R]:
    for table in reader.tables(name, contents, key):
        found = reader.record(record, table, key, name_key)
        if found is not None:
            yield found


def _partners(reader: TableReader) -> Iterator[PartnerEntry]:
    for partner in _in_folder(reader, "partners", "partner", PartnerEntry):
        for number, unit in enumerate(partner.unit, 1):
            reader.named("unit", unit.slug, f"{reader.places['partner', partner.slug]}, antenne n° {number}")
        yield partner


def _subjects(reader: TableReader) -> tuple[tuple[Theme, ...], tuple[Subject, ...]]:
    themes: dict[str, Theme] = {}
    subjects: list[Subject] = []
    for name, contents in reader.files("subjects"):
        reader.only(name, contents, "theme", "theme_label", "theme_label_en", "subject")
        theme = _theme(reader, name, contents)
        if theme is None:
            continue
        if themes.setdefault(theme.slug, theme) != theme:
            reader.problems.append(Problem(name, f"le thème « {theme.slug} » porte un autre libellé ailleurs"))
        for table in reader.tables(name, contents, "subject"):
            subject = reader.record(Subject, _as_subject(table, theme), "subject")
            if subject is not None:
                subjects.append(subject)
    return tuple(themes.values()), tuple(subjects)


def _theme(reader: TableReader, name: str, contents: Plain) -> Theme | None:
    """The theme of a file of subjects stands at its top."""
    try:
        return Theme(required_text(contents, "theme").fr, required_text(contents, "theme_label"))
    except RecordError as error:
        reader.problems.append(Problem(name, str(error)))
        return None


def _as_subject(table: Table, theme: Theme) -> Table:
    values = {key: value for key, value in table.values.items() if key != "question"}
    return Table({**values, "theme": theme.slug, "questions": table.values.get("question", [])}, table.place)


def _collective(reader: TableReader) -> Collective | None:
    name = "collective.toml"
    try:
        return read(Collective, reader.file(name))
    except RecordError as error:
        reader.problems.append(Problem(name, str(error)))
        return None
