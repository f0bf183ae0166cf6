"""Trying the rules on a situation, or on a question in plain words; for a draft, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, render_template, request, url_for

from care_triage.infra import clock
from care_triage.partners.labels import KIND_NAMES
from care_triage.rulebook.forms.town import TownForm
from care_triage.rulebook.pages.compiled import find_draft_rules
from care_triage.rulebook.queries.drafts import get_draft
from care_triage.rulebook.routes.blueprint import READERS, Page, bp
from care_triage.rulebook.trial.outcome import cells_read, given_text, try_rules
from care_triage.rulebook.trial.question import read_question
from care_triage.rulebook.trial.situation import PREFIX, Trial, read_trial, relevant_facts
from care_triage.rulebook.trial.towns import find_town
from care_triage.rulebook.types import DraftView
from care_triage.rulebook.words.notes import problems_by_rule
from care_triage.rulebook.words.rules import role_name, speech_of
from care_triage.territory.queries import find_commune, resolve_place
from care_triage.territory.types import Ambiguous, Commune, Resolved
from care_triage.triage.queries.rule_sets import current_rule_set, get_rule_set
from care_triage.triage.queries.understanding import understand
from care_triage.triage.rule_set import RuleSet
from care_triage.web.access import allow
from care_triage.web.i18n import _, language
from care_triage.web.text import clean_line

_LONGEST = 300


@dataclass(frozen=True)
class Known:
    """One thing that is known of the situation, and the address without it."""

    label: str
    text: str
    without_url: str


@bp.get("/essayer")
@allow(*READERS)
def try_published() -> Page:
    """The rules in force on a situation."""
    return _page(current_rule_set(), "rulebook.try_published", {})


@bp.get("/projets/<int:draft_id>/essayer")
@allow(*READERS)
def try_draft(draft_id: int) -> Page:
    """A draft on a situation, beside the version it starts from."""
    draft = get_draft(draft_id)
    rules = find_draft_rules(draft)
    if rules is None:
        return render_template("rulebook/what_if_broken.html", draft=draft)
    return _page(rules, "rulebook.try_draft", {"draft_id": draft_id}, draft)


def _page(rule_set: RuleSet, endpoint: str, values: Mapping[str, Any], draft: DraftView | None = None) -> Page:
    asked = clean_line(request.args.get("question", "")[:_LONGEST])
    if asked:
        return redirect(_address(endpoint, values, read_situation(asked, rule_set), asked), 302)
    form = TownForm(request.args)
    trial = read_trial(request.args.items(multi=True), rule_set.document)
    town, options = _town(form, trial)
    trial = replace(trial, town=town.insee if town else "")
    question = clean_line(request.args.get("demande", "")[:_LONGEST])
    page = render_template(
        "rulebook/what_if.html",
        draft=draft, version=rule_set.version, document=rule_set.document, form=form, trial=trial, town=town,
        options=[(option, _address(endpoint, values, replace(trial, town=option.insee), question)) for option in options],
        question=question,
        subjects=[(_address(endpoint, values, replace(trial, subject=slug), question), label) for slug, label in _other_subjects(question, rule_set) if slug != trial.subject],
        known=_known(trial, town, rule_set, endpoint, values, question),
        facts=relevant_facts(rule_set, trial.subject), action=url_for(endpoint, **values), kinds=KIND_NAMES,
        role_name=role_name, prefix=PREFIX, wrong=len(problems_by_rule(draft)) if draft else 0, **_results(rule_set, trial, town, draft),
    )  # fmt: skip
    return page, 422 if form.errors or trial.wrong else 200


def read_situation(text: str, rule_set: RuleSet) -> Trial:
    """The situation that a question describes."""
    document = rule_set.document
    read = read_question(text, understand(text), document)
    town = find_town(read.towns, document.collective.departments)
    subject = next((slug for slug in read.subjects if slug in document.subject_by_slug), "")
    return Trial(subject, town.insee if town else "", read.facts)


def _results(rule_set: RuleSet, trial: Trial, town: Commune | None, draft: DraftView | None) -> dict[str, Any]:
    if not trial.subject:
        return {"tried": None, "before": None}
    before = get_rule_set(draft.base_id) if draft else None
    cells = [*cells_read(rule_set, trial.subject), *(cells_read(before, trial.subject) if before else ())]
    speech, on = speech_of(rule_set.document, cells), clock.today()
    tried = try_rules(rule_set, trial, town, speech, on)
    return {"tried": tried, "before": try_rules(before, trial, town, speech, on) if before else None}


def _town(form: TownForm, trial: Trial) -> tuple[Commune | None, tuple[Commune, ...]]:
    """The town of the situation; several where the name is shared, with the message beside the field."""
    chosen = find_commune(trial.town) if trial.town else None
    typed = (form.commune.data or "").strip()
    if not typed and "commune" in request.args:
        return None, ()
    if not typed or (chosen and typed in (chosen.label, chosen.long_label)):
        form.commune.data = chosen.label if chosen else ""
        return chosen, ()
    if chosen and typed.startswith(f"{chosen.short_name} ("):
        # Chosen from the list, whose text has the postal code in its own way.
        form.commune.data = chosen.label
        return chosen, ()
    found = resolve_place(typed)
    if isinstance(found, Resolved):
        form.commune.data = found.commune.label
        return found.commune, ()
    form.validate()
    form.commune.errors = [_(found.message, **found.values)]
    return None, found.options if isinstance(found, Ambiguous) else found.suggestions


def _other_subjects(question: str, rule_set: RuleSet) -> list[tuple[str, str]]:
    """What else the question may be about."""
    if not question:
        return []
    subjects = rule_set.document.subject_by_slug
    readings = understand(question).readings
    return [
        (each.subject, subjects[each.subject].label(language())) for each in readings[:4] if each.subject in subjects
    ]


def _known(
    trial: Trial, town: Commune | None, rule_set: RuleSet, endpoint: str, values: Mapping[str, Any], question: str
) -> list[Known]:
    """Everything that is known, each with a way to take it back."""
    found = []
    if trial.subject:
        subject = rule_set.document.subject_by_slug[trial.subject]
        found.append(("subject", _("Sujet"), subject.label(language())))
    if town:
        found.append(("territory", _("Commune"), town.label))
    facts = rule_set.document.fact_by_name
    found += [(name, facts[name].label(language()), given_text(trial, rule_set, name)) for name in trial.answers]
    return [
        Known(label, text, _address(endpoint, values, trial.without(name), question)) for name, label, text in found
    ]


def _address(endpoint: str, values: Mapping[str, Any], trial: Trial, question: str) -> str:
    """The address of a situation; what is repeated (several codes of one fact) stays repeated."""
    pairs: dict[str, list[str]] = {}
    for name, text in [*trial.pairs(), ("demande", question)]:
        if text:
            pairs.setdefault(name, []).append(text)
    return url_for(endpoint, **values, **pairs)  # type: ignore[arg-type]
