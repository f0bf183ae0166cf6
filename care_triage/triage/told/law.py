"""Letters, acts, courts and procedures."""

from typing import Final

from care_triage.triage.told.phrases import Line, line

_TAX_OR_OTHER: Final = (
    r"(?! ?(?:fiscal|fiscale|urssaf|social|d impots?|des impots|de l urssaf|de tva|de cotisations|de la msa|comptable))"
)
_MINE: Final = (
    r"(?:suis|sommes|etions|etais|est|etre|passee?s?|mise?s?|placee?s?|ete|mets|entreprise|societe|sarl|sasu?|eurl|boite|restaurant"
    r"|affaire|magasin|garage|toujours|deja|actuellement|aujourd hui|desormais|now|currently|company|firm|business|are|am|is|was|been|went|put)"
)
_IN: Final = r"(?:en|in|into|under|sous)(?: pleine?| procedure de| cours de| court ordered| judicial)?"

# A stage, from the mildest act to the strongest: the last one reached is what counts.
STAGES: Final = (
    "aucune", "relance", "mise_en_demeure", "commandement", "contrainte", "injonction", "saisie", "assignation", "jugement",
)  # fmt: skip

_STAGE: Final = "legal_stage"
_ACT: Final = "nhom"
_PROCEDURE: Final = "nhopa"
LEGAL: Final[tuple[Line, ...]] = (
    line(_STAGE, "aucune", r"(?:aucun|pas de|pas recu de|pas eu de|jamais recu de|sans|no) (?:courriers?|lettres?|relances?|letter)", sure=False, guards="o"),
    line(_STAGE, "relance",
         r"(?:lettres?|courriers?|mails?|avis|coups? de fil|appels?) de (?:relances?|rappel)", r"relances? (?:de|du|des) (?:l )?(?:urssaf|impots|tresor|fournisseurs?|banque|bailleur|msa|proprietaire)",
         r"(?:m envoie|m envoient|recu|recois|recevons|recevoir) (?:\w+ ){0,2}relances?", r"me relancent?", r"dernier avis avant poursuites?", r"reminders? (?:letters? )?from", sure=False, guards=_ACT),
    line(_STAGE, "mise_en_demeure", r"m[ie]ses? en demeur\w*", r"miz en demeure", r"mis(?:e|es)? en deme?ure?s?", r"formal notice", r"letter before action", guards=_ACT),
    line(_STAGE, "commandement", r"com+and?ements? (?:de|a) pay\w+", r"(?:un|le|ce) commandement", guards=_ACT),
    line(_STAGE, "contrainte",
         r"(?:une|la|cette|sa|leur|des|deux|trois|recu|\d) contraintes?(?! (?:de|d|a|par la|budgetaires?|horaires?|administratives?|reglementaires?|que|qui|techniques?|financieres?|familiales?)\b(?! l urssaf| la msa| la caisse| la cipav))",
         r"contraintes? (?:de l |de la |par l )?(?:urs+af+|msa|cipav|rsi)", r"contrainte (?:signifiee|delivree|par huissier|recue)", r"enforcement order", guards=_ACT),
    line(_STAGE, "injonction", r"injonctions? (?:de|a) pay\w+", r"(?:court )?payment order", r"order for payment", guards=_ACT),
    line(_STAGE, "saisie",
         r"saisies? (?:attributions?|conservatoires?|ventes?|administratives?|bancaires?|executions?|remunerations?|sur salaires?|sur (?:le |mon |mes |nos |notre )?comptes?|de (?:mon |mes |notre |nos )?(?:comptes?|vehicules?|materiels?|camions?|machines?|stocks?)|du (?:compte|vehicule|materiel|camion|stock))",
         r"(?:une|la|leur|cette) saisies?(?! (?:de (?:la|mes factures|l)|comptable|des|informatique|en ligne))", r"avis (?:a|de) tiers detenteurs?", r"atd", r"satd", r"saisie a tiers detenteurs?",
         r"comptes?(?: \w+){0,3} (?:saisi|saisis|bloques? par (?:l |un |une |les |le )?(?:urs+af+|impots|huissier|fisc|tresor|satd|creanciers?))",
         r"(?:saisi|saisit|bloque|vide) (?:mon |mes |le |notre |nos |tous mes )comptes?", r"opposition a tiers detenteurs?",
         r"(?:saisi|saisit|saisissent|pris|emporte|enleve) (?:mon |mes |notre |nos |le |les )(?:camions?|vehicules?|materiels?|machines?|meubles|stocks?|voiture|camionnette)",
         r"(?:account|equipment|van|vehicle|assets)(?: \w+){0,2} (?:seized|frozen|garnished)", r"seized (?:my|our) \w+", guards=_ACT),
    line(_STAGE, "assignation", r"assignations?", r"(?:suis|sommes|ete|m a|nous a|m ont|nous ont|m) assigne\w*", r"assignee?s? (?:en|devant|au|par)",
         r"convoquee?s? (?:au|devant le|par le) (?:tribunal|juge|tc)", r"convocation (?:au|du|devant le) (?:tribunal|juge|tc|greffe)",
         r"(?:summons(?:ed)?|summoned) (?:to|by|before) (?:the )?(?:court|commercial court)", r"court summons", guards=_ACT),
    line(_STAGE, "jugement", r"(?:un|le|ce|du) jugement(?! (?:d ouverture|de redressement|de liquidation|de sauvegarde))", r"(?:ete|suis|sommes|m a|nous a) condamnee?s?(?: a payer| a verser| par)", r"ordonnance de refere",
         r"(?:ordered|judgment against)", r"avis d expulsion", r"expulsion ordonnee", sure=False, guards=_ACT),
    line(_STAGE, "commandement", r"commandement de quitter", r"commandement aux fins", sure=False, guards=_ACT),

    line("procedure_open", "liquidation",
         rf"{_MINE} {_IN} (?:simple )?liquidation(?: judiciaire)?(?! (?:totale|de (?:stock|mes droits|ma retraite)))", rf"{_IN} liquidation judiciaire", r"en lj",
         r"liquidation(?: judiciaire)? (?:(?:a ete |est |vient d etre )?(?:prononcee|ouverte|ordonnee))", r"(?:prononce|ouvert|ordonne)\w* (?:ma |la |une |notre |sa )liquidation",
         r"(?:m a|nous a|m ont|nous ont|ete) liquidee?s?", r"liquidateur (?:judiciaire )?(?:a ete |m a |nous a |me |nous |est )\w+", r"mon liquidateur", r"le liquidateur(?: judiciaire)?", guards=_PROCEDURE),
    line("procedure_open", "redressement",
         rf"{_MINE} {_IN} redressement(?: judiciaire)?{_TAX_OR_OTHER}", rf"{_IN} redressement judiciaire", r"en rj", r"redressement judiciaire (?:a ete |est |vient d etre )?(?:prononce|ouvert|depuis)",
         r"(?:apres|depuis|ouvert|prononce) (?:un|le|mon|notre) redressement judiciaire", r"plan de (?:redressement|continuation)", r"periode d observation", r"(?:mon|l|notre|un) administrateur judiciaire",
         r"in receivership", guards=_PROCEDURE),
    line("procedure_open", "sauvegarde", rf"{_MINE} {_IN} sauvegarde", r"en procedure de sauvegarde", r"plan de sauvegarde", r"sauvegarde (?:a ete )?ouverte", guards=_PROCEDURE),
    line("procedure_open", "mandat_conciliation",
         rf"{_MINE} {_IN} (?:mandat ad ?hoc|conciliation)", r"(?:mon|notre|un) mandataire ad ?hoc", r"mandat ad ?hoc (?:en cours|depuis|ouvert|a ete)", r"(?:mon|notre) conciliateur",
         r"procedure de conciliation (?:en cours|ouverte|depuis)", guards=_PROCEDURE),
    line("procedure_open", "none", r"(?:aucune|pas (?:encore )?(?:de|en)|pas eu de) procedures?(?: collective| ouverte| en cours| au tribunal)?", r"no (?:insolvency|court) procedure", sure=False, guards="o"),
    line("procedure_closed", True, r"liquidation(?: judiciaire)? (?:\w+ ){0,2}(?:cloturee|terminee|close|finie)(?! pas)", r"(?:cloture|fin) de (?:la |ma |notre )(?:liquidation|procedure)", r"cloturee? pour (?:insuffisance|extinction)", r"insuffisance d actifs?", guards="nho"),
    line("plan_default", True,
         r"(?:echeances?|annuites?|dividendes?) (?:du|de mon|de notre) plan (?:\w+ ){0,4}(?:impayee?s?|pas payee?s?|retard|rejetee?s?)",
         r"(?:peux|pouvons|arrive|arrivons|pourrai|pourrons|sait|tiens|tenons|honorer?|respecter?|payer) (?:plus|pas)? ?(?:a )?(?:\w+ ){0,3}(?:echeances? |annuites? )?(?:du|de mon|de notre|mon|le|notre) plan (?:de (?:continuation|redressement|sauvegarde))?",
         r"resolution (?:du|de mon|de notre) plan", guards="o"),

    line("customer_in_procedure", True,
         r"(?:clients?|cliente|donneurs? d ordres?|maitre d ouvrage|promoteur|debiteur|acheteur)(?: \w+){0,7} (?:en|in) (?:procedure de )?(?:liquidation|redressement|procedure collective|sauvegarde|faillite|lj|rj|liquidation)(?! de stock)",
         r"clients?(?: \w+){0,6} (?:depose le bilan|depose son bilan|fait faillite|a coule|coule|liquidee?|en faillite|depose bilan|gone bust|bankrupt|insolvent)",
         r"(?:liquidation|redressement|faillite|depot de bilan)(?: judiciaire)? (?:de|d|du) (?:mon|un|notre|l un de (?:mes|nos)|mes|nos) (?:\w+ ){0,2}(?:clients?|donneur)", r"customers?(?: \w+){0,5} (?:liquidation|insolvency|receivership)", guards="nh"),
    line("creditor", "salarie", r"(?:convoque\w*|convocation|assigne\w*|attaque\w*|saisi|saisit|poursuit|traine\w*|est alle|passe|dossier|aux) (?:\w+ ){0,4}pru+d? ?h? ?om+e?s?", sure=False, guards="nh"),
    line("staff_dispute_stage", "prudhommes",
         r"(?:convoque\w*|convocation|assigne\w*|attaque\w*|poursuit|traine\w*|alle\w*|saisi\w*|audience|condamne\w*|dossier|mise?s?|mene|devant|emmene\w*) (?:\w+ ){0,5}pru+d? ?h? ?om+e?s?", r"labou?r court",
         r"employment tribunal", guards="nh"),
    line("staff_dispute_stage", "courrier-avocat", r"(?:courrier|lettre|recommande|mail) (?:de l |d un |de son |du )?(?:avocat|syndicat|delegue syndical) (?:de |d )?(?:mon|ma|un|son|sa|ce|cette)? ?(?:ex |ancien )?(?:salarie|employe)e?", sure=False),
)  # fmt: skip
