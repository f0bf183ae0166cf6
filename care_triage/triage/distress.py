"""Words of danger and of distress. Tuned for recall: missing one is the worst failure there is.

Written as `plain` gives a text: without accents, capitals or punctuation. Each line is one way of saying it.
"""

import re

from care_triage.triage.words import plain

# « en finir avec ce litige » is about the quarrel; « en finir » alone, or « avec la vie », is not.
_A_MATTER = (
    r"(?!\ avec\ (?:ce|cet|cette|ces|le|les|mon|ma|mes|notre|nos|leur|leurs|l|un|une"
    r"|la\ (?!vie\b)\w+|tout\ (?:ca|cela)\ (?:avec|sur))\b)"
)
_DANGER = (
    # A life, plainly
    r"suicid\w*",
    r"(?:me|se)\ (?:tuer|pendre|supprimer|flinguer|buter|foutre\ en\ l\ air|tirer\ une\ balle|jeter\ (?:sous|du|d\ un|par|dans))",
    r"(?:envie|idee|idees|pense|penser|pensais|songe|songer|pensee|pensees|parle|parlait)\ (?:de\ |a\ |d\ )?(?:mourir|la\ mort|disparaitre)",
    rf"d?en\ finir\b{_A_MATTER}",
    r"(?:mettre|metre|mis)\ fin\ a\ (?:mes\ jours|ses\ jours|ma\ vie|sa\ vie|tout)",
    r"(?:idees?|pensees?)\ (?:noires|morbides)",
    r"(?:plus|pas)\ (?:envie|le\ gout)\ de\ (?:vivre|continuer\ a\ vivre|me\ lever\ un\ jour\ de\ plus)",
    r"(?:veux|veut|voudrais|prefere|prefererais|aimerais)\ (?:mourir|crever|etre\ morte?|ne\ plus\ etre\ la|disparaitre)",
    r"(?:plus\ jamais\ |ne\ (?:plus|pas|jamais)\ )(?:me\ |m\ )reveiller",
    r"plus\ (?:aucune?\ )?raison\ de\ vivre", r"a\ quoi\ (?:bon|sert\ de)\ (?:vivre|continuer\ a\ vivre)",
    # Others would be better off
    r"(?:mieux|tranquilles?|soulage\w*|heureux|debarrasse\w*)\ (?:sans\ moi|si\ je\ (?:n\ etais|ne\ suis|suis|meurs|disparai\w*|n\ existe))",
    r"assurance\ vie\ .{0,80}(?:\bmort\b|\bmeurs\b|\bdisparais\b|sans\ moi)",
    r"assurance\ vie\ (?:\w+\ ){0,2}(?:paierait|payerait|rembourserait|reglerait|couvrirait)", r"donne\ (?:toutes\ )?ses\ affaires",
    r"(?:\bmort\b|\bmeurs\b)\ .{0,60}assurance\ vie", r"vau[xt]\ plus\ morte?", r"plus\ utile\ morte?",
    # A way, or a farewell
    r"la\ corde(?!\ (?:raide|sensible|au\ cou))", r"(?:prepare|sorti|charge|pris)\ .{0,20}(?:corde|fusil|carabine|pistolet)", r"fusil",
    r"(?:sauter|saute|me\ jeter)\ (?:du|d\ un|par|de|depuis)\ (?:le\ |la\ |un\ |une\ )?(?:pont|toit|fenetre|balcon|immeuble|etage)",
    r"pont\ .{0,25}sauter", r"(?:me\ jeter|finir|passer)\ sous\ (?:le|un)\ (?:train|metro|camion)",
    r"(?:prepare|avale|avaler|pris|stocke|garde)\ (?:\w+\ ){0,3}(?:medicaments|comprimes|cachets|somniferes)",
    r"(?:faire|ferai|ferait|fasse)\ (?:une|des)\ (?:grosses?\ )?(?:betises?|conneries?)", r"me\ (?:scarifie\w*|taillade\w*|fais\ du\ mal|faire\ du\ mal)", r"tentative\ de\ (?:suicide|mettre)",
    r"lettre\ d\ adieu", r"dire\ adieu", r"entendrez\ plus\ parler\ de\ moi",
    # English
    r"kill\ (?:myself|himself|herself)", r"end\ (?:my|it)\ (?:life|all)", r"(?:want|wish)\ to\ die", r"wish\ i\ (?:was|were)\ dead",
    r"better\ off\ (?:dead|without\ me)", r"(?:don\ t|do\ not)\ want\ to\ (?:live|be\ here|wake\ up)",
    r"(?:no|any)\ (?:reason|point)\ (?:to|in)\ (?:live|living|go\ on\ living|going\ on)",
)  # fmt: skip
_DISTRESS = (
    # The strength is gone
    r"(?:j\ |n\ )?en\ (?:peux|peut|pe|peu)\ (?:plus|plu|pu)", r"jen\ (?:peux|peut|peu)\ (?:plus|plu|pu)",
    r"je\ (?:ne\ )?(?:peux|peut|peu)\ plus\ (?:continuer|tenir|avancer|supporter)", r"(?:je\ )?(?:ne\ )?tiens\ plus(?!\ (?:de|la|les|le|a\ ce))",
    r"a\ bout", r"(?:au|du)\ bout\ du\ rouleau", r"au\ fond\ du\ (?:trou|gouffre)", r"epuise\w*", r"extenue\w*", r"burn\ ?out", r"craque\w*",
    r"plus\ (?:la\ |de\ )?(?:force|forces|courage|energie\ pour)", r"plus\ goute?\ a\ rien", r"baisse\w*\ les\ bras",
    # Sleep, food, drink, medicine
    r"(?:ne\ )?(?:dors|dort)\ (?:plus|pas|mal|quasiment|a\ peine)", r"insomni\w*", r"nuits?\ blanches?", r"plus\ dormir", r"(?:le|mon|plus|de)\ sommeil",
    r"mange\ plus(?!\ (?:de|a\ la))", r"(?:bois|boit|picole)\ (?:tous|chaque|pour|trop|beaucoup)", r"antidepress\w*", r"anxiolyt\w*", r"sous\ (?:calmants|somniferes|medicaments)",
    # What it feels like
    r"pleur\w*", r"larmes", r"sangl\w*", r"depress(?!uri)\w*", r"deprim\w*", r"angoiss\w*", r"anxi\w*", r"panique\w*", r"desespe\w*", r"detresse",
    r"honte", r"humili\w*", r"boule\ au\ ventre", r"peur\ (?:de\ tout|tous\ les\ jours|d\ ouvrir)", r"la\ corde\ au\ cou",
    r"perdu\ (?:pied|tout|confiance)", r"perds\ pied", r"je\ suis\ (?:completement\ |totalement\ )?(?:perdu|perdue|foutu|foutue|fini|finie|demoli|detruite?)\b(?!\ (?:dans\ (?:les|la|le)))",
    r"sombre\w*", r"(?:me|je)\ noie", r"me\ noyer", r"impression\ de\ (?:couler|sombrer|me\ noyer|devenir\ fou|devenir\ folle)", r"(?:deviens|devenir)\ (?:fou|folle|dingue)",
    r"(?:vois|voit|voir)\ (?:plus|pas|aucune)\ (?:d\ |de\ )?(?:issue|solution|bout|sortie|espoir)", r"sans\ issue", r"a\ quoi\ bon", r"plus\ (?:d\ |aucun\ )espoir",
    r"seule?\ (?:au\ monde|face|dans\ (?:cette|mon)\ (?:galere|detresse))", r"isolee?", r"(?:il|elle)\ (?:ne\ )?parle\ plus", r"(?:couple|mariage|famille)\ (?:explose|eclate|n\ y\ survi\w+)",
    # Hiding from it
    r"(?:n\ ouvre|ouvrir|ose)\ (?:plus|pas)?\ ?.{0,20}(?:courrier|lettres?|enveloppes?)",
    r"(?:plus|pas)\ ouvert\ .{0,20}courrier", r"courrier\ .{0,20}(?:ferme|pas\ ouvert|plus\ ouvert)",
    # English
    r"(?:can\ t|cannot)\ (?:\w+\ )?(?:sleep|cope|go\ on|take\ it)", r"desperate\w*", r"hopeless\w*", r"overwhelmed", r"crying", r"exhausted",
    r"end\ of\ my\ (?:rope|tether)", r"break(?:ing)?\ down",
)  # fmt: skip


def _any_of(ways: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(ways)})\b", re.VERBOSE)


_DANGER_PATTERN, _DISTRESS_PATTERN = _any_of(_DANGER), _any_of(_DISTRESS)


def is_danger(story: str) -> bool:
    """Whether a life may be in danger: a person's number at once, a human eye on the case."""
    return _DANGER_PATTERN.search(plain(story)) is not None


def is_distress(story: str) -> bool:
    """Whether the owner is suffering: listening numbers are shown, the case is marked for coordinators."""
    text = plain(story)
    return _DANGER_PATTERN.search(text) is not None or _DISTRESS_PATTERN.search(text) is not None
