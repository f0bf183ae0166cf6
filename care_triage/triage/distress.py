"""Words of danger and of distress. Tuned for recall: missing one is the worst failure there is."""

import re

from care_triage.triage.words import plain

# Sideways or plainly: a life may be in danger. Written without accents, as `plain` gives the text.
_DANGER = re.compile(
    r"""\b(
      suicid\w* | me\ (tuer|suicider|pendre|foutre\ en\ l\ air|supprimer|flinguer)
    | (envie|idee|pense|penser|songe|songer|pensees?)\ (de|a|d)\ (mourir|en\ finir|mort|disparaitre|me\ suicider)
    | (idees?|pensees?)\ (noires|suicidaires|morbides)
    | en\ finir(?!\ avec\ (ce|cet|cette|ces|le|les|mon|mes|leur|leurs|la\ (dette|banque|procedure))\b) | (mettre|metre)\ fin\ a\ (mes\ jours|ma\ vie|tout)
    | (plus|pas)\ envie\ de\ (vivre|continuer\ a\ vivre|me\ lever\ un\ jour\ de\ plus)
    | (veux|voudrais|prefere|prefererais|aimerais)\ (mourir|etre\ mort\w*|ne\ plus\ etre\ la|disparaitre)
    | m\ endormir\ et\ ne\ (plus|pas)
    | (mieux|tranquilles?|soulages?)\ (sans\ moi|si\ je\ (n\ etais|ne\ suis|suis)\ (plus|pas|mort\w*))
    | (seraient|serait|sera|seront)\ mieux\ sans\ moi
    | assurance\ vie\ .{0,60}(mort|moi|disparais|famille|mieux)
    | plus\ (aucune?\ )?raison\ de\ vivre | a\ quoi\ bon\ vivre | la\ corde(?!\ (raide|sensible)) | sauter\ (du|d\ un)\ (pont|toit|fenetre)
    | sous\ (le|un)\ (train|metro) | lettre\ d\ adieu | dire\ adieu | vous\ n\ entendrez\ plus\ parler\ de\ moi
    | fusil | kill\ myself | end\ my\ life | want\ to\ die | better\ off\ (dead|without\ me) | suicidal
    )\b""",
    re.VERBOSE,
)
_DISTRESS = re.compile(
    r"""\b(
      n\ ?en\ (peux|peut|pe|peu)\ (plus|pu) | j\ en\ (peux|peu)\ (plus|pu) | je\ (ne\ )?(peux|peu)\ plus\ (continuer|tenir|avancer)
    | (a|au)\ bout\ (du\ rouleau|de\ (mes\ )?forces|de\ nerfs?)? | epuise\w* | burn\ ?out | craque\w* | a\ bout
    | (ne\ )?(dors|dort)\ (plus|pas|mal|quasiment) | insomni\w* | nuits?\ blanches? | plus\ dormir | sommeil
    | pleur\w* | larmes | sangl\w* | depress\w* | deprim\w* | angoiss\w* | anxi\w* | panique\w* | crises?\ d\ angoisse
    | (n\ ouvre|ouvrir|ose)\ (plus|pas)?\ ?.{0,20}(courrier|lettres?|enveloppes?)
    | (plus|pas)\ ouvert\ .{0,20}courrier | courrier\ .{0,20}(ferme|pas\ ouvert|plus\ ouvert)
    | honte | humili\w* | desespe\w* | perdu\ (pied|tout) | perds\ pied | sombre\w* | noie | me\ noyer | detresse
    | seule?\ (au\ monde|face) | isolee? | antidepress\w* | anxiolyt\w*
    | boule\ au\ ventre | peur\ (de\ tout|tous\ les\ jours)
    | plus\ (la\ )?force | plus\ goute?\ a\ rien | (can\ t|cannot)\ (sleep|cope|go\ on|take\ it)
    | desperate | overwhelmed | crying
    )\b""",
    re.VERBOSE,
)


def is_danger(story: str) -> bool:
    """Whether a life may be in danger: a person's number at once, a human eye on the case."""
    return _DANGER.search(plain(story)) is not None


def is_distress(story: str) -> bool:
    """Whether the owner is suffering: listening numbers are shown, the case is marked for coordinators."""
    text = plain(story)
    return _DANGER.search(text) is not None or _DISTRESS.search(text) is not None
