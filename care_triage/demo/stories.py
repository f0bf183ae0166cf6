"""Invented requests: what owners of invented firms would write, and where."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Story:
    """One invented request. `facts` are plain values as a case stores them."""

    text: str
    subjects: tuple[str, ...]
    commune: str
    company: str
    owner: str
    facts: dict[str, Any] = field(default_factory=dict)


STORIES = (
    Story("J’ai trois trimestres de cotisations en retard, à peu près 9 400 euros. La mise en demeure est arrivée mardi et je n’ose plus ouvrir la boîte aux lettres.",
          ("dette-urssaf",), "42187", "Atelier Passe-Velours (démo)", "Camille Orsenne", {"activity": "artisanat", "legal_stage": "mise_en_demeure"}),
    Story("Deux salariés, un gros chantier annulé : la banque m’a coupé le découvert sans prévenir.",
          ("decouvert-refuse",), "69123", "Charpentes Lune Rousse (démo)", "Aurèle Tanguy", {"activity": "artisanat", "employees": 2}),
    Story("Mon principal client me doit 38 000 euros depuis quatre mois et ne répond plus à mes appels.",
          ("client-impaye",), "69266", "Studio Grand Pavois (démo)", "Violette Marsan", {"activity": "services", "customer_kind": "entreprise"}),
    Story("Je ne peux plus payer ni le loyer ni le fournisseur. On m’a parlé de cessation des paiements, depuis le début du mois je crois.",
          ("cessation-paiements",), "69243", "Le Fil Tarare (démo)", "Ernest Davoine", {"activity": "commerce", "cessation_of_payments": True}),
    Story("TVA et Urssaf en même temps, je n’arrive plus à suivre les deux échéanciers.",
          ("dettes-publiques-multiples",), "42218", "Brasserie Sans Cible (démo)", "Garance Pilori", {"activity": "commerce", "public_debts": ["urssaf", "fiscal_tva"]}),
    Story("Le bailleur veut doubler le loyer au renouvellement, je risque de devoir partir.",
          ("bail-commercial",), "69256", "Librairie Nuit Blanche (démo)", "Octave Remi", {"activity": "commerce"}),
    Story("Impossible de trouver un soudeur depuis six mois, je refuse des commandes.",
          ("difficulte-recruter",), "42005", "Métallerie du Cerf (démo)", "Philémon Ariège", {"activity": "industrie", "employees": 24}),
    Story("La grêle a détruit la moitié des serres, l’assurance dit que le dossier est à l’étude.",
          ("sinistre",), "42094", "Maraîchage des Trois Sources (démo)", "Ombeline Farges", {"activity": "agricole"}),
    Story("Activité divisée par deux depuis les travaux de la rue, je voudrais garder mon équipe en réduisant les heures.",
          ("activite-partielle", "travaux-devant-commerce"), "69123", "Café Belle Allure (démo)", "Léonard Quint", {"activity": "commerce", "employees": 7}),
    Story("Notre facture d’électricité est passée de 900 à 2 300 euros par mois, le four tourne toute la nuit.",
          ("facture-energie",), "42187", "Fournil de l’Aube (démo)", "Séverin Calade", {"activity": "artisanat"}),
    Story("Je voudrais vendre mon salon l’an prochain, je n’ai pas de repreneur et je ne sais pas combien il vaut.",
          ("ceder-entreprise",), "42147", "Coiffure Mèche Folle (démo)", "Eulalie Brindas", {"activity": "artisanat"}),
    Story("La commune a refusé de payer le solde du marché, la facture a six mois.",
          ("marche-public-impaye",), "69264", "Espaces Verts Fougère (démo)", "Anselme Corbas", {"activity": "services"}),
    Story("Mon associé ne vient plus, il bloque toutes les décisions et le compte.",
          ("conflit-associes",), "69259", "Imprimerie Point Virgule (démo)", "Isaure Vénissieux", {"activity": "industrie"}),
    Story("On m’a volé l’accès à la boîte mail et un faux virement est parti, 14 000 euros.",
          ("cyberattaque",), "69290", "Transports Hirondelle (démo)", "Maurin Sablé", {"activity": "services"}),
    Story("Je prête volontiers une chambre froide et deux salariés jusqu’en mars.",
          ("proposer-entraide",), "42207", "Fromagerie des Hauts (démo)", "Perrine Jonage", {"activity": "artisanat"}),
    Story("Je veux vendre en ligne mais je n’y connais rien, qui peut m’aider pour un site simple ?",
          ("vente-en-ligne",), "69010", "Savons Petite Source (démo)", "Bérénice Lozanne", {"activity": "artisanat"}),
    Story("Le prêt garanti arrive à échéance, je ne pourrai pas rembourser 1 850 euros par mois.",
          ("remboursement-pret",), "42110", "Menuiserie Bois Joli (démo)", "Fulbert Chazelle", {"activity": "artisanat"}),
    Story("Les impôts me réclament la CFE de deux années plus les pénalités.",
          ("dette-fiscale",), "69141", "Paysages de Mornant (démo)", "Capucine Thurins", {"activity": "services"}),
    Story("Plus envie de rien, je dors trois heures par nuit, les dettes tournent dans ma tête.",
          ("detresse-dirigeant",), "69123", "Atelier Cinabre (démo)", "Florent Ambérieu", {}),
    Story("Je voudrais faire le point avec un juge avant que cela n’empire, discrètement.",
          ("prevention-difficultes",), "69266", "Décors Arlequin (démo)", "Mahaut Rillieux", {"activity": "services", "cessation_of_payments": False}),
)  # fmt: skip

ANSWERS = (
    "Bonjour, j’ai bien reçu votre demande. Je vous appelle demain matin pour regarder cela ensemble.",
    "Pouvez-vous m’envoyer votre dernier relevé et le courrier reçu ? Une photo suffit.",
    "J’ai préparé un projet d’échéancier : dites-moi si la mensualité vous paraît tenable.",
    "Le rendez-vous est noté. Vous pouvez venir avec la personne de votre choix.",
)
REPLIES = (
    "Merci, je suis disponible après 18 heures.",
    "Voici ce que j’ai retrouvé, le reste arrive dès que je peux.",
    "D’accord, cela me soulage. À demain.",
)
