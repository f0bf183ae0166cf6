"""The figures as lines that a person reads at the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The whole report; every text of danger or distress that was missed stands in full."""
    yield f"{figures['stories']} récits étiquetés"
    yield from ("", "                              en 1er            dans les 3")
    for name, title in (("partner", "institution acceptable"), ("subject", "sujet acceptable")):
        yield f"{title:28} {_two(figures[name])}"
    yield f"{'bonne porte (hors champ)':28} {_rate(figures['door'])}"
    yield f"{'renvoyés quand il le faut':28} {_rate(figures['sent_away'])}"
    yield f"{'gardés quand il le faut':28} {_rate(figures['kept'])}"
    for key, title in (
        ("by_tag", "manière d’écrire"), ("by_theme", "thème"), ("by_partner", "institution attendue"),
    ):  # fmt: skip
        yield from ("", f"Par {title} :          institution en 1er, dans les 3 | sujet en 1er, dans les 3")
        for name, group in figures[key].items():
            yield f"  {name:24} {_two(group['partner'])} | {_two(group['subject'])}"
    yield from _table("Suite donnée (attendu → dit)", figures["actions"])
    yield from _table("Urgence (attendu → dit)", figures["urgencies"])
    yield from _alarm("Danger", figures["danger"])
    yield from _alarm("Détresse", figures["distress"])
    yield from ("", f"{'autres besoins trouvés':28} {_rate(figures['needs'])}")
    yield from _facts(figures["facts"])
    yield f"{'mauvais créancier remarqué':28} {_rate(figures['wrong_creditor'])}"
    yield from _calibration(figures["calibration"])
    yield from ("", "Confusions les plus fréquentes (attendu → dit) :")
    yield from (f"  {count:3}  {best} → {said}" for best, said, count in figures["confused"])
    times = figures["milliseconds"]
    yield from ("", f"Temps par récit : p50 {times['p50']:.1f} ms, p99 {times['p99']:.1f} ms")


def _rate(share: Mapping[str, Any]) -> str:
    rate = "     —" if share["rate"] is None else f"{share['rate']:6.1%}"
    return f"{rate} ({share['hits']}/{share['of']})".ljust(17)


def _two(group: Mapping[str, Any]) -> str:
    return f"{_rate(group['at_1'])} {_rate(group['at_3'])}"


def _table(title: str, table: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield from ("", f"{title} :")
    for expected, row in table.items():
        yield f"  {expected:10} " + "  ".join(f"{said} {count}" for said, count in row.items())


def _alarm(title: str, alarm: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"{title} : rappel {_rate(alarm['recall'])} précision {_rate(alarm['precision'])}")
    for name, key in (("MANQUÉ", "missed"), ("à tort", "false_alarms")):
        yield from (f"  {name} {identifier} : {text}" for identifier, text in alarm[key])


def _facts(facts: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'informations : rappel':28} {_rate(facts['recall'])}"
    yield f"{'  avec les supposées':28} {_rate(facts['offered'])}"
    yield f"{'informations : précision':28} {_rate(facts['precision'])}"
    yield f"{'  trouvées sans étiquette':28} {facts['unlabelled']:6}"
    for name, share in facts["recall_by_fact"].items():
        yield f"    {name:24} {_rate(share)}"


def _calibration(calibration: Mapping[str, Any]) -> Iterator[str]:
    error = calibration["error"]
    yield from ("", f"Confiance (écart moyen {0.0 if error is None else error:.3f}) : dit, juste, nombre")
    yield from (f"  {said:5.2f} {right:5.2f} {of:4}" for said, right, of in calibration["bins"])
