"""Six owners as they really come, each on a phone, from their own words to the page with the reference; then a consumer.

`CARE_PICTURES=<folder>` keeps a picture of every page they pass.
"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from care_triage.demo.people import COORDINATOR
from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.journey import Journey
from tests.browser.owner import until_read
from tests.browser.sizes import on

_WHO_RECEIVES = "Voici qui recevra votre demande"


@on("phone")
def test_a_plumber_with_a_contrainte_written_as_a_text_message(page: Page, accessible: Check) -> None:
    owner = Journey(page, "Sofiane Delorme", accessible=accessible, title="plumber")
    owner.write(
        "slt je sui plombier a saint etienne jai recu une contrainte de lurssaf la semaine derniere pr 6400 euros "
        "jarive pas a paye jsui tt seul"
    )
    expect(owner.heading).to_have_text("Ce que nous avons compris")
    expect(owner.main.get_by_role("checkbox", name="Je dois de l’argent à l’Urssaf")).to_be_checked()
    owner.read_back("Dernier courrier ou acte reçu", "une contrainte")
    owner.read_back("Montant dû à l’Urssaf", "6400 euros")
    # Not sure about the trade, the town or the day: offered, and confirmed with one touch each.
    for unsure in (
        re.compile("Date de ce courrier"),
        re.compile("Votre activité"),
        re.compile("Votre entreprise est à Saint-Étienne"),
    ):
        owner.main.get_by_role("checkbox", name=unsure).check()
    owner.go_on()
    asked = owner.answer_questions(procedure_open="Aucune")
    assert not {"activity", "legal_stage", "legal_stage_on", "amount_social_debt"} & set(asked)
    # The town was in the story: nobody asks for it.
    assert "/contact" in page.url
    owner.look("contact")
    owner.give_contact("Plomberie Delorme")

    expect(owner.heading).to_have_text(_WHO_RECEIVES)
    need = owner.need("Je dois de l’argent à l’Urssaf")
    expect(need).to_contain_text("Urssaf")
    expect(need).to_contain_text("pilote votre demande")
    expect(need).to_contain_text("Vous répond au plus tard")
    # Fifteen days to object, with the article.
    expect(need).to_contain_text(re.compile("Vous avez jusqu’au|Le délai est de"))
    expect(need).to_contain_text("R133-3")
    expect(need.get_by_role("heading", name="Ce que vous pouvez faire dès aujourd’hui")).to_be_visible()
    need.locator("summary", has_text=re.compile("aides? à regarder")).click()
    expect(need.locator("details.aid").first).to_be_visible()
    owner.look("review")
    owner.follow()
    expect(owner.need("Je dois de l’argent à l’Urssaf")).to_contain_text("R133-3")


@on("phone")
def test_a_restaurant_with_two_needs_and_the_wrong_creditor_without_javascript(
    browse: Browse, accessible: Check
) -> None:
    page = browse("phone", java_script_enabled=False)
    owner = Journey(page, "Ambre Chazelle", accessible=accessible, title="restaurant", mirror=browse("phone"))
    owner.write(
        "Je tiens un restaurant à Lyon avec 4 salariés. Je dois 15 000 € de TVA à l’Urssaf et j’ai trois mois de loyer "
        "en retard, le bailleur menace de résilier le bail."
    )
    expect(owner.main).to_contain_text("Vous avez écrit «\u00a0TVA à l’Urssaf\u00a0»")
    expect(owner.main).to_contain_text("C’est souvent confondu")
    owner.read_back("Nombre de salariés", "4 salariés")
    owner.read_back(re.compile("TVA|aux impôts|impôts"))
    owner.read_back(re.compile("loyer", re.IGNORECASE), "trois mois de loyer")
    for subject in ("Je dois de l’argent aux impôts", "J’ai du retard dans mes loyers professionnels"):
        expect(owner.main.get_by_role("checkbox", name=subject)).to_be_checked()
    owner.go_on()
    asked = owner.answer_questions()
    assert not {"employees", "rent_months_due", "amount_tax_debt"} & set(asked)
    if "/lieu" in page.url:
        owner.look("place")
        owner.say_where("Lyon 69002")
    owner.look("contact")
    owner.give_contact()

    expect(owner.heading).to_have_text(_WHO_RECEIVES)
    taxes = owner.need("Je dois de l’argent aux impôts")
    expect(taxes).to_contain_text("pilote votre demande")
    expect(taxes.locator(".recipient").first).not_to_contain_text("Urssaf")
    expect(owner.need("J’ai du retard dans mes loyers professionnels")).to_contain_text("Vous répond au plus tard")
    owner.look("review")
    owner.follow()
    # Each need is placed by a job of its own, and nothing refreshes the page.
    for partner in ("Services des impôts", "Médiateur des entreprises"):
        owner.expect_to_read(f"Transmise à {partner}")
    for subject in ("Je dois de l’argent aux impôts", "J’ai du retard dans mes loyers professionnels"):
        expect(owner.need(subject)).to_contain_text(re.compile("Au plus tard", re.IGNORECASE))


@on("phone")
def test_a_shop_owner_by_keyboard_alone(page: Page, accessible: Check) -> None:
    owner = Journey(page, "Yanis Perrachon", accessible=accessible, title="keyboard")
    _skip_to_the_content_and_send_nothing(owner)
    page.wait_for_timeout(4_500)
    page.keyboard.type(
        "Je tiens une boutique de chaussures à Roanne. Ma banque refuse de me prêter 20 000 € et mes fournisseurs attendent."
    )
    owner.press_main_button()
    owner.look("understood")
    owner.read_back(re.compile("refus", re.IGNORECASE))
    if not page.locator("input[name=subjects]:checked").count():
        owner.reach("input[name=subjects]")
        page.keyboard.press("Space")
    owner.press_main_button()
    _answer_and_say_where_by_key(owner)
    owner.reach("#name")
    page.keyboard.type(owner.name)
    owner.press_main_button()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#name")).to_have_value(owner.name)
    owner.reach("#email")
    page.keyboard.type(owner.email)
    owner.reach("#consents")
    page.keyboard.press("Space")
    owner.press_main_button()
    expect(owner.heading).to_have_text(_WHO_RECEIVES)
    expect(owner.main).to_contain_text("Vous répond au plus tard")
    owner.look("review")
    owner.press_main_button()
    expect(page.get_by_text("Votre demande est envoyée.")).to_be_visible()
    owner.look("sent")


def _skip_to_the_content_and_send_nothing(owner: Journey) -> None:
    """The first key, the skip link, and what a mistake does with the focus."""
    page = owner.page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    owner.expect_focus_in_sight()
    page.keyboard.press("Enter")
    expect(owner.main).to_be_focused()
    owner.press_main_button()
    # Nothing was written: the summary takes the focus and leads to the box.
    expect(page.locator("#error-summary")).to_be_focused()
    owner.look("error")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(owner.main.get_by_role("textbox").first).to_be_focused()


def _answer_and_say_where_by_key(owner: Journey) -> None:
    """Every question is passed, the commune is chosen among proposals."""
    page = owner.page
    asked: list[str] = []
    while "/question/" in page.url:
        asked.append(page.url)
        owner.look(f"question-{len(asked)}")
        owner.reach("button[name=skip]")
        owner.leave_by_key("Enter")
    assert 0 < len(asked) <= 7
    if "/lieu" in page.url:
        owner.reach("#place")
        page.keyboard.type("roanne 42300")
        expect(page.get_by_role("option", name="Roanne").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        owner.press_main_button()


@on("phone")
def test_a_business_owner_in_english(page: Page, accessible: Check) -> None:
    owner = Journey(page, "Harriet Wynn", accessible=accessible, title="english")
    owner.write(
        "I run a small bakery in Villeurbanne with 3 employees. I can no longer pay Urssaf, I owe 9,000 euros and I "
        "received a formal notice on 2 November.",
        "?lang=en",
    )
    expect(page.locator("html")).to_have_attribute("lang", "en")
    owner.read_back("Number of employees: 3", "3 employees")
    owner.read_back(re.compile("Amount owed to Urssaf"), "9,000 euros")
    owner.read_back(re.compile("Latest letter or act received"), "formal notice")
    expect(owner.main.get_by_role("checkbox", name="I owe money to Urssaf")).to_be_checked()
    owner.go_on()
    asked = owner.answer_questions(procedure_open="None")
    assert not {"employees", "legal_stage", "legal_stage_on", "amount_social_debt"} & set(asked)
    assert "/contact" in page.url
    owner.look("contact")
    owner.give_contact()
    expect(owner.heading).to_have_text("Here is who will receive your request")
    need = owner.need("I owe money to Urssaf")
    expect(need).to_contain_text("leads your request")
    expect(need).to_contain_text("Answers you at the latest")
    # One month from the formal notice of 2 November.
    expect(need).to_contain_text("2 December")
    expect(need.get_by_role("heading", name="What you can do today")).to_be_visible()
    expect(owner.main).not_to_contain_text(re.compile(r"\b(vous|votre|demande)\b", re.IGNORECASE))
    owner.look("review")
    owner.follow(button="Send my request", sent="Your request is sent.", known="Passed on to")


@on("phone")
def test_a_craftswoman_leaves_in_the_middle_and_resumes_elsewhere(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner = Journey(page, "Maud Fayolle", accessible=accessible, title="resume-a")
    owner.write("Je suis tapissière à Roanne. Mes clients ne paient pas leurs factures, il me manque 7 000 €.")
    owner.read_back(re.compile("Votre activité"), "tapissière")
    expect(owner.main.get_by_role("checkbox", name="Un client ne me paie pas")).to_be_checked()
    owner.go_on()
    assert page.url.endswith("customer_kind")
    owner.main.get_by_label("Une entreprise").check()
    owner.go_on()
    left_at = page.url
    follow(page.get_by_role("link", name="Enregistrer et continuer plus tard"))
    owner.look("later")
    link = page.get_by_label("Votre lien privé").input_value()

    other = Journey(browse("phone"), owner.name, owner.email, accessible=accessible, title="resume-b")
    _take_up_again(other, link, left_at)
    asked = other.answer_questions()
    assert "customer_kind" not in asked
    if "/lieu" in other.page.url:
        other.look("place")
        other.say_where("Roanne 42300")
    other.give_contact()
    expect(other.heading).to_have_text(_WHO_RECEIVES)
    expect(other.main).to_contain_text("Je suis tapissière à Roanne.")
    expect(other.main.locator(".known-facts")).to_contain_text("Une entreprise")
    other.look("review")
    reference = other.follow()
    # The first phone, where the old address is still open, is led to the same request.
    page.goto(urlsplit(left_at).path)
    expect(owner.main).to_contain_text(reference)


def _take_up_again(other: Journey, link: str, left_at: str) -> None:
    """By the private link: the same question, with everything that was told and answered."""
    other.page.goto(urlsplit(link).path)
    assert urlsplit(other.page.url).path.rpartition("/")[2] == urlsplit(left_at).path.rpartition("/")[2]
    other.page.locator("summary", has_text="que nous savons déjà").click()
    expect(other.main.locator(".known-facts")).to_contain_text("Une entreprise")
    expect(other.main.locator(".known-facts")).to_contain_text("7\u202f000")


@on("phone")
def test_an_owner_in_danger_has_a_person_on_every_page_and_is_never_left_to_the_machine(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner = Journey(page, "Luc Berthaud", accessible=accessible, title="danger", always_in_sight="3114")
    page.goto("/")
    page.get_by_role("textbox").first.fill(
        "Je suis maçon à Roanne. L’huissier est passé pour l’Urssaf. Je ne sers plus à rien, tout le monde serait plus "
        "tranquille sans moi."
    )
    owner.go_on()
    owner.look("understood")
    expect(owner.main).to_contain_text("Vous n’êtes pas seul.")
    for number in ("15", "112"):
        expect(owner.main.get_by_role("link", name=number, exact=True).first).to_have_attribute("href", f"tel:{number}")
    # Calm words: nothing that alarms or blames.
    expect(owner.main.get_by_role("alert")).not_to_contain_text(
        re.compile("suicidaire|alerte|danger pour", re.IGNORECASE)
    )
    expect(owner.main.get_by_role("checkbox", name="Je dois de l’argent à l’Urssaf")).to_be_checked()
    owner.go_on()
    assert page.url.endswith("apesa_consent")
    asked = owner.answer_questions(apesa_consent="Oui, je veux bien")
    assert asked[0] == "apesa_consent"
    if "/lieu" in page.url:
        owner.say_where("Roanne 42300")
    owner.look("contact")
    owner.give_contact()
    expect(owner.heading).to_have_text(_WHO_RECEIVES)
    expect(owner.main).to_contain_text("Une personne du collectif lit cette demande")
    expect(owner.main).not_to_contain_text("pilote votre demande")
    owner.look("review")
    reference = owner.send()
    owner.expect_to_read("Une personne du collectif étudie votre demande")
    owner.look("followed")
    expect(owner.main).not_to_contain_text("Transmise à")

    desk = browse("phone")
    Colleague(desk).sign_in(COORDINATOR)
    until_read(desk, "/espace/tri", reference)


@on("phone")
def test_a_consumer_has_the_right_door_at_once_and_insists(page: Page, accessible: Check) -> None:
    owner = Journey(page, "Inès Vallorge", accessible=accessible, title="consumer")
    owner.write("J’ai commandé un lave-linge sur internet, il est en panne et le vendeur ne veut pas me rembourser.")
    expect(owner.heading).to_have_text("Nous connaissons la bonne porte pour cela")
    expect(owner.main.get_by_role("heading", level=2).first).to_contain_text("SignalConso")
    expect(owner.main.get_by_role("link", name=re.compile("signal.conso"))).to_be_visible()
    expect(owner.main.locator("a[href^='tel:']").first).to_be_visible()
    follow(page.get_by_role("button", name="Ce n’est pas cela : continuer ma demande"))
    expect(owner.main).to_contain_text("Nous continuons avec vous")
    owner.look("insists")
    owner.choose("client-impaye")
    owner.answer_questions()
    owner.say_where("Roanne 42300")
    owner.give_contact()
    expect(owner.heading).to_have_text(_WHO_RECEIVES)
    owner.look("review")
    owner.send()
    owner.look("sent")
