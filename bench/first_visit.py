"""The first visit as a browser makes it: the page, then what it names, each as it is sent."""

import gzip
import http.client
import re

# What the page, or a style sheet, makes a browser fetch at once.
_NAMED = re.compile(r'<(?:link|script|img|use)[^>]*?\s(?:href|src)="(/[^"#]+)')
_IN_STYLES = re.compile(r"""url\(["']?(/[^"')#]+)""")
_HEADERS = {"Host": "127.0.0.1", "Accept-Encoding": "gzip, br", "Accept-Language": "fr"}


def weigh(port: int) -> tuple[float, float]:
    """Kilobytes of everything together, and of the page alone."""
    page, body = _fetch(port, "/")
    named = set(_NAMED.findall(body))
    files = [_fetch(port, name) for name in sorted(named)]
    # Fonts and pictures that a style sheet asks for.
    inner = {name for _, content in files for name in _IN_STYLES.findall(content)} - named
    everything = page + sum(size for size, _ in files) + sum(_fetch(port, name)[0] for name in sorted(inner))
    return everything / 1000, page / 1000


def _fetch(port: int, path: str) -> tuple[int, str]:
    """The bytes that were sent, and the text to look into when it came unpacked."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=_HEADERS)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    if answer.headers.get("Content-Encoding") == "gzip":
        return len(content), gzip.decompress(content).decode(errors="replace")
    return len(content), content.decode(errors="replace")
