"""Mails reach a mail server as they are, or the local mailbox once."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask import Flask

from care_triage.infra import mail


@dataclass
class SmtpServer:
    """A mail server of a few lines: what it was told, what it received, whom it refuses."""

    port: int = 0
    said: list[str] = field(default_factory=list)
    received: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)

    def answer(self, line: str) -> str:
        """The answer to one command."""
        self.said.append(line)
        verb = line.partition(" ")[0].upper()
        refusal = next((code for address, code in self.refuses.items() if verb == "RCPT" and address in line), None)
        return refusal or {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 fine")


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: SmtpServer = self.server.known  # type: ignore[attr-defined]
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            self._say(server.answer(line))
            if line.upper() == "DATA":
                content = b"".join(iter(self.rfile.readline, b".\r\n"))
                message = message_from_bytes(content, policy=policy.default)
                assert isinstance(message, EmailMessage)
                server.received.append(message)
                self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True


@pytest.fixture
def smtp(sqlite_app: Flask) -> Iterator[SmtpServer]:
    """A mail server, to which the application sends."""
    known = SmtpServer()
    with _Listener(("127.0.0.1", 0), _Talk) as listener:
        listener.known = known  # type: ignore[attr-defined]
        known.port = listener.server_address[1]
        sqlite_app.config["MAIL_URL"] = f"smtp://127.0.0.1:{known.port}"
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield known
        listener.shutdown()
        thread.join()


def _mail(to: str = "camille@example.org", message_id: str = "one") -> EmailMessage:
    return mail.compose(to, "Votre demande – reçue", "Bonjour,\nà bientôt.", "<p>Bonjour, à bientôt.</p>", message_id)


def test_a_mail_arrives_whole(sqlite_app: Flask, smtp: SmtpServer) -> None:
    with sqlite_app.app_context():
        mail.deliver(_mail())
    (message,) = smtp.received
    assert message["Subject"] == "Votre demande – reçue"
    assert message["To"] == "camille@example.org"
    assert message["From"] == "CARE <ne-pas-repondre@care.example.org>"
    assert message["Message-ID"] == "<one@care.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.tzinfo is not None
    parts = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    assert {kind: part and "à bientôt" in part.get_content() for kind, part in parts.items()} == {
        "plain": True,
        "html": True,
    }


def test_the_server_is_told_our_own_name(sqlite_app: Flask, smtp: SmtpServer) -> None:
    with sqlite_app.app_context():
        mail.deliver(_mail())
    assert smtp.said[0] == "ehlo care.example.org"


def test_a_refused_address_is_told(sqlite_app: Flask, smtp: SmtpServer) -> None:
    smtp.refuses["nobody@example.org"] = "550 no such user"
    with sqlite_app.app_context(), pytest.raises(smtplib.SMTPRecipientsRefused):
        mail.deliver(_mail("nobody@example.org"))
    assert smtp.received == []


def test_a_server_that_is_not_there_is_told(sqlite_app: Flask, smtp: SmtpServer) -> None:
    sqlite_app.config["MAIL_URL"] = "smtp://127.0.0.1:1"
    with sqlite_app.app_context(), pytest.raises(OSError, match="refused"):
        mail.deliver(_mail())


def test_credentials_never_cross_an_open_line(sqlite_app: Flask, smtp: SmtpServer) -> None:
    sqlite_app.config["MAIL_URL"] = f"smtp://care:s%40cret@127.0.0.1:{smtp.port}"
    with sqlite_app.app_context(), pytest.raises(smtplib.SMTPNotSupportedError):
        mail.deliver(_mail())
    assert not any("AUTH" in line.upper() for line in smtp.said)


@pytest.mark.parametrize("address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\n\r\nForged"])
def test_an_address_cannot_forge_a_header(sqlite_app: Flask, address: str) -> None:
    with sqlite_app.app_context(), pytest.raises(ValueError, match=r"newline|linefeed"):
        _mail(address)


def test_the_same_mail_twice_is_one_file(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        for message_id in ("one", "one", "two"):
            mail.deliver(_mail(message_id=message_id))
        kept = dict(mail.kept())
        assert len(kept) == 2
        assert sorted(path.suffix for path in mail.mailbox().iterdir()) == [".eml", ".eml"]
        for name, message in kept.items():
            found = mail.find_kept(name)
            assert found is not None
            assert found["Message-ID"] == message["Message-ID"]


def test_the_mailbox_is_private(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        assert mail.mailbox().stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../secret_key", "a/b", "", "..", "ab.eml", "0" * 32])
def test_a_name_outside_the_mailbox_finds_nothing(sqlite_app: Flask, name: str) -> None:
    with sqlite_app.app_context():
        assert mail.find_kept(name) is None
