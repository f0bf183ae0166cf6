"""Small DMN files, written here line by line."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from care_triage.dmn import Model, read_model

DMN_1_3 = "https://www.omg.org/spec/DMN/20191111/MODEL/"

Columns = Sequence[tuple[str, str]]


def table(
    policy: str, inputs: Sequence[str], outputs: Sequence[str], rules: Iterable[Sequence[str]], *, extra: str = ""
) -> str:
    """A decision table. An input is an expression, or `expression | allowed values`; an output is a name, or
    `name | values | default`.
    """
    columns = [_input(*item.split(" | ")) for item in inputs] + [_output(*item.split(" | ")) for item in outputs]
    rows = [_row(rule, len(inputs)) for rule in rules]
    return f'<decisionTable hitPolicy="{policy}" {extra}>{"".join(columns)}{"".join(rows)}</decisionTable>'


def _text(tag: str, text: str) -> str:
    return f"<{tag}><text>{escape(text)}</text></{tag}>"


def _input(expression: str, allowed: str = "") -> str:
    return f"<input>{_text('inputExpression', expression)}{_text('inputValues', allowed) if allowed else ''}</input>"


def _output(name: str, values: str = "", default: str = "") -> str:
    inner = (_text("outputValues", values) if values else "") + (
        _text("defaultOutputEntry", default) if default else ""
    )
    return f"<output name={quoteattr(name)}>{inner}</output>"


def _row(cells: Sequence[str], inputs: int) -> str:
    tests = "".join(_text("inputEntry", cell) for cell in cells[:inputs])
    return f"<rule>{tests}{''.join(_text('outputEntry', cell) for cell in cells[inputs:])}</rule>"


def decision(name: str, logic: str, *, requires: Sequence[str] = ()) -> str:
    """A decision; its id is its name in lower case without spaces."""
    needs = "".join(
        f'<informationRequirement><requiredDecision href="#{item}"/></informationRequirement>' for item in requires
    )
    return f'<decision id="{name.lower().replace(" ", "-")}" name={quoteattr(name)}>{needs}{logic}</decision>'


def literal(text: str) -> str:
    """The logic of a decision that is one expression."""
    return _text("literalExpression", text)


def model(*decisions: str, inputs: Columns = (), types: str = "", namespace: str = DMN_1_3) -> Model:
    """A model; `inputs` are names with the type of each."""
    return read_model(source(*decisions, inputs=inputs, types=types, namespace=namespace))


def source(*decisions: str, inputs: Columns = (), types: str = "", namespace: str = DMN_1_3) -> bytes:
    """The same as the bytes of a file."""
    data = "".join(
        f'<inputData id="data-{number}" name={quoteattr(name)}><variable name={quoteattr(name)} typeRef="{kind}"/></inputData>'
        for number, (name, kind) in enumerate(inputs)
    )
    return f'<definitions xmlns="{namespace}" name="m">{types}{"".join(decisions)}{data}</definitions>'.encode()
