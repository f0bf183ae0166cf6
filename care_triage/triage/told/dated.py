"""Which event a date is the date of: the nearest one of its sentence."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from care_triage.triage.told.days import Day, days
from care_triage.triage.told.phrases import Found
from care_triage.triage.told.text import Story

_HEARING: Final = re.compile(
    r"\b(?:audiences?|convoquee?s?|convocation|passe(?:r)? (?:au|devant le|en) (?:tribunal|jugement|juge)|rendez vous (?:au|du) tribunal|hearing|summoned|(?:tribunal|court) (?:le|on|date)|comparaitre|conciliation (?:aux|prud))\b"
)
_JUDGMENT: Final = re.compile(
    r"\b(?:jugements?|(?:redressement|liquidation|sauvegarde)(?: judiciaire)?(?: a ete)? (?:prononcee?|ouverte?|depuis|le|du)|(?:en|mise? en|place\w* en) (?:redressement|liquidation|sauvegarde)(?: judiciaire)?|bodacc|judgment)\b"
)
_CANNOT: Final = re.compile(
    r"\b(?:(?:paye|paie|payer|payes|regle|regler|honorer|payons) plus|plus (?:rien|payer|pouvoir|d argent|de tresorerie|regler)|(?:peux|peut|pouvons|arrive|arrivons) (?:plus|pas)(?: a)? (?:payer|regler)|ces+ations? d\w* pa[iy]ements?|can t pay|depose\w* (?:le|mon) bilan)\b"
)
_AUDIT: Final = re.compile(
    r"\b(?:control\w*|avis de verification|verification|lettre d observations?|inspection|audit)\b"
)
_DISASTER: Final = re.compile(
    r"\b(?:incendies?|inond\w+|cambriol\w+|grele|tempete|orages?|degats? des? eaux?|sinistre|(?:le |pris |mis )?feu|vole\w*|vandalis\w+|brule\w*|fire|flood\w*|burgl\w+|crue|crame\w*)\b"
)
_CYBER: Final = re.compile(
    r"\b(?:pirat\w+|hack\w+|ranco\w+|ransom\w*|cyber ?attaq\w+|faux (?:rib|virement)|donnees volees|virus|crypt\w+)\b"
)
_FOR: Final = re.compile(r"\b(?:pour|audience|au|for)(?: le| du| on)? $")
_PAST_VERB: Final = re.compile(r"\b(?:eu|etait|avait|passe[e]?|ai ete|a eu|was)\b")
_FARTHEST: Final = 110


def dated(story: Story, on: date, said: Sequence[Found], settled: Sequence[Found]) -> Iterator[Found]:
    """Each kind of event with its nearest date; the future only for hearings.

    Of several acts only the one that was settled on has its date: those of the others are not taken for it.
    """
    stage = next((one.value for one in settled if one.fact == "legal_stage"), None)
    acts = [one for one in said if one.fact == "legal_stage" and one.value != "aucune"]
    events = [("legal_stage_on" if one.value == stage else "", one.start, one.end) for one in acts]
    for name, pattern in _EVENTS.items():
        known = _WITNESS.get(name)
        if known is None or any(one.fact in known for one in said):
            events += [(name, match.start(), match.end()) for match in pattern.finditer(story.text)]
    seen: set[str] = set()
    for day in days(story, on):
        name, near = _nearest(story, day, events)
        if name == "legal_stage_on" and stage == "assignation" and _is_summons(story, day, on):
            name = "hearing_on"
        value = _chosen(story, name, day, on) if name and name not in seen else None
        if value is not None:
            seen.add(name)
            yield Found(name, value.isoformat(), day.start, day.end, day.exact and near)


_EVENTS: Final = {
    "judgment_on": _JUDGMENT, "audit_letter_on": _AUDIT, "disaster_on": _DISASTER, "incident_on": _CYBER,
    "cessation_on": _CANNOT, "hearing_on": _HEARING,
}  # fmt: skip
# A date of an audit needs an audit that is the teller's.
_WITNESS: Final = {
    "judgment_on": ("procedure_open", "legal_stage"), "audit_letter_on": ("audit_body",), "disaster_on": ("disaster_kind",),
    "incident_on": ("cyber_kind",), "cessation_on": ("cessation_of_payments", "wages_unpaid"),
}  # fmt: skip


def _is_summons(story: Story, day: Day, on: date) -> bool:
    """« assigné pour le 8 décembre », « convoqué le 15 décembre » said in November: the day to be there."""
    is_near_ahead = day.future > on and (on - day.past).days > (day.future - on).days
    return is_near_ahead or _FOR.search(story.before(day.start, 20)) is not None


def _nearest(story: Story, day: Day, events: Sequence[tuple[str, int, int]]) -> tuple[str, bool]:
    start, end = story.sentence(day.start)
    gaps = []
    for name, first, last in events:
        if not (start <= first < end):
            continue
        gap = max(first - day.end, day.start - last, 0)
        # A date before the words belongs to them less often than one after.
        weight = gap + (15 if first > day.end else 0) + (0 if day.lasting == (name == "cessation_on") else 20)
        if gap <= _FARTHEST:
            gaps.append((weight, name))
    if not gaps:
        return "", False
    gaps.sort()
    return gaps[0][1], gaps[0][0] < 60


def _chosen(story: Story, name: str, day: Day, on: date) -> date | None:
    if name == "hearing_on":
        clause = story.text[slice(*story.clause(day.start))]
        chosen = day.past if _PAST_VERB.search(clause) and "passer" not in clause else day.future
        return chosen if on - timedelta(days=400) <= chosen <= on + timedelta(days=900) else None
    return day.past if on - timedelta(days=3650) <= day.past <= on else None
