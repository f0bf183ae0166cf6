"""The smallest catalogue that can be loaded, as files to change one line of."""

from pathlib import Path

PARTNERS = """
[[partner]]
slug = "urssaf-ra"
kind = "urssaf"
name = "Urssaf Rhône-Alpes"
description = "Recouvre les cotisations."
status = "P"
source = "essai"

[[partner.unit]]
slug = "urssaf-ra-loire"
name = "Urssaf, Loire"
coverage = ["dep:42"]
email = "urssaf@example.org"
"""

VOCABULARY = """
[[fact]]
name = "employees"
kind = "integer"
label = "Salariés"

[[fact]]
name = "since_on"
kind = "date"
label = "Depuis quand"
"""

SUBJECTS = """
theme = "dettes"
theme_label = "Dettes"
theme_label_en = "Debts"

[[subject]]
slug = "dette-urssaf"
label = "Je dois de l’argent à l’Urssaf"
label_en = "I owe money to Urssaf"
description = "Vos cotisations sont en retard."
sensitive = false

[[subject.question]]
fact = "employees"
text = "Combien de salariés avez-vous ?"
why = "On vous demande cela parce que les délais en dépendent."
"""

RULES = """
[[rule]]
id = "urssaf-pilote"
when.subject = '"dette-urssaf"'
partner = "urssaf"
role = "lead"
rank = 10
answer_hours = 16
why = "L’Urssaf peut vous accorder des délais."
status = "V"

[[rule]]
id = "urssaf-salaries"
when.subject = '"dette-urssaf"'
when.employees = ">= 50"
partner = "urssaf"
role = "inform"
rank = 20
answer_hours = 16
why = "Au-delà de cinquante salariés, un interlocuteur dédié suit le dossier."
status = "G"
"""

REDIRECTS = """
[[redirect]]
slug = "consommateur"
label = "Je suis client"
door = { name = "SignalConso", what = "Signaler un problème." }
"""

COLLECTIVE = """
name = "Le collectif CARE"
short_name = "CARE"
description = "Ensemble."
phone = "04 65 71 00 42"
email = "accueil@example.org"
departments = ["42"]
opening = "mon-fri 09:00-12:00"
hours_text = "Le matin"
"""

FILES = {
    "partners/social.toml": PARTNERS,
    "vocabulary/core.toml": VOCABULARY,
    "subjects/dettes.toml": SUBJECTS,
    "rules/dettes.toml": RULES,
    "redirects.toml": REDIRECTS,
    "collective.toml": COLLECTIVE,
}


def write_catalogue(folder: Path) -> Path:
    """Write the catalogue below `folder`."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the one place where a file says `old`."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not said once in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
