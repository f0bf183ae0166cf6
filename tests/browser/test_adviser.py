"""An adviser's day: what was routed to them, why, and every answer they may give; the owner sees each step."""

from playwright.sync_api import Page, expect

from tests.browser.axe import Check
from tests.browser.colleague import Colleague
from tests.browser.conftest import Browse
from tests.browser.follow import follow
from tests.browser.owner import PDF, Owner
from tests.browser.sizes import on

ADVISER = "urssaf.roanne@example.org"
SAME_UNIT = "urssaf.manager@example.org"
_DEBT = "J’ai trois trimestres de cotisations Urssaf en retard. La mise en demeure est arrivée mardi."


def owner_of_a_debt(browse: Browse) -> tuple[Owner, str]:
    """An owner in Roanne who has just filed, on a phone, and the reference."""
    owner = Owner(browse("phone"))
    reference = owner.file(_DEBT, "dette-urssaf", "Roanne 42300", "Atelier Passe-Velours")
    return owner, reference


@on("desktop")
def test_an_adviser_and_an_owner_carry_a_case_from_acceptance_to_outcome(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner, reference = owner_of_a_debt(browse)
    adviser = Colleague(page)
    adviser.sign_in(ADVISER)
    adviser.open_from_inbox(reference)
    expect(page.get_by_role("heading", name="Pourquoi chez vous")).to_be_visible()
    expect(page.get_by_text("Dernier courrier ou acte reçu").first).to_be_visible()
    accessible(page)

    adviser.act("Accepter")
    accessible(page)
    owner.expect_to_read("prend votre demande en charge")

    adviser.write("Au dirigeant", "Bonjour, pouvez-vous m’envoyer la mise en demeure ?")
    owner.expect_to_read("pouvez-vous m’envoyer la mise en demeure")
    adviser.write("À mon antenne", "À suivre de près.")

    adviser.act("Mettre en attente")
    accessible(page)
    adviser.answer("Le dirigeant", button="Mettre en attente")
    owner.expect_to_read("À vous de répondre")
    assert owner.page.get_by_text("À suivre de près.").count() == 0
    accessible(owner.page)
    owner.answer("La voici.", "mise-en-demeure.pdf", PDF)

    adviser.open(reference)
    expect(page.get_by_role("article").filter(has_text="La voici.")).to_be_visible()
    with page.expect_download():
        page.get_by_role("link", name="mise-en-demeure.pdf").click()
    adviser.act("Terminer")
    accessible(page)
    adviser.answer("Aide apportée", button="Terminer", note="Échéancier de douze mois.")
    owner.expect_to_read("Une aide vous a été apportée.")
    accessible(owner.page)


@on("desktop")
def test_a_refusal_sends_the_need_to_others_and_the_owner_starts_nothing_again(
    page: Page, browse: Browse, accessible: Check
) -> None:
    owner, reference = owner_of_a_debt(browse)
    adviser = Colleague(page)
    adviser.sign_in(ADVISER)
    adviser.open_from_inbox(reference)
    adviser.act("Refuser")
    accessible(page)
    adviser.answer("Nous ne pouvons pas prendre de dossier", button="Refuser", note="Service complet.")
    expect(page.get_by_text("C’est refusé.")).to_be_visible()
    owner.expect_to_read("ne peut pas suivre ce besoin")
    owner.expect_to_read("Transmise à Urssaf Rhône-Alpes, secteur Saint-Étienne")


@on("desktop")
def test_of_two_who_accept_at_once_one_wins_and_the_other_is_told(
    page: Page, browse: Browse, accessible: Check
) -> None:
    _, reference = owner_of_a_debt(browse)
    first, second = Colleague(page), Colleague(browse())
    for colleague, email in ((first, ADVISER), (second, SAME_UNIT)):
        colleague.sign_in(email)
        colleague.open_from_inbox(reference)
    first.act("Accepter")
    expect(page.get_by_text("Suivi par Maëlle Tournebize").first).to_be_visible()
    second.act("Accepter")
    expect(second.page.get_by_role("heading", level=1)).to_have_text("Quelqu’un a été plus rapide")
    expect(second.page.locator("main")).to_contain_text("Maëlle Tournebize")
    accessible(second.page)
    follow(second.page.get_by_role("link", name="Voir le dossier"))
    expect(second.page.get_by_role("heading", level=1)).to_contain_text(reference)


@on("desktop")
def test_another_unit_joins_and_the_case_moves_on(page: Page, browse: Browse, accessible: Check) -> None:
    owner, reference = owner_of_a_debt(browse)
    adviser = Colleague(page)
    adviser.sign_in(ADVISER)
    adviser.open_from_inbox(reference)
    adviser.act("Ajouter un partenaire")
    page.get_by_label("Nom ou ville de l’antenne").fill("Roanne")
    follow(page.get_by_role("button", name="Voir les antennes"))
    accessible(page)
    adviser.answer(
        "CCI, délégation de Roanne",
        button="Solliciter ce partenaire",
        note="Pouvez-vous regarder la trésorerie avec lui ?",
    )
    owner.expect_to_read("Transmise à CCI, délégation de Roanne")

    adviser.open(reference)
    adviser.act("Transférer")
    accessible(page)
    adviser.answer("Lyon et Rhône", button="Transférer", note="Le siège est à Lyon.")
    expect(page.get_by_text("C’est transféré")).to_be_visible()
    owner.expect_to_read("Transmise à Urssaf Rhône-Alpes, secteur Lyon et Rhône")


@on("desktop")
def test_the_keyboard_opens_and_accepts(page: Page, browse: Browse) -> None:
    _, reference = owner_of_a_debt(browse)
    adviser = Colleague(page)
    adviser.sign_in(ADVISER)
    adviser.open_from_inbox(reference)
    page.locator("#message-form textarea").press_sequentially("a?")
    expect(page.get_by_role("button", name="Accepter")).to_be_visible()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("a")
    expect(page.get_by_text("Suivi par Maëlle Tournebize").first).to_be_visible()
