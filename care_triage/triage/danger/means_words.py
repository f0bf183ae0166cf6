"""A means, a place, the price of a life: what people name instead of the act."""

from care_triage.triage.danger.lexicon import FAR, G1, G2, G4, G6, G8

_ARM = r"(?:fusils?|carabines?|pistolets?|revolvers?|flingue|flingues|calibre|winchester|22 long|colt|petoire|arme|armes|cartouches?|munitions|12 coups)"
_HEIGHT = r"(?:pont|ponts|toit|toits|toiture|fenetre|fenetres|balcon|falaise|immeuble|etage|viaduc|barrage|rambarde|parapet|grue|echafaudage|silo|tour|corniche|passerelle|vide|ravin|quai|rails|voie ferree|voies|train|tgv|metro|rer|tram|camion|bus|autoroute|rocade|rhone|saone|loire|riviere|fleuve|lac|etang|canal|eau|puits|lone|gier|furan|barrage)"
_DO = r"(?:saute|sauter|sautais|sauterai|jete|jeter|jette|jetter|balance|balancer|plonge|plonger|enjambe|enjamber|enjambais|penche|pencher|passer par dessus|lacher|laisser tomber|laisse tomber|coucher|allonger|foncer|noyer|noye|tomber|basculer|finir|pousser|avancer)"
_ROPE = r"(?:corde|cordes|cordage|noeud coulant|cordelette|sangle|ceinture|rallonge electrique|ficelle|longe|cable)"
_PLACE = r"(?:poutre|poutres|garage|grange|cave|grenier|hangar|atelier|arbre|branche|cerisier|noyer|chene|crochet|plafond|charpente|palan|escalier|rambarde|tabouret|coffre|cou|noeud|remise|etable|lustre|clou|portique|pont roulant|treuil|solide|assez longue)"
_PILLS = r"(?:medicaments?|medocs?|comprimes?|cachets?|cacheton|somniferes?|pilules?|gelules?|tranquillisants?|anxiolytiques?|antidepresseurs?|xanax|lexomil|doliprane\w*|paracetamol|morphine|insuline|tramadol|valium|stilnox|imovane|barbituriques?|calmants|antidouleurs|boites?|plaquettes?|tablettes?|armoire a pharmacie|pharmacie)"
_DRUGS = _PILLS.replace("|boites?|plaquettes?|tablettes?", "")
_INSURANCE = r"(?:assurance|assurances|capital deces|prevoyance|contrat deces|garantie deces|capital)"
MEANS = (
    # Firearms
    rf"(?:dor\w+|dort|couche\w*|vit|reste|assis\w*|seule?|enferme\w*) {G4}(?:avec|a cote de|pres de) {G1}{_ARM}",
    r"fusils?(?! (?:a (?:clous|peinture|harpon|eau|lunette de chantier)))",
    r"armes? (?:\w+ ){0,3}(?:a la maison|chez moi|a portee|sous la main)",
    r"tourner le moteur",
    r"assurances? (?:\S+ ){0,20}si (?:je|il|elle) (?:meurs|meurt|mourais|mourait|disparai\w+)",
    rf"{_ARM} {G6}(?:chasse|pere|grand pere|grenier|cave|garage|tiroir|armoire|coffre|charge\w*|nettoye\w*|sorti\w*|reste|tete|tempe|bouche|table|lit|portee|mon bureau|regarde|attend|papa|tonton|papi|service|main|mains|genoux|pret|prete)",
    rf"(?:sorti|charge|nettoye|achete|regarde|garde|range|reste|pris|pense|demonte|caresse|cherche|trouve|retrouve|pose|emprunte) {G4}{_ARM}",
    r"(?:me|se) tirer dessus",
    # Rope
    r"la corde",
    rf"{_ROPE} {G6}{_PLACE}",
    rf"{_PLACE} {G6}{_ROPE}",
    rf"(?:achete|acheter|prepare|sorti|pris|trouve|regarde|regardais|accroche|attache|noue|essaye|teste|cherche|range|pense|mesure|teste|besoin|reste) {G4}(?:corde|noeud coulant|cordelette)",
    r"noeud coulant",
    r"au bout de (?:une|la) corde",
    r"(?:regarde|regardais|fixe|mesure|teste) {0,1}(?:\w+ ){0,2}(?:poutre|poutres|crochet)",
    r"la poutre (?:\w+ ){0,4}(?:solide|tiendra|tient|tenir|me|attend|regarde|garage|grange)",
    r"pendre (?:\w+ ){0,3}(?:poutre|arbre|grange|garage|haut|cave|grenier)",
    r"pendu",
    # Heights, water, trains, the road
    rf"{_DO} {G4}{_HEIGHT}(?! (?:de la|du) (?:tresorerie|concurrence))",
    rf"{_HEIGHT} {G4}(?:saute|sauter|sautais|jeter|jete|balancer|plonger|enjambe|enjambais|penche|lacher|me attire|attire|me appelle|appelle|me attend|attend plus que moi|me tente|si tentant|noyer|en bas|vide|me tends les bras|me tend les bras)",
    rf"rendez ?vous (?:\w+ ){{0,2}}avec (?:le |la |un |une )?(?:{_HEIGHT}|mort|corde|arbre|platane|faucheuse|mon fusil|fin|ciel|bon dieu|diable|destin)",
    rf"(?:reste|restais|arrete|arretais|reviens|vais|alle|monte|montais|passe|assis|debout|retrouve|gare|planté|plante|rode) {G6}(?:sur|au bord|bord|devant|au dessus|pres) (?:de la |du |le |un |de le |de |des |les )?(?:pont|viaduc|parapet|rambarde|barrage|voie ferree|rails|voies|passerelle|falaise|vide|rhone|saone|loire|riviere|fleuve|eau)",
    r"(?:appel|regarde|regardais|face|devant|dans|attire par|regarder|fixe) (?:du|le|au) vide",
    r"le vide (?:me|sous|en bas)",
    r"(?:regard\w+|compt\w+|guett\w+|attend\w*|entends|horaires) (?:\w+ ){0,2}(?:le|la|les|des|du) (?:prochain )?(?:rails|trains?|tgv|metro|eau noire|eau couler)(?: passer)?(?! (?:pour (?:paris|lyon)|a la gare))",
    r"sous (?:le|un|les|ce) (?:train|metro|camion|tgv|bus|poids lourd|roues|tram|rer|semi)",
    rf"(?:foncer|fonce|voiture|camion|volant|encastr\w+|planter|plante|rentrer|accelere\w*|rouler|precipiter|crash\w*|camionnette|moto|finir) {G6}(?:contre (?:un|le|une|la) (?:\w+ )?(?:arbre|platane|mur|pile|camion|rambarde|glissiere|poids)|dans (?:un|le|une) (?:\w+ )?(?:arbre|platane|ravin|fosse|camion|pile|rhone|saone|loire|canal|eau|fleuve|decor)|sous un camion|face a un camion)",
    rf"(?:un|le|du|coup de|lacher|lache|tourner|tourne|braquer|donner|fermer les yeux au) (?:\w+ )?volant {G8}(?:fini|finie|platane|arbre|plus|camion|ravin|termine|suffi\w*|mur|regle|vide|face|et tout)",
    r"(?:un |petit |le |ce serait un )?(?:coup de volant|lacher le volant|fermer les yeux au volant)",
    rf"(?:platanes?|arbre|camion|virage|poids lourd|pile de pont) {G6}(?:en face|fini|accident|attire|tente|suffi\w*|appelle|vite|volant|accelere\w*)",
    r"(?:accident|camion|bus) (?:\w+ ){0,4}(?:arrangerait|reglerait|soulagerait|serait une (?:delivrance|chance|solution)|me (?:fauche|percute|ecrase|roule|renverse|passe)\w*)",
    r"(?:noyer|jeter|plonger|couler|finir|marcher|entrer|avancer|dormir) (?:\w+ ){0,3}(?:dans|a|au fond) (?:de |le |la |du |un )*(?:rhone|saone|loire|riviere|fleuve|lac|etang|canal|eau|gier|puits)",
    # Medicines, poison, gas, blades
    r"(?:poison|mort aux rats|soude|pesticide|desherbant|raticide) (?:\S+ ){0,8}(?:en ai|stock|sous la main|a portee|boire|avaler)",
    rf"(?:avale|avaler|avalais|avalerai|gober|gobe|stocke|accumule|vider|vide|mis de cote|mets de cote|met de cote|met de la cote|garde|prepare|collectionne|ingere|ingerer|compte|compter|reserve|sorti|assez|planque|cache|achete|pris tous|prends tous|prendre (?:tous|tout|toute|toutes)|pris (?:tout|toute|toutes|trop|beaucoup|plein)|overdose|surdose|dose mortelle|double dose|melange|alignes?|etale|prendre (?:des|les|mes|ses)|pris des) {G4}{_DRUGS}",
    rf"(?:vider|vide|avaler|avale|gober|stocke|compte|compter|prendre|finir|pris|garde) {G2}(?:la|les|une|toute|toutes|plusieurs|deux|trois|cinq|mes|des|ma|le|un) {G1}(?:boite|boites|plaquette|plaquettes|tube|armoire a pharmacie|flacon|pharmacie){G1}(?: de (?:\w+))?(?! (?:de (?:conserve|vitesses?|vis|reception|lettres)|aux lettres|mail|de nuit|postale))",
    rf"{_DRUGS} {G6}(?:avaler|avale|partir|en finir|assez pour|tous de un coup|tout de un coup|de un coup|d un coup|alcool|whisky|vodka|tiroir|stock|toujours|reserve|chevet|prete?s?|ce soir|suffi\w*)",
    r"(?:overdose|surdose|dose (?:mortelle|letale|fatale))",
    r"(?:mort aux rats|desherbant|roundup|javel|acide|poison|pesticides?|cyanure|soude|antigel|produit de traitement) (?:\w+ ){0,5}(?:boire|avaler|bu|gorgee|verre|suffi\w*|gout|finir|moi|attire)",
    r"(?:boire|avaler|bu|avale|gorgee de|verre de|boirai) (?:\w+ ){0,4}(?:mort aux rats|desherbant|roundup|javel|acide|poison|pesticides?|cyanure|soude|antigel|produit de traitement)",
    r"ouvr\w+ (?:le |la bouteille de )?gaz(?! (?:de france|naturel|client))",
    r"(?:moteur|voiture|camion|tracteur) (?:\w+ ){0,3}(?:tourner|tourne|allume|marche) (?:\w+ ){0,5}(?:garage|ferme|porte|dormir|endormir|hangar|box)",
    r"(?:garage|hangar|box) (?:\w+ ){0,4}(?:moteur|pot de echappement|gaz de echappement|tuyau)(?: \w+){0,3} (?:tourner|ferme|allume|habitacle|dormir|endormir|vitre)",
    r"tuyau (?:\w+ ){0,3}(?:echappement|habitacle|vitre)",
    r"monoxyde (?:\w+ ){0,4}(?:doux|dormir|garage|partir|endormir|moi|douceur)",
    r"(?:rasoir|lame|lames|cutter|couteau|cutters|opinel|scie) (?:\w+ ){0,6}(?:poignets?|veines?|gorge|bras|baignoire|chair|peau|carotide)",
    r"(?:poignets?|veines?|gorge) (?:\w+ ){0,4}(?:coup\w+|taill\w+|ouvr\w+|tranch\w+|entaill\w+|rasoir|cutter|lame)",
    r"(?:coup\w+|taill\w+|ouvr\w+|tranch\w+|entaill\w+) (?:me |se |mes |les |ses )*(?:poignets?|veines?|gorge|carotide)",
    r"taillad\w+",
    r"(?:arroser|asperger|asperge|arrose|bidon) (?:\w+ ){0,3}(?:essence|white spirit|alcool a bruler)(?: \w+){0,6}",
    r"(?:me|se) (?:bruler|brule|faire bruler|mettre le feu|brulerai)(?! (?:les ailes|les doigts|la))",
    r"mettre le feu (?:\w+ ){0,5}(?:moi dedans|avec moi|rester dedans|et moi)",
    r"(?:baignoire|seche cheveux|grille pain) (?:\w+ ){0,4}(?:seche cheveux|grille pain|rasoir|baignoire|eau|veines)",
    r"sac (?:plastique |en plastique )?(?:sur|autour de) (?:la|ma|sa) tete",
    r"electrocut\w+ (?:moi|me)",
    r"me electrocuter",
    # What a death would pay
    rf"assurances? (?:vie|deces|emprunteur|du pret|de pret) {FAR}(?:morte?|meurs|mourir|mourais|mourrais|disparais\w*|sans moi|plus la|suicid\w*|accident|partais|deces|paierai\w*|payerai\w*|rembourserai\w*|reglerai\w*|couvrirai\w*|toucherai\w*|toucheront|touchera|paiera|payera|remboursera|suffira\w*|auraient|auront|aurait|maison|abri|soldera\w*|sauverait|sauvera|effacerait|femme|enfants)",
    rf"(?:morte?|meurs|mourais|disparais|plus la|suicid\w*|mon deces|ma mort|si je pars|sans moi) {FAR}assurances? (?:vie|deces|emprunteur|du pret|de pret|paie\w*|rembours\w*)",
    rf"(?:mon|le|ma|un) (?:capital deces|prevoyance|contrat deces|assurance|garantie deces|capital) {FAR}(?:si je (?:meurs|pars|disparais|mourais|suis plus|me|etais|n|avais un accident)|ma mort|a ma mort|mon deces|sans moi|en cas de suicide|je serai plus|plus la|suicid\w*)",
    rf"(?:ma mort|mon deces|si je (?:meurs|mourais|disparais|disparaissais|pars|partais|creve)|moi morte?|une fois morte?|morte? je) {G8}(?:paie\w*|pay\w+|rembours\w+|regle\w*|reglerait|sauv\w+|couvr\w+|rapporter\w*|touch\w+|abri|solde\w*|efface\w*|arrang\w+|dettes?|credit|maison|banque|prime|capital|benefice)",
    rf"{_INSURANCE} {G6}(?:couvre|paie|paye|rembourse|marche|joue|verse|fonctionne|exclut?|valable) {G4}(?:le )?(?:suicide|deces volontaire|mort volontaire|accident de voiture)",
    r"(?:verifie|regarde|relu|lu|etudie|calcule|demande|augmente|souscrit) (?:\w+ ){0,4}(?:assurance (?:vie|deces)|capital deces|garantie deces|prevoyance) (?:\w+ ){0,4}(?:ma femme|mes enfants|couvert\w*|abri|familles?|maison|tout|combien|mon mari|ma fille|touch\w*|elle)",
    r"capital deces (?:\w+ ){0,6}(?:ma femme|mes enfants|mon mari|eux|elle|ils)",
)
