"""Finding a firm wherever it can be found: the local register first, then the public service, then nowhere.

Whoever asks goes on in every case: `is_answered` says only whether somebody could be asked.
"""

from collections.abc import Collection

from flask import current_app

from care_triage.firms.client import Client
from care_triage.firms.errors import ServiceSilent
from care_triage.firms.queries import establishments_of, find_by_siret, has_register, search_names
from care_triage.firms.types import FoundFirm, Search
from care_triage.firms.words import words_of
from care_triage.territory.errors import InvalidCompanyNumber
from care_triage.territory.identifiers import parse_siren, parse_siret

_KEY = "care_firms_client"


def can_search() -> bool:
    """Whether a register is loaded here, or a public service may be asked."""
    return has_register() or _client() is not None


def search_firms(text: str, limit: int = 8, near: Collection[str] = ()) -> Search:
    """The firms that a SIRET, a SIREN or words of name and place mean; nearest first."""
    found = _in_register(text, limit, near) if has_register() else None
    if found:
        return Search(tuple(found))
    client = _client()
    if client is None or not _is_worth_asking(text):
        return Search((), is_answered=found is not None or client is not None)
    try:
        return Search(tuple(_ordered(client.search(text), near))[:limit])
    except ServiceSilent:
        return Search((), is_answered=found is not None)


def find_firm(siret: str) -> FoundFirm | None:
    """The establishment of a SIRET, if anybody knows it."""
    found = find_by_siret(siret)
    client = _client()
    if found is not None or client is None:
        return found
    try:
        return next((firm for firm in client.search(siret) if firm.siret == siret), None)
    except ServiceSilent:
        return None


def _in_register(text: str, limit: int, near: Collection[str]) -> list[FoundFirm]:
    try:
        siret = parse_siret(text)
    except InvalidCompanyNumber:
        pass
    else:
        found = find_by_siret(siret)
        return [found] if found else []
    try:
        siren = parse_siren(text)
    except InvalidCompanyNumber:
        return list(search_names(text, limit, near))
    return _ordered(establishments_of(siren, max(limit, 50)), near)[:limit]


def _ordered(firms: Collection[FoundFirm], near: Collection[str]) -> list[FoundFirm]:
    return sorted(firms, key=lambda firm: (firm.is_closed, firm.commune not in near, not firm.is_head_office))


def _is_worth_asking(text: str) -> bool:
    """The service refuses fewer than three letters."""
    return len("".join(words_of(text))) >= 3


def _client() -> Client | None:
    """The client of this application; None where outbound calls are not allowed."""
    address = current_app.config.get("FIRMS_API", "")
    if not address:
        return None
    client: Client = current_app.extensions.setdefault(_KEY, Client(address, current_app.config["REDIS_URL"]))
    return client
