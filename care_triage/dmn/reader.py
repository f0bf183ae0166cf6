"""Reads a DMN file of any version (1.1 to 1.5): elements are known by their name, whatever their namespace.

Old files exist in which the default namespace is not that of DMN at all. The XML of a stranger is read without
entities or external parts, and up to a size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from care_triage.dmn.item_types import ItemType, ItemTypes
from care_triage.dmn.model import Decision, InputData, Literal, Model
from care_triage.dmn.refusals import DmnError, shown
from care_triage.dmn.table import Input, Output, Row, Table
from care_triage.rules.hit_policy import Aggregator, HitPolicy

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_FILE: Final = 50_000_000
"""Bytes; ten thousand rules, with what a modeller writes around them, are about thirty million."""


def read_model(data: bytes) -> Model:
    """The decisions of a DMN file. Raises DmnError; the cells are read when a decision is made."""
    root = parse_xml(data)
    if local_name(root) != "definitions":
        raise DmnError("ce fichier XML n’est pas un modèle DMN")
    inputs = tuple(
        InputData(item.get("id", ""), item.get("name", ""), _variable_type(item))
        for item in children(root, "inputData")
    )
    return Model(inputs, tuple(_decision(item) for item in children(root, "decision")), _types(root))


def parse_xml(data: bytes) -> Element:
    """The root of an XML document that comes from anywhere. Raises DmnError."""
    # Loaded late: only who reads such files pays for the parser.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if len(data) > LARGEST_FILE:
        raise DmnError(f"ce fichier dépasse {LARGEST_FILE // 1_000_000} Mo")
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise DmnError("ce fichier XML contient une DTD ou des entités, qui sont refusées") from None
    except (ParseError, ValueError, LookupError) as error:
        raise DmnError(f"ce fichier n’est pas du XML lisible ({shown(str(error))})") from None


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children called `name`."""
    return (child for child in (element if element is not None else ()) if local_name(child) == name)


def child(element: Element | None, name: str) -> Element | None:
    """The first direct child called `name`."""
    return next(children(element, name), None)


def text_of(element: Element | None) -> str:
    """The `<text>` of a cell or an expression, trimmed."""
    found = child(element, "text")
    return (found.text or "").strip() if found is not None else ""


def _variable_type(element: Element) -> str:
    variable = child(element, "variable")
    return variable.get("typeRef", "") if variable is not None else ""


def _decision(element: Element) -> Decision:
    requires = tuple(
        required.get("href", "").rpartition("#")[2]
        for requirement in children(element, "informationRequirement")
        for required in children(requirement, "requiredDecision")
    )
    name = element.get("name", "")
    logic = _logic(element, f"décision {shown(name)}")
    return Decision(element.get("id", ""), name, logic, requires, _variable_type(element))


def _logic(element: Element, place: str) -> Table | Literal | None:
    table = child(element, "decisionTable")
    if table is not None:
        return _table(table, place)
    literal = child(element, "literalExpression")
    return Literal(text_of(literal)) if literal is not None else None


def _table(element: Element, place: str) -> Table:
    try:
        policy = HitPolicy(element.get("hitPolicy", "UNIQUE"))
        aggregator = Aggregator(element.get("aggregation", "")) if element.get("aggregation") else None
    except ValueError:
        raise DmnError("cette règle de choix (hitPolicy ou aggregation) n’existe pas", place) from None
    outputs = tuple(_output(item) for item in children(element, "output"))
    return Table(
        policy, aggregator, tuple(_input(item) for item in children(element, "input")), outputs,
        tuple(_row(item) for item in children(element, "rule")), element.get("typeRef", ""),
    )  # fmt: skip


def _input(element: Element) -> Input:
    expression = child(element, "inputExpression")
    type_ref = expression.get("typeRef", "") if expression is not None else ""
    return Input(text_of(expression), type_ref, text_of(child(element, "inputValues")))


def _output(element: Element) -> Output:
    name = element.get("name") or element.get("label") or element.get("id") or ""
    values, default = child(element, "outputValues"), child(element, "defaultOutputEntry")
    return Output(name, element.get("typeRef", ""), text_of(values), text_of(default))


def _row(element: Element) -> Row:
    tests = tuple(text_of(entry) for entry in children(element, "inputEntry"))
    return Row(element.get("id", ""), tests, tuple(text_of(entry) for entry in children(element, "outputEntry")))


def _types(root: Element) -> ItemTypes:
    return ItemTypes({item.get("name", ""): _item_type(item) for item in children(root, "itemDefinition")})


def _item_type(element: Element) -> ItemType:
    components = [*children(element, "itemComponent")]
    return ItemType(
        base=_type_ref(element),
        is_list=element.get("isCollection") == "true",
        components={item.get("name", ""): _type_ref(item) for item in components},
        allowed=text_of(child(element, "allowedValues")),
        component_allowed={item.get("name", ""): text_of(child(item, "allowedValues")) for item in components},
    )


def _type_ref(element: Element) -> str:
    found = child(element, "typeRef")
    return (found.text or "").strip() if found is not None else element.get("typeRef", "")
