"""Simple figures that do not flatter: those who still wait are counted."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from flask import render_template, request, url_for

from care_triage.caseboard import figures_view as view
from care_triage.caseboard.figures_view import PERIOD_NAMES, DelayLine, Period
from care_triage.caseboard.places import department_names
from care_triage.caseboard.queries import figures as queries
from care_triage.caseboard.queries.entry import hold_figures, origin_figures
from care_triage.caseboard.queries.figures import Delays, FiguresFilter
from care_triage.caseboard.routes.blueprint import COORDINATORS, bp
from care_triage.cases.labels import BUSINESS_NAMES, MOMENT_NAMES, USEFUL_NAMES
from care_triage.cases.queries.opinions import opinion_figures
from care_triage.infra import clock
from care_triage.triage.document import RuleSetDocument
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.web import navigation
from care_triage.web.access import allow
from care_triage.web.dates import absolute
from care_triage.web.i18n import language, lazy


@bp.get("/chiffres")
@allow(*COORDINATORS)
def figures() -> str:
    """Filed, answered, how fast, by whom."""
    document = current_rule_set().document
    period = _period(request.args.get("periode", ""))
    department, theme = request.args.get("departement", "")[:3], request.args.get("theme", "")[:80]
    wanted = _filter(document, period, department, theme)
    by_department = queries.delays_by_department(wanted)
    found = view.merge(by_department.values())
    return render_template(
        "caseboard/figures.html",
        whole=view.line_of("", found),
        found=found,
        bars=view.bars_of(found),
        by_department=_by_department(by_department),
        departments=department_names(document.collective.departments),
        by_theme=_by_theme(document, queries.delays_by_subject(wanted)),
        partners=queries.partner_figures(wanted), origins=origin_figures(wanted), holds=hold_figures(wanted),
        opinions=opinion_figures(wanted.since_at, wanted.department, wanted.subjects),
        useful_names=USEFUL_NAMES, business_names=BUSINESS_NAMES, moment_names=MOMENT_NAMES,
        document=document, department=department, chosen_theme=theme, period=period,
        periods=[(name, _address(each, department, theme), each is period) for each, name in PERIOD_NAMES.items()],
        since=absolute(period.since_on(clock.today()), weekday=False),
    )  # fmt: skip


def _period(word: str) -> Period:
    return Period(word) if word in set(Period) else Period.MONTH


def _filter(document: RuleSetDocument, period: Period, department: str, theme: str) -> FiguresFilter:
    since_at = datetime.combine(period.since_on(clock.today()), time(), clock.PARIS)
    subjects = tuple(subject.slug for subject in document.subjects_of(theme)) if theme else None
    return FiguresFilter(since_at, department, subjects)


def _address(period: Period, department: str, theme: str) -> str:
    chosen: Mapping[str, Any] = {"periode": period.value, "departement": department, "theme": theme}
    return url_for("caseboard.figures", **{name: value for name, value in chosen.items() if value})


def _by_department(found: Mapping[str, Delays]) -> list[DelayLine]:
    return [view.line_of(name, found[code]) for code, name in department_names(sorted(found)).items()]


def _by_theme(document: RuleSetDocument, found: Mapping[str, Delays]) -> list[DelayLine]:
    """Subjects gathered by theme, in the order of the catalogue; those that rules no longer know stay alone."""
    groups: dict[str, list[Delays]] = defaultdict(list)
    for slug, of_subject in found.items():
        subject = document.subject_by_slug.get(slug)
        theme = document.theme_by_slug.get(subject.theme) if subject else None
        groups[theme.label(language()) if theme else slug].append(of_subject)
    order = {theme.label(language()): place for place, theme in enumerate(document.themes)}
    return [
        view.line_of(name, view.merge(groups[name])) for name in sorted(groups, key=lambda name: order.get(name, 99))
    ]


navigation.add(bp, lazy("Chiffres"), "caseboard.figures", roles=COORDINATORS, order=24, icon="chart")
