"""Partners' sites that may hold the front door in a frame: registered, changed, switched off."""

import re
import unicodedata

from sqlalchemy import select

from care_triage.infra import clock
from care_triage.infra.db import session, transactional
from care_triage.intake.errors import SiteNotFound
from care_triage.intake.models import EmbedSite


@transactional
def register_site(name: str, origins: list[str], person_id: int) -> str:
    """A new site. Returns the word that names it in addresses; it never changes."""
    slug = _free_slug(name)
    site = EmbedSite(slug=slug, name=name, origins={"allowed": origins}, active=True, changed_at=clock.now(),
                     changed_by_id=person_id)  # fmt: skip
    session().add(site)
    return slug


@transactional
def change_site(slug: str, name: str, origins: list[str], *, active: bool, person_id: int) -> None:
    """Change what a site is called, its origins, or whether it may hold the front door. Raises SiteNotFound."""
    site = session().scalar(select(EmbedSite).where(EmbedSite.slug == slug).with_for_update())
    if site is None:
        raise SiteNotFound
    site.name, site.origins, site.active = name, {"allowed": origins}, active
    site.changed_at, site.changed_by_id = clock.now(), person_id


def _free_slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:34].strip("-") or "site"
    # A word that names a language would be read as one.
    base = f"site-{base}" if base in ("fr", "en") else base
    taken = set(session().scalars(select(EmbedSite.slug).where(EmbedSite.slug.startswith(base, autoescape=True))))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 9999))) if slug not in taken)
