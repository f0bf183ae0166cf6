"""A DMN file as the runner needs it: inputs, decisions, and what each decision requires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from care_triage.dmn.item_types import ItemTypes
from care_triage.dmn.refusals import DmnError, shown
from care_triage.dmn.table import Table, check_allowed, evaluate_table, expression_of
from care_triage.dmn.values import Value


@dataclass(frozen=True, slots=True)
class InputData:
    """A value that the caller gives."""

    id: str
    name: str
    type_ref: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A decision that is one expression."""

    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: its logic (None when the runner does not know that sort), and the ids of what it reads."""

    id: str
    name: str
    logic: Table | Literal | None
    requires: tuple[str, ...] = ()
    type_ref: str = ""


@dataclass(frozen=True)
class Model:
    """The decisions of one file. Immutable."""

    inputs: tuple[InputData, ...]
    decisions: tuple[Decision, ...]
    types: ItemTypes = field(default_factory=ItemTypes)

    def decide(self, name: str, inputs: Mapping[str, Value]) -> Value:
        """The answer of the decision called `name` (or with this id); None when no rule answers. Raises DmnError.

        An input that is not given is null. A decision that another one requires is decided first, unless its own
        answer is given among the inputs.
        """
        wanted = self._decision(name)
        known = {data.name: self._given(data, inputs) for data in self.inputs}
        # A modeller may leave the inputs of a table undrawn: what is given under a name can be read under it.
        scope: dict[str, Value] = {**inputs, **known}
        for decision in self._in_order(wanted):
            if decision is wanted or decision.name not in inputs:
                scope[decision.name] = self._decided(decision, scope)
        return scope[wanted.name]

    def _decision(self, name: str) -> Decision:
        matching = [item for item in self.decisions if item.name == name] or [
            item for item in self.decisions if item.id == name
        ]
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise DmnError(f"plusieurs décisions s’appellent {shown(name)} : donnez l’identifiant")
        listed = ", ".join(shown(item.name) for item in self.decisions[:10]) or "aucune"
        raise DmnError(f"ce modèle n’a pas de décision {shown(name)} (décisions : {listed})")

    def _given(self, data: InputData, inputs: Mapping[str, Value]) -> Value:
        value = inputs.get(data.name, inputs.get(data.id))
        place = f"donnée {shown(data.name)}"
        read = self.types.read(data.type_ref, value, place)
        for item in read if isinstance(read, list) else [read]:
            check_allowed(self.types.allowed(data.type_ref), item, {}, place)
        return read

    def _in_order(self, wanted: Decision) -> list[Decision]:
        """The decision and all it requires, each after its own requirements. Raises DmnError on a circle."""
        by_id = {decision.id: decision for decision in self.decisions if decision.id}
        ordered: dict[str, Decision] = {}
        open_ids: set[str] = set()
        pending = [(wanted, False)]
        while pending:
            decision, ready = pending.pop()
            key = decision.id or decision.name
            if ready:
                ordered[key] = decision
            elif key not in ordered:
                if key in open_ids:
                    raise DmnError(f"la décision {shown(decision.name)} dépend d’elle-même")
                open_ids.add(key)
                pending.append((decision, True))
                pending += [(by_id[required], False) for required in decision.requires if required in by_id]
        return list(ordered.values())

    def _decided(self, decision: Decision, scope: Mapping[str, Value]) -> Value:
        place = f"décision {shown(decision.name)}"
        if isinstance(decision.logic, Table):
            return evaluate_table(decision.logic, scope, place, self.types, decision.type_ref)
        if isinstance(decision.logic, Literal):
            return expression_of(decision.logic.text, scope, place)(scope)
        raise DmnError("seules les tables de décision et les expressions simples sont prises en charge", place)
