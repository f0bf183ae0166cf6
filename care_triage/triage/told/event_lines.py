"""Audits, disasters, cyberattacks, people and projects."""

from typing import Final

from care_triage.triage.told.phrases import Line, line

_AUDIT: Final = r"(?:control\w*|contro?le|verifi\w*|inspect\w*|audit\w*|redressement|redresse\w*)"
_HIT: Final = (
    r"(?:clients|salaries|personnelles|perso|bancaires|patients|employes|de mes clients|de nos clients|de mes patients)"
)

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
    line("roadworks_loss", True, r"(?:travaux|chantier|rue)(?: \w+){0,12} (?:clients?|chiffre|ca|frequentation|ventes?|passage)(?: \w+){0,4} (?:baiss\w*|chut\w*|perd\w*|moins|moitie|effondr\w*|plus)", r"(?:baisse|chute|perte|perdu|moins)(?: \w+){0,8} (?:a cause des?|suite aux?|depuis les|avec les) travaux", sure=False, guards="nho"),
    line("insured", True, r"(?:suis|sommes|etais|etions|bien|est) (?:bien )?assuree?s?", r"(?:mon|notre|l|ma|une) (?:assurance|assureur)", r"(?:declare|declaration)(?: \w+){0,4} (?:a l |a mon )?assur\w+", r"(?:my|our|the) (?:insurance|insurer)", sure=False, guards="nho"),
    line("insured", False, r"(?:pas|plus|jamais|mal) (?:d |ete )?assur\w+", r"sans assurance", r"(?:not insured|uninsured|no insurance)", guards="ho"),
    line("activity_stopped", True,
         r"(?:activite|production|atelier|magasin|boutique|restaurant|commerce|usine|entreprise|boite|chantiers?|tout)(?: \w+){0,3} (?:a l arret|arrete|arretee|arretes|stoppee?|ferme|fermee|bloquee|paralysee?)", r"(?:plus|peux plus|peut plus|pouvons plus|impossible de) (?:travailler|produire|ouvrir|exploiter|bosser)", r"(?:du|obligee?s? de|contraint\w* de|force\w* de) (?:tout )?(?:fermer|arreter|stopper)", r"fermeture administrative", r"(?:shut|closed) down", sure=False, guards="nho"),
    line("cyber_kind", "rancongiciel", r"ranco\w*", r"ransom\w*", r"cryptolocker", r"fichiers?(?: \w+){0,4} (?:cryptes?|chiffres?|bloques?|verrouilles?)", guards="nho"),
    line("cyber_kind", "compte_pirate", r"(?:comptes?|messagerie|mails?|boite mail|instagram|facebook|page|whatsapp|email|adresse mail)(?: \w+){0,4} (?:pirat\w*|hack\w*|usurp\w*|vole\w*)", r"(?:pirat\w*|hack\w*|usurp\w*) (?:\w+ ){0,3}(?:comptes?|messagerie|mails?|boite mail|instagram|facebook|page|whatsapp|account)", guards="nho"),
    line("cyber_kind", "faux_virement", r"faux (?:rib|virements?|ordre|president|conseiller|fournisseur|iban)", r"(?:rib|iban)(?: \w+){0,3} (?:frauduleux|falsifie|detourne|change)", r"virements?(?: \w+){0,4} (?:detourne|frauduleux|escroc\w*)", r"arnaque au (?:president|rib|virement)", r"fraude au (?:president|virement|rib)", r"fake (?:invoice|bank details)", guards="nho"),
    line("cyber_kind", "fuite_donnees", r"(?:fuite|vol|fuites|piratage) de (?:\w+ ){0,2}donnees", r"donnees(?: \w+){0,5} (?:volees?|fuite|piratees?|derobees?)", r"data (?:breach|stolen|leak)", guards="nho"),
    line("cyber_kind", "site", r"site(?: internet| web)?(?: \w+){0,3} (?:pirat\w*|hack\w*|attaqu\w*|defigure)", r"website (?:\w+ ){0,2}(?:hacked|attacked)", guards="nho"),
    line("cyber_kind", "autre", r"cyber ?attaqu\w*", r"virus informatique", r"(?:pirate|piratage|hacke) informatique", r"cyber ?attack\w*", sure=False, guards="nho"),
    line("personal_data_leaked", True, rf"donnees (?:\w+ ){{0,3}}{_HIT}(?: \w+){{0,6}} (?:volees?|fuite|piratees?|touchees?|derobees?|vendues?)", rf"(?:vole\w*|fuite de|vol de|vol des|pirate\w*) (?:\w+ ){{0,3}}(?:donnees|fichier|coordonnees) (?:\w+ ){{0,3}}{_HIT}", guards="nho"),

    line("owner_event", "maladie", r"(?:suis|etais|tombee?|ete|serieusement|gravement|depuis que je suis) malade", r"(?:mon|un|ma|en|d un) (?:cancer|arret maladie|arret de travail|maladie|avc|infarctus|hospitalisation)", r"(?:suis|etais|ete) (?:hospitalisee?|operee?|en arret)", r"(?:i am|i m|i was|been) (?:sick|ill|in hospital)", guards="nho"),
    line("owner_event", "accident", r"(?:j ai|ai|mon|un|d un|eu un) (?:eu un )?(?:grave )?accident(?! du travail)", r"je me suis (?:casse|blesse)\w*", r"i had an accident", guards="nho"),
    line("owner_event", "maternite", r"(?:suis|je suis|je vais etre) enceinte", r"(?:mon|en|un) conge (?:maternite|paternite|mat)", r"(?:j attends|attend) un (?:bebe|enfant)", r"pregnant", guards="no"),
    line("owner_event", "invalidite", r"(?:suis|mise?|en|ma) (?:en )?(?:invalidite|incapacite)", r"(?:suis|devenue?) handicapee?", r"ma rqth", guards="nho"),
    line("owner_event", "deuil", r"(?:mon|ma|le|notre) (?:mari|femme|epoux|epouse|pere|mere|fils|fille|frere|soeur|associe|associee|conjoint|conjointe)(?: \w+){0,3} (?:decedee?|morte?|est parti pour toujours|died|passed away)", r"(?:deces|mort|perte) de (?:mon|ma|notre|l) ?(?:mari|femme|epoux|epouse|pere|mere|fils|fille|frere|soeur|associee?|conjointe?)", r"(?:perdu|enterre) (?:mon|ma) (?:mari|femme|pere|mere|fils|fille|frere|soeur|associee?|conjointe?)", r"(?:husband|wife|father|mother|partner) (?:\w+ ){0,2}(?:died|passed away)", guards="nh"),
    line("owner_event", "separation", r"(?:mon|en|un|plein|du) divorce", r"(?:je|me suis|on s est|nous nous sommes|on) (?:suis )?(?:divorce\w*|separe\w*)(?! (?:de mon (?:salarie|fournisseur|associe)))", r"(?:ma femme|mon mari|ma compagne|mon compagnon|mon conjoint|ma conjointe)(?: \w+){0,2} (?:quittee?|partie?|m a quittee?)", r"separation", r"divorced?", guards="nh"),

    line("absence_reason", "arret-maladie", r"(?:salariee?|employee?|apprentie?|ouvrier|vendeuse|serveu\w*|cuisinier|secretaire|chef|equipe|technicien)s?(?: \w+){0,4} (?:en arret|arret maladie|malade|en maladie)", guards="nh"),
    line("absence_reason", "accident-travail", r"accidents? d[ue] travail", r"maladies? professionnelles?", r"work(?:place)? accident", guards="nh"),
    line("absence_reason", "inapte", r"inaptes?", r"inaptitudes?", guards="nh"),
    line("absence_reason", "demission", r"(?:salariee?|employee?|apprentie?|ouvrier|vendeuse|serveu\w*|cuisinier|il|elle|chef)s?(?: \w+){0,4} (?:demissionn\w*|demission)", guards="nh"),
    line("absence_reason", "abandon-poste", r"abandons? de postes?", r"(?:vient|venu|revenu|revient|donne) (?:plus|pas) (?:\w+ ){0,3}(?:travailler|bosser|au travail|depuis|de nouvelles)", guards="nh"),
    line("absence_reason", "conge", r"(?:salariee?|employee?|vendeuse|serveuse|elle|secretaire)(?: \w+){0,4} (?:enceinte|en conge (?:maternite|parental|mat)|conge maternite)", guards="nh"),
    line("accident_is_serious", True, r"accident(?: \w+){0,5} (?:grave|mortel|decede|mort|tue)", r"(?:grave|mortel) accident", guards="nh"),
    line("staff_dispute_stage", "prudhommes", r"(?:convocation|convoquee?s?|assigne\w*|mete?|mis|saisi\w*|attaque\w*|poursui\w*|emmene\w*|traine\w*|passe|audience|proces)(?: \w+){0,5} prud ?hom+es?", r"(?:taken|taking|summoned|takes) (?:\w+ ){0,5}(?:labou?r court|employment tribunal)", guards="nho"),
    line("staff_dispute_stage", "courrier-avocat", r"(?:lettre|courrier|mail|letter)(?: \w+){0,3} (?:d un|de son|d une|de l|from a|du) (?:avocate?|syndicat|lawyer|union)(?: \w+){0,6} (?:salariee?|employee?|vendeu\w*|ouvrier|serveu\w*)", guards="nho"),
    line("guarantee_called", True, r"(?:banque|bailleur|creancier|huissier)(?: \w+){0,6} (?:en|comme|ma|la|notre) (?:\w+ )?caution", r"caution(?: \w+){0,3} (?:appelee|actionnee|activee|mise en jeu)", r"(?:appelle|appele|actionne|active|fait jouer) (?:ma|la|notre) caution", guards="nh"),
    line("hiring_profile", "alternant", r"(?:embauch\w*|recrut\w*|cherch\w*|prendre|former|accueillir|hire) (?:\w+ ){0,4}(?:apprentie?s?|alternante?s?|apprentice)", guards="nh"),
    line("hiring_profile", "premier-salarie", r"(?:mon|ma|notre) (?:tout )?premie?re? (?:salariee?|employee?|embauche|recrutement)", r"(?:my|our) first employee", guards="n"),
    line("hiring_profile", "saisonnier", r"(?:embauch\w*|recrut\w*|cherch\w*|trouver|prendre) (?:\w+ ){0,4}(?:saisonniers?|saisonnieres?|extras?)", guards="n"),
    line("hiring_profile", "personne-handicapee", r"(?:embauch\w*|recrut\w*|cherch\w*) (?:\w+ ){0,7}(?:handicap\w*|malentendante?|sourde?|malvoyante?)", guards="n"),
    line("hiring_profile", "cadre", r"(?:embauch\w*|recrut\w*|cherch\w*) (?:\w+ ){0,3}(?:cadre|ingenieur\w*|directeur|directrice|engineer)", guards="n"),
    line("disability_recognised", True, r"rqth", r"reconnu\w* travailleu\w* handicape\w*", r"reconnaissance (?:de |en )?(?:la )?(?:qualite de )?travailleu\w* handicape\w*", guards="nh"),
    line("job_seeker", True, r"(?:suis|inscrite?) (?:\w+ ){0,3}(?:pole emploi|france travail|chomage|demandeu\w* d emploi)", r"(?:touche|percois|ai) (?:le |l )?(?:chomage|are)", r"au chomage", r"demandeu\w* d emploi", r"job ?seeker", guards="nho"),
    line("tender_stage", "rejet", r"offre(?: \w+){0,5} (?:rejetee|pas retenue|ecartee|refusee)", r"(?:perdu|pas eu|rejete\w* de) (?:\w+ ){0,2}(?:appel d offres?|marche public)", guards="nh"),
    line("buyer_found", True, r"(?:j ai|trouve|avons|ai deja) (?:\w+ ){0,2}(?:un |une )(?:repreneu\w*|acheteu\w*|acquereur)", r"found a buyer", guards="nh"),
    line("buyer_found", False, r"(?:pas|aucun|sans|cherche|trouver) (?:\w+ ){0,2}(?:repreneu\w*|acheteu\w*|acquereur)", sure=False, guards="o"),
    line("goods_blocked", True, r"(?:marchandises?|conteneurs?|containers?|colis|stock|camion|goods)(?: \w+){0,5} (?:bloque\w*|retenu\w*|held|stuck|blocked)(?: \w+){0,3} (?:douanes?|port|customs)", r"(?:bloque\w*|retenu\w*|stuck) (?:\w+ ){0,2}(?:en|a la|par la|in) (?:douanes?|customs)", guards="nh"),
    line("ip_copied", True, r"(?:copi\w*|contrefait\w*|contrefacon|plagi\w*|pique\w*|vole\w*) (?:\w+ ){0,3}(?:mon|ma|mes|notre|nos) (?:\w+ )?(?:produits?|marque|logo|modele|site|nom|creations?|invention|idee)", r"(?:produits?|marque|logo|modele|nom|creations?)(?: \w+){0,3} (?:copiee?s?|contrefaite?s?|plagiee?s?)", guards="nh"),
    line("formality_blocked", True, r"(?:dossier|formalite|demande|immatriculation)(?: \w+){0,6} (?:bloque\w*|rejete\w*)", r"(?:bloque\w*|rejete\w*) (?:\w+ ){0,3}guichet unique", r"guichet unique(?: \w+){0,4} (?:bloque\w*|rejet\w*|marche pas)", guards="nh"),
    line("energy_issue", "impaye", r"(?:payer|paye|regler|retard\w*|impaye\w*|dette\w*|coupure\w*|couper) (?:\w+ ){0,5}(?:electricite|gaz|edf|engie|energie|enedis)", r"(?:edf|engie|electricite|gaz)(?: \w+){0,5} (?:impayee?s?|couper|coupure|coupee?|en retard)", sure=False, guards="n"),
    line("digital_supplier_dispute", True, r"(?:litige|desaccord|probleme|arnaque\w*|conflit) (?:\w+ ){0,3}(?:agence web|prestataire (?:web|informatique|numerique)|createur de site|webmaster)", guards="nh"),
    line("self_employed", True, r"(?:auto ?entrepreneu\w*|micro ?entrepreneu\w*|micro entreprise|auto entreprise|travailleu\w* independante?|suis (?:a mon compte|independante?|tns)|tns|entreprise individuelle|gerante? majoritaire|self employed|sole trader|freelance)", sure=False, guards="nho"),
    line("short_time_started", True, r"(?:suis|sommes|salaries|equipe|mis|est|deja) (?:\w+ ){0,3}(?:en )?(?:chomage|activite) partiel\w*", sure=False, guards="nho"),
)  # fmt: skip
