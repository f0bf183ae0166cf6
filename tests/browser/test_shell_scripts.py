"""The small scripts of the shell, on the style page: what they add, and that the keyboard is enough."""

from playwright.sync_api import Page, Route, expect

from tests.browser.follow import follow

_OPTIONS = """
<li class="combobox__option" role="option" data-value="42187" data-text="Roanne (42300)"><span>Roanne</span></li>
<li class="combobox__option" role="option" data-value="42184" data-text="Riorges (42153)"><span>Riorges</span></li>
"""
# As in `care.js`.
_SUMMARY_WAITS_MS = 100


def _propose(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body=_OPTIONS)


def test_the_error_summary_takes_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/style")
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator(".error-summary a").last.press("Enter")
    expect(page.locator("#light-since-day")).to_be_focused()


def test_the_error_summary_does_not_take_the_focus_back_from_its_own_link(page: Page) -> None:
    """Whoever is at the link before the script is, stays there, and Enter follows it."""
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelector('.error-summary a:last-of-type').focus())"
    )
    page.goto("/style")
    page.wait_for_timeout(_SUMMARY_WAITS_MS * 3)
    expect(page.locator(".error-summary a:focus")).to_have_count(1)


def test_a_town_is_chosen_with_the_keyboard_alone(page: Page) -> None:
    page.route("**/communes?q=*", _propose)
    page.goto("/style")
    town = page.locator("#light-town")
    town.press_sequentially("roa")
    expect(town).to_have_attribute("aria-expanded", "true")
    town.press("ArrowDown")
    town.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_text("Riorges")
    town.press("Enter")
    expect(town).to_have_value("Riorges (42153)")
    expect(town).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_proposals_and_keeps_what_was_typed(page: Page) -> None:
    page.route("**/communes?q=*", _propose)
    page.goto("/style")
    town = page.locator("#light-town")
    town.press_sequentially("roa")
    expect(page.locator("[role=listbox]").first).to_be_visible()
    town.press("Escape")
    expect(town).to_have_attribute("aria-expanded", "false")
    expect(town).to_have_value("roa")


def test_the_counter_says_what_is_left_and_what_is_too_much(page: Page) -> None:
    page.goto("/style")
    line = page.locator("#light-story-counter")
    page.locator("#light-story").fill("é" * 4990)
    expect(line).to_have_text("Il reste 10 caractères.")
    page.locator("#light-story").fill("é" * 5003)
    expect(line).to_have_text("3 caractères de trop.")


def test_the_theme_is_chosen_without_a_script_and_remembered(page: Page) -> None:
    page.goto("/style")
    follow(page.get_by_role("link", name="sombre"))
    page.goto("/accessibilite")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
