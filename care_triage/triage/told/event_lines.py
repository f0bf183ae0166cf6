"""Audits, disasters, cyberattacks, people and projects."""

from typing import Final

from care_triage.triage.told.phrases import Line, line

_AUDIT: Final = r"(?:control\w*|contro?le|verifi\w*|inspect\w*|audit\w*|redressement|redresse\w*)"

EVENTS: Final[tuple[Line, ...]] = (
    line("audit_body", "impots", rf"{_AUDIT} (?:fiscale?|fiscaux|des impots|des finances|tva|de (?:la )?tva|de comptabilite|du fisc|dgfip)", r"(?:avis de|brigade de) verification", r"verificateur", r"tax audit", r"(?:impots|fisc|dgfip)(?: \w+){0,3} (?:control\w*|verifi\w*)", r"proposition de rectification", r"control\w* par (?:les |le )?(?:impots|fisc)", guards="nho"),
    line("audit_body", "urssaf", rf"{_AUDIT} (?:de l |de |par l |d )?(?:urs+af+)", r"(?:urs+af+)(?: \w+){0,3} (?:control\w*|verifi\w*|redress\w*)", r"inspecteur (?:de l )?urs+af+", r"lettre d observations?", r"urssaf (?:audit|inspection)", guards="nho"),
    line("audit_body", "msa", rf"{_AUDIT} (?:de la |de |par la )?msa", r"msa (?:\w+ ){0,2}control\w*", guards="nho"),
    line("audit_body", "inspection_travail", r"inspect\w+ du travail", r"labou?r inspect\w+", guards="nho"),

    line("disaster_kind", "incendie", r"incendies?", r"(?:pris|prend|mis|met) (?:le )?feu", r"le feu a", r"(?:a|ont|tout|completement|entierement) (?:tout )?(?:brule|crame)\w*", r"fire (?:destroyed|broke|in)", r"burn(?:t|ed) down", guards="nho"),
    line("disaster_kind", "inondation", r"inond\w+", r"coulees? de boue", r"(?:crue|crues)", r"flood\w*", r"sous l eau(?! et je)", guards="nho"),
    line("disaster_kind", "intemperies", r"grele\w*", r"tempetes?", r"orages?", r"intemperies?", r"(?:le |du |au |par le )gel", r"secheresses?", r"canicule", r"(?:hail|storm|frost|drought)\w*", guards="nho"),
    line("disaster_kind", "degat_des_eaux", r"degats? des? eaux?", r"fuite d eau", r"water (?:damage|leak)", guards="nho"),
    line("disaster_kind", "vol", r"cambriol\w*", r"vandalis\w*", r"(?:me suis|s est|nous a|m a|ete|m ont|nous ont|on a|j ai|fait|on m a) (?:fait )?(?:vole|braque|pille|cambriole)\w*", r"vol (?:de|du|avec|par|dans)", r"effraction", r"vitrine(?: \w+){0,3} (?:cassee|brisee)", r"burgl\w*", r"stolen", r"break in", guards="nho"),
    line("disaster_kind", "travaux", r"travaux (?:devant|dans (?:ma|la|notre) rue|de voirie|du tram\w*|sur la (?:rue|voirie|chaussee|place)|de la (?:ville|mairie|metropole|rue))", r"rue(?: \w+){0,3} (?:barree|en travaux|fermee|bloquee)", r"(?:chantier|travaux) du (?:tram|metro)\w*", r"roadworks?", guards="nho"),
    line("insured", True, r"(?:suis|sommes|etais|etions|bien|est) (?:bien )?assuree?s?", r"(?:mon|notre|l|ma|une) (?:assurance|assureur)", r"(?:declare|declaration)(?: \w+){0,4} (?:a l |a mon )?assur\w+", r"(?:my|our|the) (?:insurance|insurer)", sure=False, guards="nho"),
    line("insured", False, r"(?:pas|plus|jamais|mal) (?:d |ete )?assur\w+", r"sans assurance", r"(?:not insured|uninsured|no insurance)", guards="ho"),
    line("cyber_kind", "rancongiciel", r"ranco\w*", r"ransom\w*", r"cryptolocker", r"fichiers?(?: \w+){0,4} (?:cryptes?|chiffres?|bloques?|verrouilles?)", guards="nho"),
    line("cyber_kind", "compte_pirate", r"(?:comptes?|messagerie|mails?|boite mail|instagram|facebook|page|whatsapp|email|adresse mail)(?: \w+){0,4} (?:pirat\w*|hack\w*|usurp\w*|vole\w*)", r"(?:pirat\w*|hack\w*|usurp\w*) (?:\w+ ){0,3}(?:comptes?|messagerie|mails?|boite mail|instagram|facebook|page|whatsapp|account)", guards="nho"),
    line("cyber_kind", "faux_virement", r"faux (?:rib|virements?|ordre|president|conseiller|fournisseur|iban)", r"(?:rib|iban)(?: \w+){0,3} (?:frauduleux|falsifie|detourne|change)", r"virements?(?: \w+){0,4} (?:detourne|frauduleux|escroc\w*)", r"arnaque au (?:president|rib|virement)", r"fraude au (?:president|virement|rib)", r"fake (?:invoice|bank details)", guards="nho"),
    line("cyber_kind", "fuite_donnees", r"(?:fuite|vol|fuites|piratage) de (?:\w+ ){0,2}donnees", r"donnees(?: \w+){0,5} (?:volees?|fuite|piratees?|derobees?)", r"data (?:breach|stolen|leak)", guards="nho"),
    line("cyber_kind", "site", r"site(?: internet| web)?(?: \w+){0,3} (?:pirat\w*|hack\w*|attaqu\w*|defigure)", r"website (?:\w+ ){0,2}(?:hacked|attacked)", guards="nho"),
    line("cyber_kind", "autre", r"cyber ?attaqu\w*", r"virus informatique", r"(?:pirate|piratage|hacke) informatique", r"cyber ?attack\w*", sure=False, guards="nho"),

    line("owner_event", "maladie", r"(?:suis|etais|tombee?|ete|serieusement|gravement|depuis que je suis) malade", r"(?:mon|un|ma|en|d un) (?:cancer|arret maladie|arret de travail|maladie|avc|infarctus|hospitalisation)", r"(?:suis|etais|ete) (?:hospitalisee?|operee?|en arret)", r"(?:i am|i m|i was|been) (?:sick|ill|in hospital)", guards="nho"),
    line("owner_event", "accident", r"(?:j ai|ai|mon|un|d un|eu un) (?:eu un )?(?:grave )?accident(?! du travail)", r"je me suis (?:casse|blesse)\w*", r"i had an accident", guards="nho"),
    line("owner_event", "maternite", r"(?:suis|je suis|je vais etre) enceinte", r"(?:mon|en|un) conge (?:maternite|paternite|mat)", r"(?:j attends|attend) un (?:bebe|enfant)", r"pregnant", guards="no"),
    line("owner_event", "invalidite", r"(?:suis|mise?|en|ma) (?:en )?(?:invalidite|incapacite)", r"(?:suis|devenue?) handicapee?", r"ma rqth", guards="nho"),
    line("owner_event", "deuil", r"(?:mon|ma|le|notre) (?:mari|femme|epoux|epouse|pere|mere|fils|fille|frere|soeur|associe|associee|conjoint|conjointe)(?: \w+){0,3} (?:decedee?|morte?|est parti pour toujours|died|passed away)", r"(?:deces|mort|perte) de (?:mon|ma|notre|l) ?(?:mari|femme|epoux|epouse|pere|mere|fils|fille|frere|soeur|associee?|conjointe?)", r"(?:perdu|enterre) (?:mon|ma) (?:mari|femme|pere|mere|fils|fille|frere|soeur|associee?|conjointe?)", r"(?:husband|wife|father|mother|partner) (?:\w+ ){0,2}(?:died|passed away)", guards="nh"),
    line("owner_event", "separation", r"(?:mon|en|un|plein|du) divorce", r"(?:je|me suis|on s est|nous nous sommes|on) (?:suis )?(?:divorce\w*|separe\w*)(?! (?:de mon (?:salarie|fournisseur|associe)))", r"(?:ma femme|mon mari|ma compagne|mon compagnon|mon conjoint|ma conjointe)(?: \w+){0,2} (?:quittee?|partie?|m a quittee?)", r"separation", r"divorced?", guards="nh"),

    line("staff_dispute_stage", "prudhommes", r"(?:convocation|convoquee?s?|assigne\w*|mete?|mis|saisi\w*|attaque\w*|poursui\w*|emmene\w*|traine\w*|passe|audience|proces)(?: \w+){0,5} prud ?hom+es?", r"(?:taken|taking|summoned|takes) (?:\w+ ){0,5}(?:labou?r court|employment tribunal)", guards="nho"),
    line("staff_dispute_stage", "courrier-avocat", r"(?:lettre|courrier|mail|letter)(?: \w+){0,3} (?:d un|de son|d une|de l|from a|du) (?:avocate?|syndicat|lawyer|union)(?: \w+){0,6} (?:salariee?|employee?|vendeu\w*|ouvrier|serveu\w*)", guards="nho"),
    line("guarantee_called", True, r"(?:banque|bailleur|creancier|huissier)(?: \w+){0,6} (?:en|comme|ma|la|notre) (?:\w+ )?caution", r"caution(?: \w+){0,3} (?:appelee|actionnee|activee|mise en jeu)", r"(?:appelle|appele|actionne|active|fait jouer) (?:ma|la|notre) caution", guards="nh"),
    line("job_seeker", True, r"(?:suis|inscrite?) (?:\w+ ){0,3}(?:pole emploi|france travail|chomage|demandeu\w* d emploi)", r"(?:touche|percois|ai) (?:le |l )?(?:chomage|are)", r"au chomage", r"demandeu\w* d emploi", r"job ?seeker", guards="nho"),
    line("self_employed", True, r"(?:auto ?entrepreneu\w*|micro ?entrepreneu\w*|micro entreprise|auto entreprise|travailleu\w* independante?|suis (?:a mon compte|independante?|tns)|tns|entreprise individuelle|gerante? majoritaire|self employed|sole trader|freelance)", sure=False, guards="nho"),
)  # fmt: skip
