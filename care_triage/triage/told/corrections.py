"""What people often confuse: who collects what, who judges what. Said kindly, and understood the right way."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from care_triage.triage.records import Text
from care_triage.triage.told.creditors import Mention
from care_triage.triage.told.text import Story
from care_triage.triage.told.types import Correction

_TAX: Final = (
    r"(?:tva|t v a|vat|cfe|cvae|impots?(?: sur (?:les |le )?(?:societes?|benefices?|revenus?))?|l is|prelevement a la source|taxes? foncieres?"
    r"|taxe sur les salaires|taxe sur la valeur ajoutee|taxe professionnelle|liasse fiscale|dettes? fiscales?|redressement fiscal|corporate tax|income tax|withholding tax)"
)
_SOCIAL: Final = r"(?:cotis\b|charges(?! locatives| de copro\w*| fixes| d electricite)|cotisations?(?! fonciere)(?: sociales?| patronales?| salariales?| urssaf)?|charges (?:sociales|patronales)|social contributions?)"
_URSSAF: Final = r"(?:urs+af+e?|usraf|ursaf)"
_OFFICE: Final = r"(?:impots?|fisc|sie|dgfip|tresor(?: public)?|finances publiques|centre des impots|tax office)"
_ELSEWHERE: Final = (
    r"(?:cpam|assurance maladie|ameli|securite sociale|secu|caisse primaire|caf|carsat|cci|chambres? de commerce|cma|chambres? (?:de|des) metiers|greffe(?: du tribunal)?|tribunal de commerce|tribunal|prefecture|pole emploi|france travail|inpi|guichet unique"
    r"|health insurance(?: fund)?|chamber of commerce|court)"
)
_COUNCIL: Final = r"(?:mairie?|commune|ville|metropole|agglo|communaute de communes|town hall|council)"
_PAYROLL: Final = r"(?:dsn|declarations? sociales?(?: nominatives?)?|declarations? de salaires?|bulletins? de (?:paie|salaire)|fiches? de paie|payslips?|payroll returns?)"
_PENSION: Final = r"(?:agirc(?: arrco)?|arrco|retraite complementaire)"
_LEAVE: Final = r"(?:conges? payes?|caisse (?:de |des )?conges?(?: payes)?)"
_TO: Final = (
    r"(?: (?:d(?:e|u|es)? (?:mes |nos |mon |ma |notre )?(?!l\b|la\b)\w+(?: entrepreneu\w+)?|que je (?:dois|paie|paye|verse|declare)|en retard|impayee?s?|pas payee?s?|depuis \w+|du mois|du trimestre|de (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|\d{4}|l an dernier|l annee|cette annee)|trimestriel\w+|mensuel\w+)){0,3}"
    r"(?: (?:a|aux?|de|du|des|l|la|le|les|par|pour|aupres|chez|vers|envers|to|by|from|the|due?s?|mon|ma|que|me|nous|reclame\w*|demande\w*)){1,4}"
)
_MONEY: Final = r"(?: (?:de )?\d(?:[\d .,]*\d)?(?: ?(?:€|k€?|ke|euros?))?)?"
# Between an office and what it asks for: nobody else, and nothing beside it.
_SAYING: Final = rf"(?: (?!(?:et|ou|ni|mais|puis|and|or|but)\b|{_OFFICE}\b|{_URSSAF}\b)[\w€]+(?:[.,]\d+)?)"
_CLAIMS: Final = rf"(?: (?:me|nous|m|a|ont|vient|viennent|de|veut|veulent|deja|encore|toujours|is|are))*(?: (?:reclame\w*|demande\w*|poursui\w*|relance\w*|saisi\w*|bloque\w*|envoye\w*|envoie|ecri\w+|harcel\w*|menace\w*|exige\w*|tombe dessus|claim\w*|asking|wants?|reproche\w*|prend|pris?|preleve\w*|factur\w*|relev\w*|taxe\w*)){_SAYING}{{0,6}}?"
_ITS: Final = r"(?:(?:de|la|le|l|les|ma|mes|mon|nos|notre|des|pour|d|du|my|our|of|the) ){0,3}"


@dataclass(frozen=True, slots=True)
class _Confusion:
    slug: str
    pattern: re.Pattern[str]
    text: Text
    ignored: tuple[str, ...] = ()
    # The office that was named, and the one that is meant.
    instead: tuple[str, str] | None = None

    def meant(self, said: str) -> str:
        """What was said, with the right office in it."""
        return re.sub(rf"\b{self.instead[0]}\b", self.instead[1], said) if self.instead else ""


def _confusion(
    slug: str, ways: Sequence[str], fr: str, en: str, ignored: tuple[str, ...] = (),
    instead: tuple[str, str] | None = None,
) -> _Confusion:  # fmt: skip
    return _Confusion(slug, re.compile(rf"\b(?:{'|'.join(ways)})\b"), Text(fr, en), ignored, instead)


def _paid_to(money: str, office: str) -> tuple[str, ...]:
    """« la TVA à l’Urssaf », « l’Urssaf me réclame la TVA », « l’Urssaf pour ma TVA »: the wrong office for that money."""
    return (
        rf"{money}{_MONEY}{_TO} {office}",
        rf"{office}{_CLAIMS} {_ITS}{money}",
        rf"{office} (?:pour|for|au titre de){_SAYING}{{0,3}}? {_ITS}{money}",
        rf"{office} (?:de|of) {_ITS}{money}",
    )


_OFTEN: Final = "C’est souvent confondu\u00a0: "
_OFTEN_EN: Final = "This is often mixed up: "
_CONFUSIONS: Final = (
    _confusion(
        "impots-pas-urssaf",
        _paid_to(_TAX, _URSSAF),
        _OFTEN + "la TVA, la CFE et les impôts se paient aux impôts (SIE), pas à l’Urssaf. Nous l’avons compris ainsi.",
        _OFTEN_EN + "VAT, business property tax and other taxes are paid to the tax office (SIE), not to Urssaf. We understood it that way.",
        ("urssaf",),
        instead=(_URSSAF, "impots"),
    ),
    _confusion(
        "cotisations-pas-impots",
        _paid_to(_SOCIAL, _OFFICE),
        _OFTEN + "les cotisations sociales se paient à l’Urssaf (ou à la MSA), pas aux impôts. Nous l’avons compris ainsi.",
        _OFTEN_EN + "social contributions are paid to Urssaf (or MSA for farmers), not to the tax office. We understood it that way.",
        ("impots",),
        instead=(_OFFICE, "urssaf"),
    ),
    _confusion(
        "impots-pas-ailleurs",
        _paid_to(_TAX, _ELSEWHERE),
        _OFTEN + "la TVA, la CFE et les autres impôts se paient aux impôts (SIE). Nous l’avons compris ainsi.",
        _OFTEN_EN + "VAT, business property tax and other taxes are paid to the tax office (SIE). We understood it that way.",
        instead=(_ELSEWHERE, "impots"),
    ),
    _confusion(
        "cotisations-pas-ailleurs",
        _paid_to(_SOCIAL, _ELSEWHERE),
        _OFTEN + "les cotisations sociales se paient à l’Urssaf (ou à la MSA pour une ferme). Nous l’avons compris ainsi.",
        _OFTEN_EN + "social contributions are paid to Urssaf (or MSA for farmers). We understood it that way.",
        instead=(_ELSEWHERE, "urssaf"),
    ),
    _confusion(
        "paie-pas-impots",
        _paid_to(_PAYROLL, _OFFICE),
        _OFTEN + "la déclaration des salaires (DSN) va à l’Urssaf par net-entreprises, pas aux impôts. Nous l’avons compris ainsi.",
        _OFTEN_EN + "the payroll return (DSN) goes to Urssaf through net-entreprises, not to the tax office. We understood it that way.",
        ("impots",),
        instead=(_OFFICE, "urssaf"),
    ),
    _confusion(
        "rsi-urssaf", (r"(?:le |du |au |l ancien )?rsi",),
        "Le RSI n’existe plus\u00a0: c’est l’Urssaf qui s’occupe maintenant des cotisations des indépendants, même anciennes.",
        "RSI no longer exists: Urssaf now handles the contributions of self-employed people, even old ones.",
        instead=("rsi", "urssaf"),
    ),
    _confusion(
        "cipav-urssaf", (r"cipav",),
        "Depuis 2023, les cotisations Cipav se paient à l’Urssaf\u00a0; la Cipav s’occupe toujours de la retraite elle-même.",
        "Since 2023, Cipav contributions are paid to Urssaf; Cipav still handles the pension itself.",
    ),
    _confusion(
        "retraite-pas-urssaf",
        _paid_to(_PENSION, _URSSAF),
        _OFTEN + "la retraite complémentaire des salariés (Agirc-Arrco) se paie à votre caisse de retraite, pas à l’Urssaf.",
        _OFTEN_EN + "the employees’ complementary pension (Agirc-Arrco) is paid to your pension fund, not to Urssaf.",
        ("urssaf",),
        instead=(_URSSAF, "caisse de retraite"),
    ),
    _confusion(
        "retraite-pas-ailleurs",
        _paid_to(_PENSION, _ELSEWHERE),
        _OFTEN + "la retraite complémentaire des salariés (Agirc-Arrco) se paie à votre caisse de retraite complémentaire.",
        _OFTEN_EN + "the employees’ complementary pension (Agirc-Arrco) is paid to your complementary pension fund.",
        instead=(_ELSEWHERE, "caisse de retraite"),
    ),
    _confusion(
        "conges-pas-impots",
        _paid_to(_LEAVE, rf"(?:{_OFFICE}|{_URSSAF})"),
        _OFTEN + "dans le bâtiment et les transports, les congés payés se cotisent à la caisse de congés, pas aux impôts ni à l’Urssaf.",
        _OFTEN_EN + "in building and transport, paid leave is paid for to the holiday fund (caisse de congés), not to the tax office or Urssaf.",
        ("impots", "urssaf"),
        instead=(rf"(?:{_OFFICE}|{_URSSAF})", "caisse de conges"),
    ),
    _confusion(
        "aide-pas-urssaf",
        _paid_to("(?:(?:aides? )?(?:du )?fonds de solidarite|solidarity fund)", _URSSAF),
        _OFTEN + "le fonds de solidarité a été versé par les impôts\u00a0: c’est avec eux qu’on discute un remboursement, pas avec l’Urssaf.",
        _OFTEN_EN + "the solidarity fund was paid by the tax office: a repayment is discussed with them, not with Urssaf.",
        ("urssaf",),
        instead=(_URSSAF, "impots"),
    ),
    _confusion(
        "pge-pas-impots",
        _paid_to(r"(?:pge|prets? garantis?(?: par l etat)?|prets? covid)", _OFFICE),
        _OFTEN + "le prêt garanti par l’État se rembourse à la banque qui l’a prêté. C’est avec elle, ou la médiation du crédit, qu’on l’étale.",
        _OFTEN_EN + "the State-guaranteed loan is repaid to the bank that lent it. It is rescheduled with the bank, or through credit mediation.",
        ("impots",),
        instead=(_OFFICE, "banque"),
    ),
    _confusion(
        "prevoyance-pas-urssaf",
        _paid_to("(?:prevoyance|mutuelle)", _URSSAF),
        _OFTEN + "la mutuelle et la prévoyance se paient à l’assureur choisi par l’entreprise, pas à l’Urssaf.",
        _OFTEN_EN + "health and welfare cover is paid to the insurer your firm chose, not to Urssaf.",
        ("urssaf",),
        instead=(_URSSAF, "mutuelle"),
    ),
    _confusion(
        "huissier-pas-creancier",
        (r"(?:dois|devons|doit|dette|payer|rembourser)(?: (?:[\d.,€k]+|euros?|de|l|argent|encore|une|somme|un|a)){0,7} (?:a|envers|aupres de|au|l|aux|d un|un) ?(?:l |un |d un )?(?:huissiers?|commissaires? de justice)",
         r"(?:huissiers?|commissaires? de justice) (?:me|nous) (?:reclame\w*|demande\w*|doit)", r"(?:owe|pay)(?: \w+){0,3} (?:the |a )?bailiff"),
        "Le commissaire de justice (l’huissier) agit pour quelqu’un d’autre\u00a0: le nom de celui à qui vous devez l’argent est écrit sur son acte. C’est avec lui qu’on peut chercher un accord.",
        "A bailiff acts for someone else: the document names who you owe the money to. That is who an agreement can be sought with.",
    ),
    _confusion(
        "cfe-pas-mairie",
        _paid_to("(?:cfe|cotisation fonciere(?: des entreprises)?|taxe professionnelle)", _COUNCIL),
        _OFTEN + "la CFE profite à la commune, mais elle se paie aux impôts (SIE). C’est à eux qu’on demande un délai.",
        _OFTEN_EN + "business property tax (CFE) benefits the town, but it is paid to the tax office (SIE). They are the ones to ask for time.",
        instead=(_COUNCIL, "impots"),
    ),
    _confusion(
        "prudhommes-pas-commerce",
        (r"(?:salariee?s?|employee?s?|licenciement|ex salariee?)(?: \w+){0,6} tribunal de commerce", r"tribunal de commerce(?: \w+){0,5} (?:mon|ma|un|une|par|ex|ancien) (?:ex |ancien |ancienne )?(?:salariee?|employee?)"),
        _OFTEN + "un désaccord avec un salarié se juge au conseil de prud’hommes, pas au tribunal de commerce.",
        _OFTEN_EN + "a dispute with an employee goes to the labour court (prud’hommes), not to the commercial court.",
    ),
    _confusion(
        "commerce-pas-prudhommes",
        (r"(?:clients?|fournisseurs?|factures?|concurrents?|sous traitant)(?: \w+){0,6} (?:aux|au|devant les|conseil de) (?:conseil (?:de|des) )?prud ?h?ommes", r"prud ?h?ommes (?:contre|avec|pour) (?:mon|un|ma|une|le) (?:client|fournisseur|facture|concurrent|sous traitant)"),
        _OFTEN + "un désaccord entre entreprises se juge en général au tribunal de commerce\u00a0; les prud’hommes ne jugent qu’entre salarié et employeur.",
        _OFTEN_EN + "a dispute between firms usually goes to the commercial court; the labour court (prud’hommes) only judges between employee and employer.",
    ),
    _confusion(
        "banque-de-france-ne-prete-pas",
        (r"(?:pret|prets|credit|emprunt|emprunter|financement|argent|decouvert|loan|borrow)(?: (?:a|au|aupres|de|chez|par|from|the|l|avec|d|un|une)){1,4} (?:la )?banque de france", r"banque de france(?: \w+){0,4} (?:preter|prete|pret|accorde\w*|financer|finance|credit|loan)"),
        _OFTEN + "la Banque de France ne prête pas aux entreprises. Elle aide, gratuitement, à parler avec votre banque (médiation du crédit).",
        _OFTEN_EN + "Banque de France does not lend to firms. It helps you, free of charge, to talk with your bank (credit mediation).",
    ),
)  # fmt: skip
_MSA: Final = Text(
    "Pour une exploitation agricole, les cotisations se paient en général à la MSA, pas à l’Urssaf. Dites-nous si ce n’est pas votre cas.",
    "For a farm, contributions are usually paid to MSA, not to Urssaf. Tell us if that is not your case.",
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """A correction, and which mentions it takes away."""

    correction: Correction
    start: int
    end: int
    ignored: tuple[str, ...]

    def takes(self, mention: Mention) -> bool:
        """Whether a mention names the wrong office."""
        return mention.topic in self.ignored and self.start <= mention.start < self.end


def confusions(story: Story) -> Iterator[Noticed]:
    """Each confusion once, in the order of the story."""
    found = []
    for confusion in _CONFUSIONS:
        if match := confusion.pattern.search(story.text):
            start, end = story.span(match.start(), match.end())
            correction = Correction(
                confusion.slug, story.original[start:end], confusion.text, confusion.meant(match[0])
            )
            found.append(Noticed(correction, match.start(), match.end(), confusion.ignored))
    yield from sorted(found, key=lambda noticed: noticed.start)


def farm_contributions(story: Story, named: Collection[Mention], activity: str | None) -> Correction | None:
    """A farmer who names Urssaf: almost always MSA is meant."""
    if activity != "agricole" or any(mention.topic == "msa" for mention in named):
        return None
    # « mes cotisations » of a farmer are no mistake.
    urssaf = (mention for mention in named if re.search(_URSSAF, story.text[mention.start : mention.end]))
    if (mention := next(urssaf, None)) is None:
        return None
    start, end = story.span(mention.start, mention.end)
    return Correction("msa-pas-urssaf", story.original[start:end], _MSA, "msa")
