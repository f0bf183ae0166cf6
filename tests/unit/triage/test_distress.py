"""Words of danger and of distress: missing one is the worst failure there is; the look-alikes show what it costs."""

import pytest

from care_triage.triage.danger import Heard, heard

DANGER = (
    "je pense au suicide depuis que l'huissier est passé",
    "J’AI DES IDÉES SUICIDAIRES",
    "je veux me suicidé, voilà",
    "j'ai des idées noires tous les soirs",
    "je vais me foutre en l'air si ça continue",
    "je songe à en finir",
    "j'ai envie d'en finir une bonne fois pour toutes",
    "parfois je me dis que je ferais mieux d'en finir",
    "je veux mourir",
    "je voudrais ne plus me réveiller demain matin",
    "j'aimerais m'endormir et ne plus me réveiller",
    "j'ai envie de disparaître",
    "j'ai plus envie de vivre",
    "je n'ai plus aucune raison de vivre",
    "à quoi bon vivre, tout est perdu",
    "ma famille serait mieux sans moi",
    "mes enfants seraient plus tranquilles sans moi",
    "tout le monde sera soulagé si je ne suis plus là",
    "avec mon assurance vie, ma femme pourrait au moins rembourser la maison si je meurs",
    "je vaux plus mort que vivant",
    "j'ai écrit une lettre d'adieu à ma fille",
    "j'ai regardé la corde dans le garage",
    "l'autre jour sur le pont j'ai failli sauter",
    "je veux sauter par la fenêtre",
    "je pourrais me jeter sous le train",
    "j'ai sorti le fusil de mon père",
    "je vais me pendre dans la grange",
    "j'ai préparé des médicaments pour partir",
    "je vais faire une bêtise si l'Urssaf bloque mon compte",
    "j'ai peur de faire une connerie",
    "c'est la fin, vous n'entendrez plus parler de moi",
    "je me scarifie le soir pour tenir",
    "mon mari, artisan, parle de mettre fin à ses jours",
    "mon associé menace de se suicider",
    "mon frère, mon associé, dit qu'il va se foutre en l'air",
    "jai envie den finir",
    "ma compagne donne toutes ses affaires, je m'inquiète pour elle",
    "au moins mon assurance vie rembourserait la banque",
    "on m'a retrouvé à temps, j'avais avalé des comprimés",
    "j'ai fait une tentative de suicide le mois dernier",
    "I want to kill myself",
    "my kids would be better off without me",
    "I don't want to live anymore",
    "i can't see any reason to go on living",
)
DISTRESS = (
    "je n'en peux plus",
    "je n'ai pas fermé l'œil depuis lundi",
    "jen peux plus des relances",
    "j'en peux plu",
    "je suis à bout de forces",
    "je suis au bout du rouleau",
    "je suis épuisée, je travaille 80 heures",
    "je craque complètement",
    "je ne dors plus depuis trois mois",
    "je dort plus la nuit",
    "j'ai des insomnies à cause des dettes",
    "je pleure tous les soirs dans ma voiture",
    "je suis en burn-out",
    "mon médecin parle de dépression",
    "je suis sous antidépresseurs",
    "l'angoisse me prend quand le téléphone sonne",
    "j'ai la boule au ventre en ouvrant la boutique",
    "je n'ouvre plus mon courrier",
    "j'ose plus ouvrir les lettres",
    "j'ai honte, personne n'est au courant",
    "je suis désespéré",
    "je me sens complètement seul face à tout ça",
    "je perds pied",
    "j'ai l'impression de couler",
    "je ne vois plus d'issue",
    "je suis au fond du trou",
    "je n'ai plus la force de me battre",
    "je me noie",
    "je suis perdu, je ne sais plus vers qui me tourner",
    "je tiens plus",
    "dix ans de travail perdus, à quoi bon",
    "mon associé ne va pas bien, il ne parle plus à personne",
    "les dettes m'ont fait perdre le sommeil",
    "mon couple explose, je ne mange plus",
    "je bois tous les soirs pour oublier",
    "I can't sleep and I can't cope anymore",
    "I feel hopeless",
    "i am exhausted and at the end of my rope",
)
INNOCENT = (
    "nous sommes sur la corde raide avec la trésorerie",
    "je voudrais en finir avec ce litige",
    "en finir avec la paperasse, voilà mon souhait",
    "je veux en finir avec mon bail commercial",
    "mon fournisseur vend des cordes d'escalade",
    "je dois un mois de loyer et deux mois d'Urssaf",
    "mon assurance vie peut-elle servir d'apport pour financer une machine ?",
    "je veux mettre fin au contrat de mon prestataire",
    "comment mettre fin à la période d'essai d'un salarié ?",
    "je vends des articles de chasse, notamment des fusils de collection",
    "mon restaurant est sous le métro aérien et perd des clients",
    "je veux sauter une échéance de mon prêt",
    "mon entreprise va disparaître du registre, pourquoi ?",
    "je pense à mourir... de rire devant cette facture",
    "notre activité est dans le sommeil : nous vendons des matelas",
    "je veux mettre ma société en sommeil",
    "j'ai fait une bêtise dans ma déclaration de TVA",
    "le tribunal a prononcé la fin de la procédure",
    "je cherche à exporter mon vin aux États-Unis",
    "un client ne me paie pas depuis 60 jours",
    "je veux céder mon entreprise avant la retraite",
    "je souhaite recruter un apprenti boulanger",
)  # fmt: skip
# Kept on the safe side on purpose: a number too many harms nobody.
SAFE_SIDE = frozenset({
    "je vends des articles de chasse, notamment des fusils de collection",
    "je pense à mourir... de rire devant cette facture",
    "notre activité est dans le sommeil : nous vendons des matelas",
})  # fmt: skip


@pytest.mark.parametrize("story", DANGER)
def test_danger_is_heard(story: str) -> None:
    assert heard(story).danger


@pytest.mark.parametrize("story", DISTRESS)
def test_distress_is_heard(story: str) -> None:
    assert any((heard(story).danger, heard(story).distress))


@pytest.mark.parametrize("story", [story for story in INNOCENT if story not in SAFE_SIDE])
def test_words_that_only_look_like_it_are_left_alone(story: str) -> None:
    assert heard(story) == Heard()


@pytest.mark.parametrize("story", ["", "   ", "🙏🙏", "12345", "a" * 5000, "n'en " * 1000])
def test_any_text_can_be_read(story: str) -> None:
    assert isinstance(heard(story), Heard)


def test_danger_is_heard_in_the_middle_of_a_long_story() -> None:
    before, after = "je dois de l'argent à l'Urssaf et à ma banque. " * 40, "le comptable a envoyé les bilans. " * 40
    assert heard(f"{before}Hier soir j'ai voulu en finir. {after}").danger
