"""Templates stay short and free of inline script and style: the content security policy would block them."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Text, templates

_LONGEST_TEMPLATE = 150
_FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx event attribute": re.compile(r"\shx-on[:-]", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "unescaped output": re.compile(r"\|\s*safe\b"),
    "another host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//(?!www\.w3\.org)", re.IGNORECASE),
}
# Mail is read outside our pages, where only attributes are understood; addresses given to owners are links, not parts of a page.
_MAIL = ("/mail/", "/mails/", "/email/", "mail.html", ".txt")


def faults(template: Text) -> Iterator[str]:
    """Where one template breaks the rules of the page."""
    text = re.sub(r"\{#.*?#\}", "", template.text, flags=re.DOTALL)
    lines = len(text.splitlines())
    if lines > _LONGEST_TEMPLATE:
        yield f"{template.name}: {lines} lines, more than {_LONGEST_TEMPLATE}; divide it"
    if any(mark in template.name for mark in _MAIL):
        return
    for what, pattern in _FORBIDDEN.items():
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{template.name}:{line}: {what}: {match.group()[:80]}"


def test_every_template_keeps_the_rules() -> None:
    broken = [fault for template in templates() for fault in faults(template)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p class="a" style="color: red">',
        '<button onclick="go()">',
        '<div hx-on:click="go()">',
        '<a href="javascript:go()">',
        "{{ text|safe }}",
        '<img src="//cdn.example.net/a.png">',
        "line\n" * 151,
    ],
)
def test_a_break_is_noticed(text: str) -> None:
    assert list(faults(Text("care_triage/web/templates/page.html", text)))


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{{ asset(\'care.js\') }}" nonce="{{ nonce }}"></script>',
        '<a href="{{ url_for(\'x\') }}" data-confirm="one">',
        "{# style= is forbidden here #}",
    ],
)
def test_what_is_right_is_not_blamed(text: str) -> None:
    assert not list(faults(Text("care_triage/web/templates/page.html", text)))
