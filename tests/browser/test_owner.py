"""An owner's way: from the first words to the page that says where the case stands."""

from playwright.sync_api import Page, expect

from tests.browser.axe import Check
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import PDF, Owner, until_read
from tests.browser.sizes import on

_DEBT = "J’ai trois trimestres de cotisations Urssaf en retard, 9 400 euros. La mise en demeure est arrivée mardi."


def test_an_owner_files_a_request_and_follows_it(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell(_DEBT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que nous avons compris")
    accessible(page)
    owner.choose("dette-urssaf")

    assert owner.know_nothing() > 0
    page.get_by_role("combobox", name="Commune").press_sequentially("roan")
    page.get_by_role("option", name="Roanne").first.click()
    owner.go_on()
    owner.give_contact("Atelier Passe-Velours")

    expect(page.get_by_role("heading", name="Voici qui recevra votre demande")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Urssaf Rhône-Alpes, secteur Roanne")
    expect(page.locator("main")).to_contain_text("Vous répond au plus tard")
    accessible(page)

    owner.send()
    expect(page.get_by_text("Votre demande est envoyée.")).to_be_visible()
    # The page finds out by itself when the partners are known.
    expect(page.locator("#needs")).to_contain_text("Urssaf Rhône-Alpes, secteur Roanne a reçu votre demande")
    expect(page.get_by_text("Transmise à Urssaf Rhône-Alpes, secteur Roanne.")).to_be_visible()
    accessible(page)


@on("phone")
def test_an_owner_writes_adds_a_document_and_withdraws(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    reference = owner.file(_DEBT, "dette-urssaf", "Roanne 42300")
    owner.answer("Je peux venir le matin.", "relance.pdf", PDF)
    expect(page.get_by_text("Je peux venir le matin.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="relance.pdf").click()
    assert download.value.suggested_filename == "relance.pdf"

    follow(page.get_by_role("link", name="Retirer ma demande"))
    accessible(page)
    follow(page.get_by_role("button", name="Oui, retirer ma demande"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    expect(page.get_by_text("Vous avez retiré cette demande.")).to_be_visible()


def test_an_owner_without_javascript_gets_as_far(browse: Browse, accessible: Check) -> None:
    page = browse(java_script_enabled=False)
    owner = Owner(page)
    owner.tell(_DEBT)
    owner.choose("dette-urssaf")
    owner.know_nothing()

    owner.say_where("Savigny")
    expect(page.locator("#error-summary")).to_contain_text("Plusieurs communes")
    page.get_by_role("radio", name="Savigny (69210, Rhône)").check()
    owner.go_on()

    owner.give_contact()
    owner.send()
    owner.expect_to_read("Transmise à")
    page.get_by_label("Votre message").fill("Merci.")
    follow(page.get_by_role("button", name="Envoyer", exact=True))
    expect(page.get_by_text("C’est envoyé.")).to_be_visible()


@on("desktop")
def test_the_keyboard_alone_is_enough_to_file(page: Page) -> None:
    page.goto("/")
    reach(page, "textarea")
    page.keyboard.type(_DEBT)
    press_main_button(page)
    reach(page, "input[name=subjects][value=dette-urssaf]")
    expect(page.locator("input[name=subjects][value=dette-urssaf]")).to_be_checked()
    press_main_button(page)
    while "/question/" in page.url:
        reach(page, "button[name=skip]")
        leave_by_key(page, "Enter")
    reach(page, "#place")
    page.keyboard.type("roanne 42300")
    expect(page.get_by_role("option", name="Roanne").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    press_main_button(page)
    reach(page, "#name")
    page.keyboard.type("Camille Orsenne")
    reach(page, "#email")
    page.keyboard.type("camille.orsenne@example.org")
    reach(page, "#consents")
    page.keyboard.press("Space")
    press_main_button(page)
    expect(page.get_by_role("heading", name="Voici qui recevra votre demande")).to_be_visible()
    press_main_button(page)
    expect(page.get_by_text("Votre demande est envoyée.")).to_be_visible()


@on("phone")
def test_the_first_key_of_a_page_skips_to_its_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@on("phone")
def test_an_english_owner_is_answered_in_english(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell("I owe 9 400 euros to Urssaf and the notice came on Tuesday.", "?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    owner.choose("dette-urssaf")
    owner.know_nothing()
    owner.say_where("Roanne 42300")
    owner.give_contact()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    owner.go_on()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    accessible(page)


@on("phone")
def test_words_of_despair_bring_a_number_to_call_at_once(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell("Je n’en peux plus, je veux en finir, ma famille serait mieux sans moi et l’Urssaf me poursuit.")
    number = page.locator("main").get_by_role("link", name="3114").first
    expect(number).to_be_in_viewport()
    expect(number).to_have_attribute("href", "tel:3114")
    accessible(page)
    # It stays on the way, whatever is chosen.
    owner.choose("dette-urssaf")
    expect(page.locator("main").get_by_role("link", name="3114").first).to_be_visible()


@on("phone")
def test_a_consumer_is_shown_the_right_door(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell("J’ai acheté un canapé sur internet, le vendeur ne me rembourse pas et ne répond plus.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nous connaissons la bonne porte pour cela")
    expect(page.locator("main")).to_contain_text("SignalConso")
    accessible(page)


@on("phone")
def test_a_firm_outside_the_territory_is_told_where_to_go_and_may_still_send(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell(_DEBT)
    owner.choose("dette-urssaf")
    owner.know_nothing()
    owner.say_where("Brest 29200")
    owner.give_contact()
    expect(page.locator("main")).to_contain_text("hors du territoire")
    accessible(page)
    owner.send()
    owner.expect_to_read("Une personne du collectif étudie votre demande")


@on("phone")
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(page: Page, accessible: Check) -> None:
    page.goto("/")
    owner = Owner(page)
    owner.go_on()
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith("Erreur")
    accessible(page)
    owner.tell(_DEBT)
    owner.choose("dette-urssaf")
    owner.know_nothing()
    owner.say_where("Nullepartville")
    expect(page.locator("#place")).to_have_value("Nullepartville")
    expect(page.locator("#place-error")).to_be_visible()
    accessible(page)


@on("phone")
def test_the_mail_with_the_link_leads_back_to_the_case(page: Page, address: str, accessible: Check) -> None:
    owner = Owner(page, email="retour@example.org")
    reference = owner.file(_DEBT, "dette-urssaf", "Roanne 42300")
    until_read(page, "/courrier", "retour@example.org")
    accessible(page)
    follow(page.locator("tr").filter(has_text="retour@example.org").get_by_role("link").first)
    accessible(page)
    follow(page.locator("main a[href*='/suivi/']").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)
    assert page.url.startswith(address)


def reach(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until the control has the focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is out of reach of the keyboard on {page.url}")


def press_main_button(page: Page) -> None:
    """Reach the main button and press it."""
    reach(page, "main .btn-primary")
    leave_by_key(page, "Enter")


def leave_by_key(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


@on("phone")
def test_who_is_shown_another_door_may_insist_and_reach_a_person(page: Page, accessible: Check) -> None:
    owner = Owner(page)
    owner.tell("Je voudrais faire financer ma propre formation, à qui envoyer le dossier ?")
    main = page.locator("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nous connaissons la bonne porte pour cela")
    expect(main).to_contain_text("Si vous êtes artisan")
    accessible(page)
    page.get_by_label("Artisanat, bâtiment, métiers de bouche").check()
    owner.go_on()
    expect(main.get_by_role("heading", level=2).first).to_contain_text("FAFCEA")
    expect(main.get_by_role("link", name="01 53 01 05 22")).to_have_attribute("href", "tel:+33153010522")
    expect(main).not_to_contain_text("VIVEA")
    accessible(page)
    follow(page.get_by_role("button", name="Ce n’est pas cela : continuer ma demande"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que nous avons compris")
    expect(main).to_contain_text("Nous continuons avec vous")
    accessible(page)
