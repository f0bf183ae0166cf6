"""A small HTTP client: kept connections, no parsing beyond what counting needs, so that it takes little of the machine."""

import http.client
import re
import socket
from dataclasses import dataclass

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TOKEN = re.compile(r'name="(csrf_token|csrfmiddlewaretoken)"[^>]*value="([^"]+)"')
_TIMEOUT_S = 20.0


class Connection:
    """One kept connection of a visitor, who has an address of their own on the loopback network."""

    def __init__(self, port: int, visitor: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), _TIMEOUT_S, source_address=(visitor, 0))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> int:
        """Send a request, read the whole answer, give its status."""
        self._socket.sendall(request)
        answer = self._socket.recv(65_536)
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._more()
        length = _LENGTH.search(answer, 0, end)
        if length is None:
            raise RuntimeError(f"an answer without a length: {answer[:end]!r}")
        left = end + 4 + int(length[1]) - len(answer)
        while left > 0:
            left -= len(self._more())
        return int(answer[9:12])

    def _more(self) -> bytes:
        part = self._socket.recv(65_536)
        if not part:
            raise RuntimeError("the server closed a connection in the middle of an answer")
        return part

    def close(self) -> None:
        """End the connection."""
        self._socket.close()


@dataclass(frozen=True)
class Visit:
    """What a browser holds after it was shown a form: its cookies, and the token that the form sends back."""

    cookies: str
    token_name: str
    token: str

    def post(self, path: str, body: str = "") -> bytes:
        """A form sent by that browser; the token goes with it."""
        fields = f"{self.token_name}={self.token}" + (f"&{body}" if body else "")
        return (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(fields)}\r\n\r\n{fields}"
        ).encode()


def get(path: str, cookies: str = "") -> bytes:
    """A page asked for by a browser that can unpack gzip."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nAccept-Encoding: gzip, br\r\n\r\n"
    ).encode()


def visit(port: int, path: str) -> Visit:
    """Open the page of a form as a new visitor."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
    try:
        connection.request("GET", path, headers={"Host": "127.0.0.1"})
        answer = connection.getresponse()
        page = answer.read().decode()
        cookies = "; ".join(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie", []))
    finally:
        connection.close()
    found = _TOKEN.search(page)
    if answer.status != 200 or found is None:
        raise RuntimeError(f"{path} answered {answer.status} without a form:\n{page[:500]}")
    return Visit(cookies, found[1], found[2])
