"""The public pages of an installation, each as somebody reaches it; draft and case are made by the forms themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask

from bench import staff
from care_triage.infra.outbox import perform_owed
from care_triage.intake.service.sites import register_site
from tests.support.owner import STORY, Owner

_OF_ANOTHER_DOOR = "J’ai acheté un canapé en magasin, il est arrivé cassé et le vendeur refuse de me rembourser."


@dataclass(frozen=True)
class Public:
    """One page: its name in the table, its address in each language, and whether search engines may keep it."""

    name: str
    path: str
    indexed: bool = True
    english_path: str = ""

    def address(self, language: str) -> str:
        """Where the page is in that language, which else the browser's own header asks for."""
        return self.english_path if language == "en" and self.english_path else self.path


def public_pages(app: Flask) -> Sequence[Public]:
    """Every kind of page that somebody without an account meets. The context of `app` is open."""
    # The forms are sent from this very process: nobody else's page could have sent them.
    app.config["WTF_CSRF_ENABLED"] = False
    other_door = f"/demande/{Owner(app.test_client()).tell(_OF_ANOTHER_DOOR).token}/porte"
    told = Owner(app.test_client()).tell(STORY).place
    asked = Owner(app.test_client()).tell(STORY).choose("dette-urssaf").place
    draft = f"/demande/{_ready(app).token}"
    case = _ready(app).send()
    frame = f"/embarquer/{_site(app)}"
    perform_owed()
    return (
        Public("home", "/"),
        Public("aids", "/aides"),
        Public("sign-in", "/connexion"),
        Public("new private link", "/lien"),
        Public("accessibility", "/accessibilite"),
        Public("personal data", "/donnees-personnelles"),
        Public("legal notice", "/mentions-legales"),
        Public("subjects of a draft", told, indexed=False),
        Public("question of a draft", asked, indexed=False),
        Public("place of a draft", f"{draft}/lieu", indexed=False),
        Public("contact of a draft", f"{draft}/contact", indexed=False),
        Public("review of a draft", f"{draft}/verifier", indexed=False),
        Public("door", other_door, indexed=False),
        Public("owner's page", case, indexed=False),
        Public("partner's frame", f"{frame}/", indexed=False, english_path=f"{frame}/en/"),
    )


def _ready(app: Flask) -> Owner:
    return Owner(app.test_client()).prepare("dette-urssaf")


def _site(app: Flask) -> str:
    keeper = staff.coordinator(app).viewer
    return register_site("Chambre du banc", ["https://chambre.example.org"], keeper.user_id)
