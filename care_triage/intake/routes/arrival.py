"""Where a request comes from: the partner's site that shows the front door, its page, a campaign."""

from urllib.parse import urlsplit

from flask import request
from limits import parse

from care_triage.intake.forms import StoryForm
from care_triage.web.embedding import embedding
from care_triage.web.limits import Count, client_address
from care_triage.web.text import clean_line

_PAGE_LENGTH, _CAMPAIGN_LENGTH = 300, 80
# Counted far: what is many is decided where suspicion is.
_STORIES = parse("10000/hour")


def came_from() -> dict[str, str]:
    """What the first page keeps of its address, for the form to carry along."""
    campaign = request.args.get("campagne") or request.args.get("utm_campaign") or ""
    page = request.args.get("page") or (request.referrer or "" if embedding() else "")
    return {"page": _page(page), "campaign": clean_line(campaign)[:_CAMPAIGN_LENGTH]}


def arrival_of(form: StoryForm) -> dict[str, str]:
    """What a draft keeps: the site is known by the frame itself, the rest is what its page says."""
    site = embedding()
    return {
        "site": site.slug if site else "",
        "page": _page(form.page.data or "") if site else "",
        "campaign": clean_line(form.campaign.data or "")[:_CAMPAIGN_LENGTH],
    }


def stories_from_here() -> int:
    """How many stories began at this address within the hour, this one included."""
    count = Count(_STORIES, client_address(), "stories begun")
    count.add()
    return count.used()


def _page(address: str) -> str:
    """Address of a page without what may name a person: no query, no fragment, no user."""
    parts = urlsplit(clean_line(address))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:_PAGE_LENGTH]
