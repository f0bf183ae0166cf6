"""Requests such as owners write, made from the shipped catalogue: the same ones in every run."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from care_triage.intake import policy
from care_triage.intake.types import Answers
from care_triage.rules import Kind
from care_triage.triage.document import FactSpec, RuleSetDocument

PLACES = (
    ("42187", "Roanne (42300)", "42"),
    ("42218", "Saint-Étienne (42000)", "42"),
    ("69123", "Lyon (69001)", "69"),
    ("69264", "Villefranche-sur-Saône (69400)", "69"),
    ("69243", "Tarare (69170)", "69"),
    ("42094", "Feurs (42110)", "42"),
)
STORY = (
    "Bonjour, je tiens un petit atelier avec trois salariés. Depuis l'hiver les commandes ont baissé d'un tiers et un gros "
    "client ne paie plus. J'ai pris du retard sur mes cotisations et ma banque refuse le découvert. Je voudrais savoir "
    "vers qui me tourner avant que cela ne s'aggrave, et ce que je dois préparer. Merci d'avance de votre aide."
)


def requests(document: RuleSetDocument, seed: int = 7) -> Iterator[Answers]:
    """Complete requests without end: two subjects each, every question seen, two in three answered."""
    chance = random.Random(seed)
    # What a confidential subject changes in a case, the baseline does not know.
    slugs = [subject.slug for subject in document.subjects if not (subject.confidential or subject.human_now)]
    while True:
        subjects = tuple(chance.sample(slugs, 2))
        questions = policy.questions_of(document, subjects)[: policy.MOST_QUESTIONS]
        asked = tuple(question.fact for question in questions)
        facts = {name: answer(document.fact_by_name[name], chance) for name in asked if chance.random() < 0.67}
        commune, label, department = chance.choice(PLACES)
        # Each its own firm, name and words: what comes again is joined, or looked at first, and waits for the other.
        firm, words = chance.randrange(10**13, 10**14), "".join(chance.choices("abcdefghij", k=12))
        yield Answers(
            story=f"{STORY} {words}", subjects=subjects, facts=facts, asked=asked, commune=commune, commune_label=label,
            department=department, siret=str(firm), company_name=f"Atelier {words}", contact_name="Camille Essai",
            contact_email=f"{words}@example.org", contact_phone=f"+336{firm % 10**8:08d}", consents=True,
        )  # fmt: skip


def answer(fact: FactSpec, chance: random.Random) -> Any:
    """A value of the fact, as a case stores it."""
    codes = [value.code for value in fact.values]
    match fact.kind:
        case Kind.BOOLEAN:
            return chance.random() < 0.5
        case Kind.INTEGER:
            return chance.randrange(1, 60)
        case Kind.MONEY:
            return f"{chance.randrange(500, 90_000)}.00"
        case Kind.DATE:
            return (date(2026, 11, 1) - timedelta(days=chance.randrange(90))).isoformat()
        case Kind.SET:
            return sorted(chance.sample(codes, min(2, len(codes))))
        case _:
            return chance.choice(codes)
