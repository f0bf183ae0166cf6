"""The picture of a DMN model, without which some modellers open an empty page: decisions above, inputs in rows below."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement

_WIDTH: Final = 180
_HEIGHT: Final = 60
_GAP: Final = 40
_A_ROW: Final = 8

_Place = tuple[int, int]


def add_diagram(root: Element) -> None:
    """Give each decision and input a place, and each requirement a line."""
    decisions, inputs = root.findall("decision"), root.findall("inputData")
    places: dict[str, _Place] = {}
    row = 0
    for elements in (decisions[:1], decisions[1:], inputs):
        for number, element in enumerate(elements):
            places[element.get("id", "")] = (number % _A_ROW, row + number // _A_ROW)
        row += -(-len(elements) // _A_ROW)
    diagram = SubElement(SubElement(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="diagram")
    for element_id, place in places.items():
        shape = SubElement(diagram, "dmndi:DMNShape", id=f"shape-{element_id}", dmnElementRef=element_id)
        x, y = _corner(place)
        SubElement(shape, "dc:Bounds", x=str(x), y=str(y), width=str(_WIDTH), height=str(_HEIGHT))
    for decision in decisions:
        for need in decision.findall("informationRequirement"):
            _line(diagram, need, places, decision.get("id", ""))


def _corner(place: _Place) -> _Place:
    column, row = place
    return _GAP + column * (_WIDTH + _GAP), _GAP + row * (_HEIGHT + 2 * _GAP)


def _line(diagram: Element, need: Element, places: dict[str, _Place], decision: str) -> None:
    required = need[0].get("href", "").removeprefix("#")
    need_id = need.get("id", "")
    edge = SubElement(diagram, "dmndi:DMNEdge", id=f"edge-{need_id}", dmnElementRef=need_id)
    for element_id, is_start in ((required, True), (decision, False)):
        x, y = _corner(places[element_id])
        SubElement(edge, "di:waypoint", x=str(x + _WIDTH // 2), y=str(y if is_start else y + _HEIGHT))
