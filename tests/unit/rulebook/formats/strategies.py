"""Rule sets over a vocabulary that has every kind of fact, with texts that files find hard."""

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from care_triage.partners.types import Kind as PartnerKind
from care_triage.partners.types import Status
from care_triage.rules.vocabulary import Kind
from care_triage.triage.document import (
    Collective,
    FactSpec,
    LegalClockSpec,
    RuleSetDocument,
    RuleSpec,
    Subject,
    Theme,
    ValueSpec,
)
from care_triage.triage.records import Text


def values(*codes: str) -> tuple[ValueSpec, ...]:
    return tuple(ValueSpec(code, Text(f"Libellé {code}", f"Label {code}")) for code in codes)


VOCABULARY: Final = (
    FactSpec("subject", Kind.ENUM, Text("Sujet", "Subject"), values=values("dette", "bail", "embauche")),
    FactSpec("territory", Kind.CODE, Text("Territoire")),
    FactSpec("naf", Kind.CODE, Text("Activité"), values=values("47", "47.11", "56")),
    FactSpec("staff", Kind.INTEGER, Text("Salariés", "Staff"), unit="pers."),
    FactSpec("turnover", Kind.MONEY, Text("Chiffre d’affaires"), unit="€"),
    FactSpec("stopped_on", Kind.DATE, Text("Arrêt le")),
    FactSpec("farmer", Kind.BOOLEAN, Text("Exploitant")),
    FactSpec("debts", Kind.SET, Text("Dettes"), values=values("tva", "urssaf", "bank"), sensitive=True),
)
_THEMES: Final = (Theme("argent", Text("Argent")), Theme("local-et-emploi", Text("Local & emploi")))
_SUBJECTS: Final = (
    Subject("dette", "argent", Text("Dette"), Text("Une dette")),
    Subject("bail", "local-et-emploi", Text("Bail"), Text("Un bail")),
    Subject("embauche", "local-et-emploi", Text("Embauche"), Text("Une embauche")),
)
_COLLECTIVE: Final = Collective(
    Text("Collectif"), "CARE", Text("Essai"), "0400000000", "care@example.org", ("42",), "lu-ve 9h-17h", Text("9 h")
)

CELLS: Final[dict[str, list[str]]] = {
    "subject": ['"dette"', '"dette","bail"', '"bail", "embauche"', 'not("dette")', "known()", "unknown()"],
    "territory": ['"dep:42"', '"dep:42","dep:69"', 'not("court:roanne", "dep:69")', "known()", "unknown()"],
    "naf": ['starts with(?, "47")', 'not(starts with(?, "47"), starts with(?, "56"))', "unknown()"],
    "staff": ["10", "-5", "< 10", ">= 10", "[10..50)", "< 10, >= 50", "not([10..50))", "known()", "not(10)"],
    "turnover": ["10.50", "[0..0.02)", "> 12.5", "unknown()", "not(10.50)"],
    "stopped_on": ['date("2026-01-31")', '>= date("2026-01-31")', '[date("2026-01-01")..date("2026-02-01"))', "known()"],
    "farmer": ["true", "false", "not(true)", "unknown()"],
    "debts": ['list contains(?, "tva")', 'list contains(?, "tva"), list contains(?, "bank")',
              'not(list contains(?, "urssaf"))', "known()", "not(known())"],
}  # fmt: skip

_NASTY: Final = [
    "=1+1", "+33 4 00 00 00 00", "-", "- un tiret", "@SUM(A1)", "'", "'=1", "''-x", "ligne\nsuivante", 'des "guillemets"',
    "point ; virgule, et\ttabulation", "<b>&amp;</b>", "]]>", "\\", "true", "2026-01-31", "1,5", "null", "é\u00a0« œ » 🙂", "# non",
]  # fmt: skip
_letters = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
texts = st.one_of(st.sampled_from(_NASTY), _letters).map(str.strip).filter(bool)
bilingual = st.builds(Text, texts, st.none() | texts)
conditions = st.dictionaries(st.sampled_from(sorted(CELLS)), st.none(), min_size=1, max_size=5).flatmap(
    lambda names: st.fixed_dictionaries({name: st.sampled_from(CELLS[name]) for name in names})
)
_dates = st.dates(date(1999, 1, 1), date(2099, 12, 31))
_clocks = st.builds(LegalClockSpec, texts, st.just("stopped_on"), st.integers(0, 90), texts, bilingual)


@st.composite
def rules(draw: st.DrawFn) -> RuleSpec:
    since, until = sorted((draw(_dates), draw(_dates)))
    optional: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "advice": bilingual, "law": texts, "source": texts, "urgency": st.sampled_from(["high", "critical"]),
                "confidential": st.just(True), "legal_clock": _clocks, "valid_from": st.just(since),
                "valid_until": st.just(until),
            },
        )
    )  # fmt: skip
    number = draw(st.integers(0, 10**6))
    return RuleSpec(
        id=f"regle-{number}", when=draw(conditions), partner=draw(st.sampled_from(list(PartnerKind))),
        role=draw(st.sampled_from(["lead", "support", "inform"])), rank=draw(st.integers(-5, 99)),
        answer_hours=draw(st.integers(1, 99)), why=draw(bilingual), status=draw(st.sampled_from(list(Status))),
        **optional,
    )  # fmt: skip


documents = st.lists(rules(), min_size=1, max_size=8, unique_by=lambda rule: rule.id).map(
    lambda found: document(*found)
)


def document(*found: RuleSpec) -> RuleSetDocument:
    return RuleSetDocument(VOCABULARY, _THEMES, _SUBJECTS, (), found, _COLLECTIVE)


def rule(rule_id: str = "une-regle", **fields: Any) -> RuleSpec:
    """A sound rule about a debt, with some fields of its own."""
    given = {
        "when": {"subject": '"dette"'}, "partner": PartnerKind.URSSAF, "role": "lead", "rank": 10, "answer_hours": 16,
        "why": Text("Parce que."), "status": Status.GENERAL,
    }  # fmt: skip
    return RuleSpec(**{"id": rule_id, **given, **fields})
