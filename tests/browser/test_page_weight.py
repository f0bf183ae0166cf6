"""What a phone has to download."""

from playwright.sync_api import Page, Request

from tests.browser.sizes import on

_FIRST_PAGE_BYTES = 100_000


@on("phone")
def test_the_first_page_weighs_less_than_a_hundred_kilobytes(page: Page) -> None:
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright wants a function
    page.goto("/", wait_until="networkidle")
    sizes = {request.url: request.sizes() for request in requests}
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes.values())
    assert len(sizes) > 1
    assert weight < _FIRST_PAGE_BYTES, {url: size["responseBodySize"] for url, size in sizes.items()}
