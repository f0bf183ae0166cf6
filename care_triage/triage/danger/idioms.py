"""Turns of phrase that only sound like danger: they are blanked before anything is searched. Kept short on purpose."""

from care_triage.triage.danger.lexicon import G2, G3, G4

_OF_LAUGHTER = (
    r"(?:rire|faim|soif|froid|chaud|fatigue|honte|ennui|peur|trouille|inquietude|jalousie|curiosite|sommeil|fin)"
)
IDIOMS = (
    rf"(?:mort|mourir|meurs|meurt|creve|crever|mourait|mourant|morts|morte|mortes)(?: \w+)? de {_OF_LAUGHTER}", r"creve la dalle",
    (r"(?:me|se|te|nous|vous) (?:tuer|tue|tues|tuent|tuait|tuez|tuons|tuais)(?: \w+)? (?:a la (?:tache|besogne)|au (?:travail|boulot|taf|turbin)|a bosser|a travailler"
    r"|a le (?:ouvrage|expliquer)|a (?:leur|lui|vous) (?:dire|expliquer|repeter)|a (?:expliquer|repeter|essayer))"),
    r"(?:marche|prix|offre|tarif|tarifs|projet|mission|strategie|operation|decision|rabais|remises?|calendrier|delais?|guerre|marge|marges|investissement|economiquement|commercialement|financierement|devis|conditions|contrat|politique|choix|clause|accord|planning|rythme)s? (?:\w+ ){0,2}(?:suicidaires?|suicides?)",
    r"suicid\w+ (?:commercial\w*|economique\w*|financier\w*|professionnel\w*|fiscal\w*|collectif|industriel\w*|pour (?:la|ma|notre) (?:marge|tresorerie|boite|entreprise|societe))",
    r"(?:serait|etait|est|parait|semble|trouve) suicidaire de (?:signer|baisser|vendre|embaucher|investir|accepter|emprunter|continuer|racheter|ouvrir|partir sur|se engager|repondre|casser)\w*",
    r"pend\w* la cremaillere", r"(?:balle|balles) dans le pied", r"(?:coup|coups) de fusil (?:sur|pour|a la|de la|au|du)", r"changer? (?:de|le|mon|son|notre) fusil de epaule",
    r"corde raide", r"cordes? sensibles?", r"cordes? a (?:mon|son|notre|leur|votre) arc", r"tir\w* (?:\w+ ){0,2}sur la corde", r"la corde au cou", r"cordes? (?:de escalade|vocales?|a linge|a sauter|de piano|de guitare|de amarrage)",
    r"coup\w* les ponts", r"fai(?:re|t|s|sons) le pont", r"ponts? (?:de mai|du|elevateurs?|roulants?|thermiques?|bascule)", r"saut\w* (?:de joie|sur le occasion|une ligne|un repas|le pas|une echeance)",
    r"jet\w+ (?:le |son |mon |notre )?argent par les fenetres", r"au pied du mur", r"droit dans le mur", r"(?:va|allons|vais|vont|fonce|fonces|foncer|fonçons|foncons) (?:tout )?(?:droit )?dans le mur",
    r"mis\w* a mort (?:du|de la|de notre|des|commerciale)", r"mort dans le oeuf", r"temps morts?", r"saisons? mortes?", r"bras de fer", r"morte saison", r"points? morts?", r"au point mort", r"peine perdue", r"lettres? mortes?", r"angles? morts?", r"poids morts?", r"natures? mortes?", r"eaux? mortes?",
    rf"(?:en )?(?:finir|fini) {G3}avec (?:ce|cet|cette|ces|les|mon|mes|notre|nos|leur|leurs|un|une|ma (?!vie)\w+|la (?!vie|mort)\w+|le \w+|lui|eux|urssaf|tout (?:ca|cela) (?:avec|sur))",
    r"pour en finir je (?:voudrais|veux|souhaite) savoir", r"(?:mettre|met|mis|mise|mettent|mettons) fin a (?:le|la (?!vie)\w+|un|une|mon(?! calvaire| existence)|ma (?!vie|souffrance)\w+|ce(?! calvaire| cauchemar)|cet(?! enfer)|cette (?!vie|souffrance)\w+|notre|leur|son|sa (?!vie)\w+|nos|des)",
    r"boulets? (?:de charbon|de bois)", r"adieu (?:a |au |aux )(?:mon|ma (?!vie|femme|fille|famille|mere)|mes (?!enfants|proches|filles|fils|gosses|petits|parents)|notre|nos|le|la|les|la prime|projet)\w*", r"(?:dire|dit) adieu (?:a |au |aux )(?:mon|ma (?!vie|femme|fille|famille|mere)|mes (?!enfants|proches|filles|fils|gosses|petits|parents)|notre|nos|le|la (?!vie)|les)\w*",
    r"(?:a|avait|au) mourir de ennui", r"mourir (?:mon|notre|le|la|sa|ma|son) (?:commerce|entreprise|boite|societe|magasin|metier|quartier|village|savoir|filiere|marque|affaire|atelier|restaurant)",
    r"disparaitre (?:du|des) (?:registre|marche|annuaire|carte|google|internet|moteurs?|classement|recherches|sirene|catalogue)", r"disparaitre (?:mon|notre|le|la|les|ma|nos|mes|un|une) (?!vie)\w+",
    r"assurances? vie (?:en garantie|comme (?:garantie|apport)|pour financer|peut elle)", r"sous le (?:metro|train) aerien", r"(?:vend|vends|vendons|vendre|fabrique|fabriquons|loue|louons|repare|reparons|boutique|commerce|fabrication|vente|negoce|stock|collection|importe|importons|magasin|livrons|achat) (?:\w+ ){0,4}(?:fusils?|carabines?|cordes|cordages|armes|munitions|medicaments|cachets|cercueils|somniferes)",
    r"tue (?:le|la|les|mon|ma|mes|notre|nos|l) (?:marge|marges|commerce|boite|entreprise|metier|tresorerie|activite|secteur|filiere|petits?|boutique|poule)", r"qui (?:me|nous) tue(?:nt)? (?:ce est|c est)", r"(?:ca|cela|ce|qui) (?:me|nous) tue",
    r"(?:commerce|entreprise|boite|societe|metier|magasin|filiere|village|centre ville|activite|affaire|marque|restaurant|secteur|quartier|artisanat|club|association|bourg|campagne) (?:(?!je |me |moi )\w+ ){0,4}(?:mourir|crever|disparaitre|meurt|creve|morte?|mourra)", r"noye\w* (?:dans|sous) (?:la|les|le|mes) (?:paperasse|papiers|factures|dossiers|travail|dettes|demandes|mails)", r"me lance dans", r"fautes? graves?", r"sans mourir", r"faire une croix sur", r"la mort (?:du|de (?:la|le|mon|ma|notre|nos)) (?:petit|commerce|entreprise|boite|societe|metier|associe|gerant|centre|pere|mere|mari|femme|conjoint|fondateur|patron|artisanat|projet|client|dirigeant)\w*",
    r"passe\w* le arme a gauche (?:du|de la)", r"prend\w* des cachets pour la tension", r"laisser tomber", r"a la vie a la mort", r"question de vie ou de mort", r"femme a tout faire",
    r"(?:medicaments?|comprimes?) (?:remboursables?|veterinaires?|generiques?|de la pharmacie)", r"mourir de sa belle mort", rf"(?:eau|gaz|arme) {G2}de chantier", r"saut\w* par dessus bord",
    r"au dela (?:du|des|de(?! (?:la (?:vie|mort)|tout)))", r"us\w* jusque a la corde", r"(?:me|se|nous) (?:suis|est|sommes) tue\w* (?:a la (?:tache|besogne)|au travail)", r"mourir sur scene", r"cordes? de (?:rappel|levage|traction|halage)", r"armureri\w* (?:\w+ ){0,2}(?:fusils|carabines|armes|munitions)(?: de chasse)?",
    r"(?:met|mettent|mettre|mis) (?:le )?(?:couteau sous la gorge|pistolet sur la tempe)", r"(?:concurrents?|administration|mairie|plateformes?|enseigne|syndicat) (?:\w+ ){0,4}veu(?:t|lent) (?:ma|notre) mort",
    rf"(?:formations?|formatrice|formateur|ateliers?|journees?|application|pieces?|campagnes?|spectacles?|conferences?) {G4}(?:suicides?|suicidaires?)", r"sa veuve (?:vend|loue|cede|propose|met en vente)",
    # What stands on sites, what is said of trade, of birth and of beginnings.
    r"(?<!cote du )(?<!cote de le )(?<!cote de un )gardes? corps", r"coupe gorges?", r"au pire (?:moment|des moments|mois|endroit|periode|saison)", r"ma fin de (?:mission|contrat|droits?|stage|chantier|bail|mois|carriere|activite)",
    r"(?:sonn\w*|appel\w*|repond\w*|partent|part|devis|mails?|relances?|messages?) (?:\w+ ){0,2}dans le vide", r"me mettre (?:au (?:tribunal|courant|bio|numerique|neerlandais|anglais)|dans la (?:course|merde|panade|m))",
    r"suis nee? (?:en (?:19|20)|le \d|au |aux |a (?!cote)\w+ (?:en|et|dans|le)|avec un handicap)", r"se lanc\w* dans (?:la|le|les|un|une) (?!vide|riviere|rhone|loire|saone)\w+", r"reve de un camion (?:a|de|pour)",
    r"(?:client|salarie|associe|voisin|propos|article|produit|adresse|societe|site|compte|numero|appartement|flat|customer|it|company|website|firm) (?:\w+ ){0,2}not exist", r"vient de mourir", r"assurances? (?:du|de) prets? (?:ne|n)? ?(?:paie|couvre|rembourse)",
    r"(?:tram|bus|metro|autoroute|rue|parking) (?:\w+ ){0,3}vid\w*", r"vides? et de (?:deux|trois|quatre|\d+) \w+",
    # Somebody else was hurt at work, by no will of theirs.
    r"(?:apprenti|commis|salarie|ouvrier|collaborateur|compagnon|employe|cariste|chauffeur|cuisinier|interimaire)e? se est (?:\w+ )?entaille\w* (?:la|le|un|une) (?:main|doigt|pouce|pied|jambe|bras)",
    r"(?:apprenti|commis|salarie|ouvrier|collaborateur|compagnon|employe|cariste|chauffeur|cuisinier|interimaire)e? (?:a ete (?:\w+ )?(?:ecrase|renverse|percute|heurte|blesse)|est tombe)\w* (?:\w+ ){0,12}(?:en reanimation|dans le coma)",
)  # fmt: skip
DISTRESS_IDIOMS = (
    r"a bout portant", r"venir a bout de", r"viens a bout de", r"arriver a bout de", r"de bout en bout", r"jusque au bout", r"d un bout a", r"(?:mettre|met|mis|mise|mettons) (?:ma |la |notre |une |sa )?(?:\w+ )?en sommeil", r"mise? en sommeil",
    r"depressurisation", r"panneaux? (?:de )?isoles?", r"sommes? seuls? sur (?:le|ce) (?:marche|creneau|secteur)", r"site isole", r"locaux (?:mal |pas |bien |non )?isoles", r"(?:mal|bien|non) isolee?s?",
    r"(?:arrive|livre|recu|trouve)\w* (?:\w+ )?casse\w*", r"heures? perdues?", r"stocks? epuises?", r"(?:produits?|tirage|credits?|enveloppe|budget|quota|droits?|recours|voies?|livres?|numeros?) (?:\w+ ){0,3}epuise\w*", r"matelas|literie",
    r"pierres? (?:qui )?pleur\w*", r"saules? pleureurs?", r"honteu\w+ (?:clause|pratique)s?", r"boisson\w*",
)  # fmt: skip
