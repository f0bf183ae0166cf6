"""A fake of the public search of firms: its recorded shape, and its bad days."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support import stock


def result(number: int, name: str, **place: Any) -> dict[str, Any]:
    """One result with its head office, in the shape of the public documentation; the firm is invented."""
    head = {
        "activite_principale": "10.71C", "activite_principale_registre_metier": None,
        "adresse": "12 RUE DES TILLEULS 42300 ROANNE", "annee_tranche_effectif_salarie": "2023",
        "caractere_employeur": "O", "code_postal": "42300", "commune": "42187", "date_creation": "2012-05-01",
        "date_fermeture": None, "est_siege": True, "etat_administratif": "A", "liste_enseignes": None,
        "libelle_commune": "ROANNE", "nom_commercial": None, "siret": stock.siret(number),
        "statut_diffusion_etablissement": "O", "tranche_effectif_salarie": "02", **place,
    }  # fmt: skip
    return {
        "siren": stock.siren(number), "nom_complet": f"{name} (MARQUE)", "nom_raison_sociale": name, "sigle": None,
        "nombre_etablissements": 1, "nombre_etablissements_ouverts": 1, "siege": head,
        "activite_principale": "10.71C", "activite_principale_naf25": "10.71Y", "categorie_entreprise": "PME",
        "date_creation": "2012-05-01", "date_fermeture": None, "etat_administratif": "A",
        "nature_juridique": "5499", "section_activite_principale": "C", "tranche_effectif_salarie": "02",
        "statut_diffusion": "O", "matching_etablissements": [head], "dirigeants": [], "finances": {}, "complements": {},
    }  # fmt: skip


class FakeService:
    """What it answers next, and what it was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.results: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.bad: list[tuple[int, dict[str, str], bytes]] = []
        """Answers of bad days, used up one by one before the good ones."""
        self.wait = 0.0

    def body(self) -> bytes:
        """The answer of a good day."""
        page = {
            "results": self.results,
            "total_results": len(self.results),
            "page": 1,
            "per_page": 10,
            "total_pages": 1,
        }
        return json.dumps(page).encode()


@contextmanager
def serving() -> Iterator[FakeService]:
    """The fake on a port of its own."""
    fake = FakeService()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.asked.append(parse_qs(urlsplit(self.path).query).get("q", [""])[0])
            fake.agents.append(self.headers["User-Agent"])
            time.sleep(fake.wait)
            status, headers, body = fake.bad.pop(0) if fake.bad else (200, {}, fake.body())
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # Nobody waits for it any more.

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
