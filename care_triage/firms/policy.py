"""What a firm of the register answers to our questions, so that its owner is not asked again. Pure.

Only what the register really tells: a code that fits several answers, or a staff band that the rules would read in two ways,
answers nothing. What its owner says stands above all of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from care_triage.firms.types import Answer, FoundFirm

# From how many employees on a firm is no longer a craft business.
CRAFT_LIMIT: Final = 11
BANDS: Final[Mapping[str, tuple[int, int]]] = {
    "00": (0, 0), "01": (1, 2), "02": (3, 5), "03": (6, 9), "11": (10, 19), "12": (20, 49), "21": (50, 99),
    "22": (100, 199), "31": (200, 249), "32": (250, 499), "41": (500, 999), "42": (1_000, 1_999),
    "51": (2_000, 4_999), "52": (5_000, 9_999), "53": (10_000, 1_000_000),
}  # fmt: skip
# Beginnings of the legal category (Insee, nomenclature of September 2022); the longest wins.
_FORMS: Final[Mapping[str, str]] = {
    "1": "ei", "52": "snc", "54": "sarl", "5458": "scop", "5485": "sel", "5498": "eurl", "55": "sa", "5558": "scop",
    "5585": "sel", "56": "sa", "5658": "scop", "5685": "sel", "571": "sas", "5720": "sasu", "5785": "sel", "5385": "sel",
    "65": "sci", "6533": "societe_agricole", "6534": "societe_agricole", "6535": "societe_agricole",
    "6537": "societe_agricole", "6597": "societe_agricole", "6598": "societe_agricole", "92": "association",
}  # fmt: skip
# Forms that say the activity by themselves.
_OF_FORM: Final[Mapping[str, str]] = {
    "6533": "agricole", "6597": "agricole", "6598": "agricole", "6540": "civile", "6541": "civile", "6542": "civile",
    "6521": "civile", "6539": "civile", "656": "liberal_juridique", "6566": "", "6569": "liberal", "657": "liberal",
    "92": "association", "5385": "", "5485": "", "5585": "", "5685": "", "5785": "",
}  # fmt: skip
# Sole traders and practice companies: a liberal profession stays one in them.
_SINGLE: Final = ("1", "5385", "5485", "5585", "5685", "5785")
_STATUS: Final = "P"


@dataclass(frozen=True, slots=True)
class Trade:
    """What the codes that begin so say of the activity; see `data/firms/activities.toml`."""

    naf: tuple[str, ...]
    status: str
    source: str
    activity: str = ""
    small: str = ""
    large: str = ""
    single: str = ""


def answers_of(firm: FoundFirm, trades: Sequence[Trade], edges: Collection[int] = ()) -> dict[str, Answer]:
    """By fact, what the register answers; `edges` are the numbers of employees at which some rule changes its mind."""
    found = {
        "naf": _plain(firm.activity, _STATUS),
        "activity": _activity(firm, trades),
        "legal_form": _plain(_longest(_FORMS, firm.legal_category), "V"),
        "employees": _employees(firm.staff_band, edges),
    }
    return {name: answer for name, answer in found.items() if answer is not None}


def _plain(value: str, status: str) -> Answer | None:
    return Answer(value, {}, status) if value else None


def _employees(band: str, edges: Collection[int]) -> Answer | None:
    """The band, where every number in it means the same to the rules."""
    if band not in BANDS:
        return None
    low, high = BANDS[band]
    if any(low < edge <= high for edge in edges):
        return None
    if low == high:
        return Answer(low, {}, _STATUS)
    return Answer(low, {"fr": f"{low} à {high}", "en": f"{low} to {high}"}, _STATUS)


def _activity(firm: FoundFirm, trades: Sequence[Trade]) -> Answer | None:
    by_form = next((firm.legal_category[:n] for n in (4, 3, 2) if firm.legal_category[:n] in _OF_FORM), None)
    if by_form is not None and _OF_FORM[by_form]:
        return _plain(_OF_FORM[by_form], "P")
    # Insee notes the code of the trades register only for those who are in it.
    if firm.is_craft and not _is_large(firm.staff_band):
        return _plain("artisanat", "V")
    trade = _trade(firm.activity, trades)
    if trade is None:
        return None
    if trade.single and firm.legal_category.startswith(_SINGLE):
        return _plain(trade.single, trade.status)
    return _plain(_sized(trade, firm.staff_band), trade.status)


def _sized(trade: Trade, band: str) -> str:
    """The answer of a trade for a firm of that size; none when the band holds the limit, or is not known."""
    if not trade.small:
        return trade.activity
    if band not in BANDS:
        return ""
    if _is_large(band):
        return trade.large
    return trade.small if BANDS[band][1] < CRAFT_LIMIT else ""


def _is_large(band: str) -> bool:
    return band in BANDS and BANDS[band][0] >= CRAFT_LIMIT


def _trade(code: str, trades: Sequence[Trade]) -> Trade | None:
    nomenclature, _, bare = code.partition(":")
    if nomenclature == "naf2025":
        bare = bare[:2]
    fitting = [(len(naf), trade) for trade in trades for naf in trade.naf if bare and bare.startswith(naf)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _longest(table: Mapping[str, str], code: str) -> str:
    return next((table[code[:n]] for n in range(len(code), 0, -1) if code[:n] in table), "")


def trades_of(data: Mapping[str, Any]) -> tuple[Trade, ...]:
    """The trades of the data file. Raises TypeError or KeyError for what is not one."""
    return tuple(Trade(**{**row, "naf": tuple(row["naf"])}) for row in data["trade"])
