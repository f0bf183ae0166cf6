"""Documents on disk: recognised by content, stored under a random name outside the web root."""

import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import filetype
from flask import current_app

from care_triage.infra.db import after_rollback, in_transaction
from care_triage.infra.errors import DomainError

LIMIT = 10 * 1024 * 1024

# What an owner has at hand: scans, photos, office files. Nothing a browser would run.
ALLOWED = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}


class WrongFile(DomainError):
    """The content is not of a kind we take."""

    message = (
        "Nous ne pouvons pas recevoir ce fichier. Envoyez un PDF, une photo (JPEG, PNG, WebP, HEIC) "
        "ou un document Word, Excel ou LibreOffice."
    )


class EmptyFile(DomainError):
    """There is nothing in the file."""

    message = "Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre appareil, puis envoyez-le de nouveau."


class FileTooLarge(DomainError):
    """The file is above the limit."""

    status = 413
    message = "Ce fichier dépasse 10 Mo. Envoyez-en une version plus légère, ou plusieurs fichiers."


@dataclass(frozen=True)
class StoredFile:
    """What was kept: where, what it is, how big, and its fingerprint."""

    key: str
    media_type: str
    size: int
    digest: str


def store(stream: BinaryIO) -> StoredFile:
    """Keep a file. Raises WrongFile, EmptyFile or FileTooLarge; never trusts a name or a declared type."""
    content = stream.read(LIMIT + 1)
    if not content:
        raise EmptyFile
    if len(content) > LIMIT:
        raise FileTooLarge
    kind = filetype.guess(content)
    if kind is None or kind.mime not in ALLOWED:
        raise WrongFile
    key = secrets.token_hex(16)
    path = _path(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if in_transaction():
        # A file that no row names would stay for ever.
        after_rollback(lambda: remove(key))
    return StoredFile(key, kind.mime, len(content), sha256(content).hexdigest())


def read(key: str) -> bytes:
    """The content of a kept file. Raises FileNotFoundError."""
    return _path(key).read_bytes()


def remove(key: str) -> None:
    """Erase a kept file; one already gone is fine."""
    _path(key).unlink(missing_ok=True)


def _path(key: str) -> Path:
    root: Path = current_app.config["VAR_DIR"] / "documents"
    if not key.isalnum():
        raise ValueError("a storage key holds letters and digits only")
    return root / key[:2] / key
