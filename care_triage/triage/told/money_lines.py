"""Debts, banks, wages, customers: what is said of money without figures."""

from typing import Final

from care_triage.triage.told.phrases import Line, line

_CANNOT: Final = r"(?:j?peux|jpeu|peut|peu|pe|pouvons|arrive|arrivons|arrives|sais|savons|suis|sommes|est|can|pouvoir) (?:plus|pu|plu|pas|meme pas|plus rien|plus du tout|t|not)"
_CANNOT_EN: Final = r"(?:can t|cannot|can no longer|unable to|not able to|couldn t)"
_PAY: Final = r"(?:a |de |capables? de |en mesure de |en etat de )?(?:payer|paye|paier|paiyer|regler|regle|honorer|assumer|faire face|pay)"
_BANK: Final = r"(?:banque|banques|banquier|banquiere|bank|banks|conseiller|conseillere|bpi\w*|credit agricole|credit mutuel|caisse d epargne|organisme de credit)"
_REFUSE: Final = r"(?:refus\w*|rejet\w*|dit non|dis non|lache\w*|veu(?:t|lent) (?:pas|plus|rien)|suit (?:pas|plus)|suivent (?:pas|plus)|retoque\w*|decline\w*|recale\w*|accorde (?:pas|plus)|rien voulu|voulu|ferme la porte|refused|declined|rejected|said no|turned)"

MONEY: Final[tuple[Line, ...]] = (
    # Payments stop: plainly, then sideways.
    line("cessation_of_payments", True, r"(?:en|suis en|etat de) (?:etat de )?ces+ations? d\w* pa[iy]e?ments?", r"depos\w+ (?:le|mon|notre|de|un) bilan", r"depot de bilan", r"insolvent", r"en faillite"),
    line("cessation_of_payments", True,
         rf"{_CANNOT} {_PAY}(?: \w+){{0,3}} (?:mes|nos|les|tout|personne|plus|dettes|charges|dus?|fournisseurs|creanciers|ce qu|salaires?|echeances?|factures|rien|monde)",
         rf"{_CANNOT} {_PAY}", rf"{_CANNOT_EN} pay", r"plus (?:rien|un rond|un sou|un euro|d argent|de tresorerie|de tresor|de cash|de sous|de treso|aucun rond)", r"(?:tresorerie|caisse|caisses|treso|compte)(?: \w+){0,2} (?:vides?|a sec|a zero|exsangue)",
         r"(?:paie|paye|payons|paye) plus (?:rien|personne|mes|nos|les|aucun)", r"(?:argent|treso|tresorerie|cash) (?:ne )?(?:suffit|suffisent) (?:plus|pas)", r"au bord de la cessation", r"bout de (?:la )?tresorerie", r"out of cash", r"no (?:more )?(?:money|cash) left", sure=False, guards="o"),
    line("cessation_of_payments", False, r"(?:pas|jamais) en (?:etat de )?ces+ations? d\w* pa[iy]e?ments?", r"(?:j arrive|arrivons|peux|pouvons) (?:encore|toujours) (?:a )?(?:tout )?(?:payer|regler)(?: tout)?", sure=False, guards="ho"),

    # Banks
    line("bank_issue", "refus_pret",
         rf"{_BANK}(?: (?!pas |jamais |pas$)\w+){{0,5}} {_REFUSE}(?: \w+){{0,5}} (?:prets?|credits?|financements?|emprunts?|financer|preter|loan|credit|pge|suivre)", r"(?:refus|rejet) (?:de|du|d un|de mon|de la) (?:pret|credit|financement|emprunt|banque)s?", r"(?:prets?|credits?|financements?|emprunts?|loan)(?: \w+){0,4} (?:refuse|refuses|rejete|rejetes|refused|rejected|declined|turned down)",
         r"refus(?:e|ent|er|ee)? (?:de )?(?:me |nous )?(?:(?:un|le|mon|notre|tout) )?(?:\w+ )?(?:prets?|credits?|financements?|emprunt|financer|preter)", guards="nh"),
    line("bank_issue", "refus_decouvert",
         r"(?:decouvert|autorisation|facilite de caisse|overdraft)(?: \w+){0,5} (?:refuse|supprime|coupe|reduit|annule|denonce|retire|diminue|baisse|resilie|enleve|ferme|cancelled|cut|removed|withdrawn|stopped|refusee|supprimee|coupee|reduite|annulee|retiree|denoncee)",
         r"(?:coupe|supprim\w*|redui\w*|annul\w*|denonc\w*|retir\w*|enlev\w*|baiss\w*|diminu\w*|resili\w*|cut|cancel\w*|cancelled|remov\w*|sucre\w*) (?:\w+ ){0,3}(?:decouverts?|autorisation de decouvert|facilites? de caisse|overdraft|lignes? de credit)", r"refus\w* (?:\w+ ){0,4}decouvert", guards="nh"),
    line("bank_issue", "silence", rf"{_BANK}(?: \w+){{0,4}} (?:repond|reponds|repondu|rappelle|donne|repondent) (?:pas|plus|jamais|toujours pas)", r"(?:pas|aucune|sans|toujours pas de) (?:de )?(?:reponse|nouvelles?) de (?:la|ma|notre|mon|l) (?:banque|banquier)", sure=False, guards="h"),
    line("bank_issue", "echeances",
         r"(?:echeances?|mensualites?|traites|remboursements?)(?: de (?:mon |mes |nos |notre )?(?:prets?|credits?|emprunts?)| bancaires?| du pret| du credit)(?: \w+){0,4} (?:impayees?|retard|rejetees?|plus|impossible\w*)",
         rf"{_CANNOT} (?:a |plus )?(?:rembourser|payer|regler|honorer) (?:\w+ ){{0,2}}(?:prets?|credits?|emprunts?|mensualites?|echeances? (?:de|du) (?:prets?|credits?|la banque|banque))", r"(?:repay|repaying) (?:the|my|our) (?:bank )?loans?", sure=False, guards="o"),
    line("bank_issue", "pge", r"(?:rembours\w*|echeances?|mensualites?|payer|regler|honorer|etaler|reechelonner|repay|restructurer) (?:\w+ ){0,4}pge", r"pge (?:\w+ ){0,4}(?:rembourser|impaye|retard|plus|lourd|pese|etrangle|etouffe)", guards="o"),
    line("bank_issue", "compte_refuse", r"(?:refus\w*|veu(?:t|lent) pas) (?:\w+ ){0,3}(?:ouvrir|ouverture d|ouvrir d) ?(?:un |de )?(?:compte)", r"(?:aucune|pas une|trouve pas de|trouve aucune) banque (?:\w+ ){0,5}compte", guards="h"),
    line("bank_issue", "cloture_compte", r"(?:ferm\w*|clotur\w*|clos\w*|clore|closed|closing) (?:\w+ ){0,2}(?:mon|mes|notre|nos|le|my|our|the) (?:\w+ )?(?:comptes?|account)", r"(?:comptes?|account)(?: \w+){0,4} (?:ferme|fermes|cloture|clotures|clos|closed) par", r"cloture (?:de mon|du|de notre|de) comptes?", guards="nh"),
    line("bank_issue", "interdit_bancaire", r"interdi\w* bancaires?", r"interdit de cheques?", r"interdiction d emettre", r"fichee? (?:a la |a |par la )?(?:banque de france|bdf|ficp|fcc)", r"(?:ficp|fcc)", r"fichage", guards="nho"),
    line("bank_issue", "assurance_credit", r"assur\w* credits?(?: \w+){0,5} (?:redui\w*|supprim\w*|coup\w*|baiss\w*|retir\w*|lach\w*|refus\w*)", r"(?:redui\w*|supprim\w*|coup\w*|baiss\w*|retir\w*) (?:\w+ ){0,4}assur\w* credits?", guards="nh"),
    line("bank_issue", "affacturage", r"(?:affact\w*|factor|factoring)(?: \w+){0,5} (?:refus\w*|arret\w*|coup\w*|resili\w*|lach\w*|stop\w*|suspend\w*)", r"(?:refus\w*|arret\w*|coup\w*|resili\w*|suspend\w*) (?:\w+ ){0,4}(?:affact\w*|factor)", guards="nh"),
    line("bank_refusal", True,
         rf"{_BANK}(?: (?!pas |jamais |pas$)\w+){{0,5}} {_REFUSE}", rf"{_REFUSE}(?: \w+){{0,3}} (?:par|de) (?:la|ma|les|notre|nos|toutes les|mes|trois|deux) {_BANK}", r"refus (?:bancaires?|de (?:la|ma|notre) banque|de (?:pret|credit|financement))", guards="nh"),
    line("personal_guarantee", True, r"(?:suis|sommes|etais|porte|portee?|me suis portee?|signe(?: une?| la| ma)?|donne|mis|est|engagee?|ma|garante? et) (?:personnellement )?(?:en )?cautions?(?! locative| bancaire)", r"caution(?:nement)? (?:personnelle?|solidaire|perso)", r"cautionnement", r"personal(?:ly)? guarant\w+", guards="no"),
    line("guarantee_called", True, r"(?:appele\w*|actionne\w*|activ\w*|fait jouer|mis en jeu|demande\w*|reclame\w*|poursui\w*) (?:\w+ ){0,5}(?:cautions?(?: personnelle| solidaire)?|garant)(?! \w+ signe)", r"cautions?(?: \w+){0,3} (?:appelee?|actionnee?|activee?|mise en jeu)",
         r"(?:en tant que|comme|as) (?:caution|garant|guarantor)", r"(?:called|calling) (?:in )?(?:on )?(?:my|the) (?:personal )?guarantee", guards="nh"),
    line("personal_debts", True, r"dettes? (?:perso\w*|privees?)", r"(?:credits?|prets?) (?:perso\w*|conso\w*|a la consommation)", r"(?:surendettement|surendettee?)", r"personal debts?", guards="nho"),

    # Payment plans and the like
    line("payment_plan", "refused",
         r"(?:refus\w*|rejet\w*) (?:\w+ ){0,6}(?:echeanciers?|delais?(?: de paiement)?|echelonnement|etalement|moratoire|plan d apurement|payment plan)", r"(?:echeanciers?|delais?(?: de paiement)?|echelonnement|etalement|payment plan)(?: \w+){0,5} (?:refuse\w*|rejete\w*|refused|denied)", guards="nh"),
    line("payment_plan", "broken",
         r"(?:tiens|tenir|tenu|tenons|respecte|respecter|respectons|arrive|honorer|suivre|peux) (?:plus|pas|pu)? ?(?:\w+ ){0,4}(?:echeanciers?|plan d apurement|payment plan)", r"(?:echeancier|plan d apurement|payment plan)(?: \w+){0,5} (?:rompu|casse|denonce|annule|caduc|pas tenu|plus tenu|pas respecte|saute|broken|cancelled|tombe)", r"(?:plus|pas) (?:a )?(?:tenir|respecter|honorer|payer) (?:\w+ ){0,3}(?:echeancier|plan d apurement)",
         r"(?:missed|broke|broken) (?:\w+ ){0,4}payment plan", guards="ho"),
    line("payment_plan", "running", r"(?:echeancier|plan d apurement|payment plan|moratoire)(?: \w+){0,4} (?:en cours|accorde|accepte|respecte|mis en place|signe|granted)", r"(?:accorde|obtenu|eu|accepte|signe|j ai|avons) (?:deja )?un (?:echeancier|plan d apurement|moratoire)", sure=False, guards="nho"),
    line("payment_plan", "none",
         r"(?:pas|jamais|rien) (?:encore )?(?:demande\w*|eu|de) (?:d |de |un |d un )?(?:echeancier|delais?(?: de paiement)?|etalement)", r"(?:voudrais|souhaite|aimerais|veux|cherche|besoin|demander|obtenir|avoir|negocier|possible d avoir|want|need|ask for|get) (?:\w+ ){0,4}(?:echeanciers?|delais? de paiement|delais|etalement|echelonnement|payment plan|etaler|echelonner)", sure=False, guards="o"),
    line("debt_contested", True, r"conteste\w* (?:\w+ ){0,4}(?:montants?|sommes?|dettes?|redressement|urs+af+|mise|contrainte|cotisations|calcul|facture|impots?|rappel)", r"(?:pas|jamais) d accord (?:avec|sur) (?:\w+ ){0,2}(?:montant|somme|urssaf|impots|calcul|chiffre)", r"(?:en )?desaccord avec (?:l |les |la )?(?:urssaf|impots|fisc|msa|montant)",
         r"(?:erreur|se trompe\w*|faux|trop)(?: \w+){0,3} (?:calcul|montant|somme|urssaf)", r"(?:dispute|contest|disagree)\w* (?:\w+ ){0,3}(?:amount|debt|claim|tax|assessment)", r"(?:dois|doit|devons) (?:pas|rien) (?:cette somme|cet argent|ca|ce montant|tout ca)", guards="ho"),
    line("returns_filed", False,
         r"(?:pas|jamais|plus|rien|oublie de|retard de|retard dans|pas encore) (?:\w+ ){0,3}(?:declare\w*|depose\w*|fait|faire|faites?|envoye|remplir|rempli) (?:\w+ ){0,3}(?:declarations?|ca3|liasses?|chiffres? d affaires?|dsn|tva|urssaf|ca)", r"declarations?(?: \w+){0,4} (?:en retard|pas (?:faites?|deposees?|envoyees?)|oubliees?|manquantes?|jamais (?:faites?|deposees?))", r"(?:retards? de|defaut de|absence de|oublie\w* (?:mes|ma|les|la|nos)) declarations?", r"taxation d office", r"(?:not|never|haven t) filed", guards="ho"),
    line("returns_filed", True, r"(?:toutes? |tout )(?:mes |nos |les )?(?:declarations? )?(?:est |sont |ont ete )?(?:a jour|faites?|deposees?|declare)", r"(?:bien|toujours|tout) declare\w*", r"declarations? (?:\w+ ){0,3}(?:a jour|faites? a temps|deposees?)", r"a jour (?:de|dans) (?:mes |nos )?declarations?", r"returns? (?:are |have been )?(?:all )?filed", guards="nho"),
    line("salary_share_paid", False, r"(?:pas|plus|jamais|sans|ni) (?:\w+ ){0,4}(?:la |les )?parts? (?:salariales?|ouvrieres?|des salaries)", r"parts? (?:salariales?|ouvrieres?)(?: \w+){0,4} (?:impayees?|retard|pas paye\w*|dues?|non)", guards="ho"),
    line("salary_share_paid", True, r"(?:paye|payee|payees|regle|reglee|verse|a jour de|payons) (?:\w+ ){0,3}parts? (?:salariales?|ouvrieres?)", r"parts? (?:salariales?|ouvrieres?)(?: \w+){0,4} (?:payees?|reglees?|versees?|a jour)", guards="nho"),

    # Wages, customers, suppliers
    line("wages_unpaid", True,
         rf"{_CANNOT} {_PAY} (?:\w+ ){{0,4}}(?:salaires?|salaries?|salariees?|paies?|employes?|gars|ouvriers|equipe|wages|apprenti\w*|staff)", rf"{_CANNOT_EN} pay (?:\w+ ){{0,3}}(?:wages|salaries|staff|employees|workers)", r"salaires?(?: \w+){0,5} (?:impayes?|pas payes?|pas verses?|retard|en souffrance|pourrai pas|pourront pas)", r"(?:pas|plus|jamais) (?:pu |encore |ete )?(?:paye\w*|verse\w*|regle\w*|sorti\w*|faire) (?:\w+ ){0,3}(?:salaires?|paies?|salaries|payes|employes)", r"(?:wages|salaries)(?: \w+){0,3} (?:unpaid|late|not paid)", r"retards? de (?:salaires?|paies?)", guards="o"),
    line("wages_unpaid", False, r"(?:salaires|salaries|paies)(?: \w+){0,3} (?:sont|ont ete|tous|bien|toujours) (?:\w+ )?(?:payes|verses|regles|a jour)(?! en retard)", r"(?:paye|verse) (?:encore|toujours|bien) (?:les|mes|nos) (?:salaires|salaries)", sure=False, guards="nh"),
    line("customer_kind", "public", r"(?:marches? publics?|chantiers? publics?|client public|(?:la|une|cette|notre|par la) (?:mairie|commune|collectivite|metropole|communaute de communes|region)(?: \w+){0,6} (?:doit|paie|paye|paient|regle|retard|facture\w*|mandat\w*|repond|me)|(?:l |un |le )?(?:hopital|lycee|college|departement|etat|chu)(?: \w+){0,4} (?:doit|paie|paye|regle|retard|me))", r"town hall", r"chorus(?: pro)?", guards="nh"),
    line("customer_kind", "particulier", r"clients? particuliers?", r"(?:un|une|des|chez un|chez des|au|a un) particuliers?(?! a)", r"private (?:customer|individual|person)", sure=False, guards="nh"),
    line("customer_kind", "etranger", r"clients? (?:\w+ )?(?:etrangers?|a l etranger|allemande?s?|espagnols?|italiens?|belges?|suisses?|anglais|americains?|chinois|portugais|neerlandais|polonais)", r"clients? (?:en|au|aux) (?:allemagne|espagne|italie|belgique|suisse|angleterre|royaume uni|etats unis|chine|portugal|pays bas|maroc|algerie|tunisie)", r"(?:foreign|overseas) customer", guards="nh"),
    line("customer_kind", "entreprise", r"(?:client|donneur d ordres?|une?) (?:est une )?(?:grosse |grande |autre )?(?:societe|entreprise|boite|pme|sarl|sas|promoteur|grande surface|enseigne|centrale d achat)(?: \w+){0,4} (?:doit|paie|paye|paient|regle|retard)", r"clients? pro(?:fessionnels?)?", r"client b ?to ?b", sure=False, guards="nh"),
)  # fmt: skip
