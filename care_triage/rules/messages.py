"""What the engine says when it refuses something, in plain French and English.

Each text is keyed by a stable word, so that a page can show the reader's language and a test need not quote a
sentence. The fields in braces are filled from the error's details.
"""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["fr", "en"]

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # The vocabulary itself.
    "bad_name": (
        "« {name} » n’est pas un nom d’information : minuscules, chiffres et _ seulement.",
        "“{name}” is not a fact name: lower case letters, digits and _ only.",
    ),
    "duplicate_fact": ("L’information « {name} » est déclarée deux fois.", "Fact “{name}” is declared twice."),
    "duplicate_code": ("Le code « {code} » est déclaré deux fois.", "Code “{code}” is declared twice."),
    "bad_code": (
        "« {code} » n’est pas un code : de 1 à 200 caractères ordinaires, sans espace au début ni à la fin.",
        "“{code}” is not a code: 1 to 200 ordinary characters, no space at either end.",
    ),
    "codes_needed": ("Cette information doit déclarer ses codes.", "This fact must declare its codes."),
    "codes_refused": ("Cette information n’a pas de codes à déclarer.", "This fact takes no codes."),
    # The facts given to a decision.
    "unknown_fact": ("L’information « {name} » n’existe pas.", "There is no fact named “{name}”."),
    "wrong_type": ("On attendait {expected}, on a reçu : {got}.", "Expected {expected_en}, got: {got}."),
    "unknown_code": ("Le code « {code} » n’existe pas pour cette information.", "Code “{code}” is unknown here."),
    "no_code": ("Il faut au moins un code.", "At least one code is needed."),
    "out_of_bounds": ("La valeur {got} est hors limites.", "The value {got} is out of bounds."),
    "not_cents": ("Un montant s’exprime au centime près.", "An amount is given to the cent."),
    "date_needed": (
        "Des règles de cette table ont des dates de validité : il faut dire à quelle date on décide.",
        "Some rules of this table have validity dates: say on which date to decide.",
    ),
    # Conditions and rules.
    "wrong_condition": ("Cette condition ne convient pas à {expected}.", "This condition does not suit {expected_en}."),
    "empty_condition": ("Cette condition ne nomme aucun code.", "This condition names no code."),
    "never_true": ("Cette condition n’est jamais vraie.", "This condition can never be true."),
    "always_true": (
        "Cette condition est toujours vraie : écrivez - ou known().",
        "This condition is always true: write - or known().",
    ),
    "unknown_prefix": ("Aucun code ne commence par « {code} ».", "No code starts with “{code}”."),
    "bad_rule_id": ("« {name} » n’est pas un identifiant de règle.", "“{name}” is not a rule id."),
    "duplicate_rule": ("La règle « {name} » figure deux fois.", "Rule “{name}” appears twice."),
    "unknown_rule": ("La règle « {name} » n’existe pas.", "There is no rule “{name}”."),
    "bad_validity": (
        "La fin de validité précède son début, ou une date est hors limites.",
        "The last day of validity is before the first, or a date is out of bounds.",
    ),
    "unhashable_output": (
        "Le résultat contient une valeur qui ne peut pas être enregistrée : {got}.",
        "The outputs hold a value that cannot be recorded: {got}.",
    ),
    # Hit policies.
    "several_hits": (
        "Une seule règle peut s’appliquer, plusieurs s’appliquent : {rules}.",
        "Only one rule may fire, several do: {rules}.",
    ),
    "hits_differ": (
        "Ces règles s’appliquent ensemble et ne disent pas la même chose : {rules}.",
        "These rules fire together and do not say the same: {rules}.",
    ),
    "no_priorities": (
        "La politique {policy} a besoin d’une liste de valeurs pour au moins un résultat.",
        "Policy {policy} needs a list of values on at least one output.",
    ),
    "unlisted_output": (
        "Règle {rules} : {got} n’est pas dans la liste du résultat « {output} ».",
        "Rule {rules}: {got} is not in the list of output “{output}”.",
    ),
    "no_output": ("Cette table ne donne aucun résultat.", "This table has no output."),
    "one_output_needed": ("{policy} demande un résultat, et un seul.", "{policy} takes exactly one output."),
    "output_count": (
        "La règle {rules} ne donne pas une valeur à chacun des {columns} résultats.",
        "Rule {rules} does not give one value to each of the {columns} outputs.",
    ),
    "aggregator_refused": ("La politique {policy} ne se résume pas.", "Policy {policy} takes no aggregator."),
    "cannot_aggregate": (
        "Les résultats de ces règles ne se comparent pas ou ne s’additionnent pas ({rules}) : {got}.",
        "The outputs of these rules cannot be compared or added ({rules}): {got}.",
    ),
    # Cells.
    "not_text": ("Une case est un texte, on a reçu : {got}.", "A cell is a text, got: {got}."),
    "too_long": ("Case trop longue : {limit} caractères au plus.", "Cell too long: at most {limit} characters."),
    "empty_cell": (
        "Case vide : écrivez - si l’information ne compte pas.",
        "Empty cell: write - if the fact does not matter.",
    ),
    "bad_character": ("Caractère interdit ici : {got}.", "Character not allowed here: {got}."),
    "curly_quote": ('Utilisez des guillemets droits ".', 'Use straight quotes ".'),
    "open_string": ("Il manque un guillemet fermant.", "The closing quote is missing."),
    "bad_escape": (
        'Seuls \\" et \\\\ sont permis après une barre oblique.',
        'Only \\" and \\\\ may follow a backslash.',
    ),
    "bad_number": ("Nombre illisible ou trop grand.", "Number unreadable or too large."),
    "not_whole": ("Il faut un nombre entier.", "A whole number is needed."),
    "bad_date": ('Date illisible : écrivez date("2026-01-31").', 'Unreadable date: write date("2026-01-31").'),
    "unknown_word": ("Mot inconnu : {got}.", "Unknown word: {got}."),
    "expected": ("On attendait {wanted}, on lit {got}.", "Expected {wanted}, found {got}."),
    "cut_short": ("La case s’arrête trop tôt : il manque {wanted}.", "The cell stops too early: {wanted} is missing."),
    "left_over": ("La case devrait finir ici, on lit {got}.", "The cell should end here, found {got}."),
    "mixed_tests": ("Une case ne mélange pas plusieurs sortes de tests.", "A cell cannot mix kinds of tests."),
    "nested_not": ("not(...) ne s’emboîte pas.", "not(...) cannot be nested."),
}

KIND_NAMES: Final[dict[str, tuple[str, str]]] = {
    "enum": ("un code de la liste", "one code of the list"),
    "code": (
        "un code, ou un ensemble de codes du plus précis au plus large",
        "a code or a frozenset of ancestor codes",
    ),
    "integer": ("un nombre entier", "a whole number"),
    "money": ("un montant en euros", "an amount in euros (Decimal)"),
    "date": ("une date", "a date"),
    "boolean": ("oui ou non", "true or false"),
    "set": ("un ensemble de codes", "a frozenset of codes"),
}


def text(key: str, language: Language, details: dict[str, str]) -> str:
    """Fill the message `key` in `language`; an unknown key is a programming error (KeyError)."""
    french, english = MESSAGES[key]
    return (french if language == "fr" else english).format_map(details)
