"""Writes rules as DMN 1.3: conditions as unary tests, outcomes as output columns, reasons and law as annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from care_triage.rulebook.formats.dmn_cells import ANY, to_dmn
from care_triage.rulebook.formats.dmn_diagram import add_diagram
from care_triage.rulebook.formats.dmn_layout import DECIDED_ON, ORDER, OUTPUTS, TOP, RuleGroup, groups_of, listed_facts
from care_triage.rulebook.formats.grid import LABELS, row_of
from care_triage.rulebook.formats.printable import printable, unprintable_of
from care_triage.rulebook.formats.problems import Loss, impossible_lost
from care_triage.rules import In, NotIn, parse_cell
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument, RuleSpec

_NAMESPACES: Final = {
    "xmlns": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}
_TYPES: Final[Mapping[Kind, str]] = {
    Kind.INTEGER: "number", Kind.MONEY: "number", Kind.DATE: "date", Kind.BOOLEAN: "boolean",
}  # fmt: skip
_OUTCOMES: Final = frozenset({"id", "valid_from", "valid_until", *OUTPUTS})
ANNOTATIONS: Final = tuple(name for name in LABELS if name not in _OUTCOMES)
_OUTPUT_VALUES: Final = {"role": '"lead", "support", "inform"', "urgency": '"critical", "high", "normal"'}


def write(document: RuleSetDocument) -> tuple[bytes, tuple[Loss, ...]]:
    """The model, and what DMN has no place for."""
    groups, listed = groups_of(document), listed_facts(document)
    root = Element("definitions", {**_NAMESPACES, "id": "care", "name": "CARE", "namespace": "urn:care:rules"})
    facts = [fact for fact in document.vocabulary if any(fact.name in group.facts for group in groups)]
    losses = tuple(_losses(document, facts, listed))
    if losses:
        # Who opens the file elsewhere did not see what was said when it was written.
        SubElement(root, "description").text = printable("\n".join(map(str, losses)))
    for fact in facts:
        _item_definition(root, fact, fact.name in listed)
    if len(groups) > 1:
        _top(root, groups)
    for group in groups:
        _decision(root, document, group, listed, name=group.decision if len(groups) > 1 else TOP)
    for fact in facts:
        _input_data(root, fact.name, _type_of(fact), fact.label.fr)
    if any(group.is_dated for group in groups):
        _input_data(root, DECIDED_ON, "date", "Date de la décision")
    add_diagram(root)
    indent(root)
    return tostring(root, encoding="UTF-8", xml_declaration=True), losses


def _item_definition(root: Element, fact: FactSpec, is_listed: bool) -> None:
    """The type of a coded fact: its codes, and whether it comes as a list."""
    if fact.kind in _TYPES:
        return
    is_list = "true" if is_listed or fact.kind is Kind.SET else "false"
    item = SubElement(
        root, "itemDefinition", name=f"t_{fact.name}", label=printable(fact.label.fr), isCollection=is_list
    )
    SubElement(item, "typeRef").text = "string"
    if fact.values:
        _text(item, "allowedValues", ", ".join(_quoted(value.code) for value in fact.values))


def _type_of(fact: FactSpec) -> str:
    return _TYPES.get(fact.kind, f"t_{fact.name}")


def _input_data(root: Element, name: str, type_ref: str, label: str) -> None:
    data = SubElement(root, "inputData", id=f"input-{name}", name=name, label=printable(label))
    SubElement(data, "variable", name=name, typeRef=type_ref)


def _top(root: Element, groups: Sequence[RuleGroup]) -> None:
    decision = SubElement(root, "decision", id=f"decision-{TOP}", name=TOP, label="Orientation")
    SubElement(decision, "variable", name=TOP)
    for group in groups:
        need = SubElement(decision, "informationRequirement", id=f"need-{TOP}-{group.slug}")
        SubElement(need, "requiredDecision", href=f"#decision-{group.decision}")
    _text(decision, "literalExpression", f"concatenate({', '.join(group.decision for group in groups)})")


def _decision(root: Element, document: RuleSetDocument, group: RuleGroup, listed: frozenset[str], *, name: str) -> None:
    decision = SubElement(root, "decision", id=f"decision-{name}", name=name, label=printable(group.label))
    SubElement(decision, "variable", name=name)
    inputs = [*group.facts, *([DECIDED_ON] if group.is_dated else [])]
    for fact_name in inputs:
        need = SubElement(decision, "informationRequirement", id=f"need-{name}-{fact_name}")
        SubElement(need, "requiredInput", href=f"#input-{fact_name}")
    table = SubElement(decision, "decisionTable", id=f"table-{name}", hitPolicy="COLLECT", outputLabel=name)
    for fact_name in inputs:
        _input(table, document.fact_by_name.get(fact_name))
    for output, type_ref in OUTPUTS.items():
        clause = SubElement(
            table,
            "output",
            id=f"{name}-{output}",
            name=output,
            label=LABELS.get(output, LABELS["id"]),
            typeRef=type_ref,
        )
        if output in _OUTPUT_VALUES:
            _text(clause, "outputValues", _OUTPUT_VALUES[output])
    _rules(table, document, group, listed)


def _input(table: Element, fact: FactSpec | None) -> None:
    name, label = (fact.name, fact.label.fr) if fact else (DECIDED_ON, "Date de la décision")
    clause = SubElement(table, "input", label=printable(label))
    type_ref = _type_of(fact) if fact else "date"
    SubElement(SubElement(clause, "inputExpression", typeRef=type_ref), "text").text = name


def _rules(table: Element, document: RuleSetDocument, group: RuleGroup, listed: frozenset[str]) -> None:
    rows = {rule.id: row_of(rule) for _, rule in group.rules}
    notes = [name for name in ANNOTATIONS if any(name in row for row in rows.values())]
    for note in (ORDER, *notes):
        SubElement(table, "annotation", name=note)
    facts = {name: document.fact_by_name[name].to_fact() for name in group.facts}
    for place, rule in group.rules:
        element = SubElement(table, "rule", id=f"rule-{rule.id}")
        for name, fact in facts.items():
            cell = rule.when.get(name)
            tests = ANY if cell is None else to_dmn(parse_cell(cell, fact), fact, as_list=name in listed)
            _text(element, "inputEntry", tests)
        if group.is_dated:
            _text(element, "inputEntry", _validity(rule))
        for name in OUTPUTS:
            _text(element, "outputEntry", _outcome(rule, name))
        for note in (ORDER, *notes):
            _text(element, "annotationEntry", str(place) if note == ORDER else rows[rule.id].get(note, ""))


def _validity(rule: RuleSpec) -> str:
    since, until = (f'date("{day}")' if day else "" for day in (rule.valid_from, rule.valid_until))
    if since and until:
        return f"[{since}..{until}]"
    return f">= {since}" if since else f"<= {until}" if until else ANY


def _outcome(rule: RuleSpec, name: str) -> str:
    value = rule.id if name == "rule" else getattr(rule, name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return json.dumps(str(text), ensure_ascii=False)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(SubElement(parent, tag), "text").text = printable(text)


def _losses(document: RuleSetDocument, facts: Sequence[FactSpec], listed: frozenset[str]) -> Iterator[Loss]:
    if any(fact.label.en or any(value.label for value in fact.values) or fact.sensitive or fact.unit for fact in facts):
        yield Loss(
            "", "vocabulary", "DMN ne garde que le nom, le libellé français, le type et les codes des informations.",
            "DMN keeps only the name, the French label, the type and the codes of the facts.",
        )  # fmt: skip
    yield from impossible_lost(document)
    for rule in document.rules:
        yield from unprintable_of(rule.id, row_of(rule))
        yield from _cell_losses(document, rule, listed)


def _cell_losses(document: RuleSetDocument, rule: RuleSpec, listed: frozenset[str]) -> Iterator[Loss]:
    for name, cell in rule.when.items():
        fact = document.fact_by_name[name].to_fact()
        condition = parse_cell(cell, fact)
        if condition is None:
            yield Loss(rule.id, f"when.{name}", "Une case « - » ne s’écrit pas.", "A cell “-” is not written.")
        if fact.kind is Kind.CODE and name not in listed and isinstance(condition, In | NotIn):
            yield Loss(
                rule.id, f"when.{name}", "DMN ne compare que le code lui-même, pas ceux qui le contiennent.",
                "DMN compares the code alone, not those above it.",
            )  # fmt: skip
