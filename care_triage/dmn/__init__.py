"""Runs the decisions of a DMN 1.x file: decision tables, and the simple FEEL that their cells hold. Pure, no I/O.

>>> model = read_model(b'''<definitions name="d"><decision name="Price"><decisionTable hitPolicy="FIRST">
...   <input><inputExpression><text>Age</text></inputExpression></input> <output/>
...   <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>4.50</text></outputEntry></rule>
... </decisionTable></decision><inputData name="Age"/></definitions>''')
>>> written(model.decide("Price", read_inputs('{"Age": 12}')))
'4.5'
"""

from __future__ import annotations

from care_triage.dmn.model import Model
from care_triage.dmn.reader import read_model
from care_triage.dmn.refusals import DmnError
from care_triage.dmn.values import Value, read_inputs, written

__all__ = ["DmnError", "Model", "Value", "read_inputs", "read_model", "written"]
