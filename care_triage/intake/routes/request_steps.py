"""Telling, subject by subject and question by question."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from care_triage.intake import policy
from care_triage.intake.forms import StoryForm, SubjectsForm
from care_triage.intake.offered import offered, ticked
from care_triage.intake.opened import opened_now
from care_triage.intake.queries import FoundPlace, find_told_place, get_draft
from care_triage.intake.routes.arrival import arrival_of, came_from, stories_from_here
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.pages import Page, help_lines, next_url, page_values, status_of_form
from care_triage.intake.service import drafts
from care_triage.intake.told import PLACE_KEY, kept_keys, told_lines
from care_triage.intake.types import Answers
from care_triage.triage.queries.rule_sets import current_rule_set
from care_triage.triage.queries.understanding import understand
from care_triage.web.access import Everyone, Owner, allow
from care_triage.web.i18n import language
from care_triage.web.limits import limit


@bp.get("/")
@allow(Everyone)
def home() -> str:
    """The front door: one box."""
    return render_template("intake/home.html", form=_story_form(), **help_lines())


@bp.post("/demande")
@allow(Everyone)
@limit("60/hour")
def start() -> Page:
    """Keep the story and go on."""
    form = StoryForm()
    if not form.validate_on_submit():
        return render_template("intake/home.html", form=form, **help_lines()), 422
    around = {"traces": {**form.traces, "from_address": stories_from_here()}, "arrival": arrival_of(form)}
    token = drafts.start_request(form.story.data, language(), **around)
    return redirect(url_for("intake.subjects", token=token), 303)


def _story_form() -> StoryForm:
    return StoryForm(data={"opened": opened_now(), **came_from()})


@bp.route("/demande/<token>/recit", methods=["GET", "POST"])
@allow(Owner)
def story(token: str) -> Page:
    """Tell it again, otherwise."""
    draft = get_draft(token)
    form = StoryForm(data={"story": draft.answers.story})
    if form.validate_on_submit():
        drafts.tell_again(token, form.story.data)
        return redirect(url_for("intake.subjects", token=token), 303)
    return render_template("intake/story.html", form=form, **page_values(draft)), status_of_form()


@bp.route("/demande/<token>/sujets", methods=["GET", "POST"])
@allow(Owner)
def subjects(token: str) -> Page:
    """Choose what it is about, among what was understood and everything else."""
    draft, document = get_draft(token), current_rule_set().document
    if request.method == "GET" and policy.is_sent_elsewhere(draft.answers, document):
        return redirect(url_for("intake.door", token=token))
    found = understand(draft.answers.story)
    lines = told_lines(draft.answers, document.fact_by_name, language())
    place = find_told_place(found.told.place, draft.answers, document.collective.departments)
    ticks = [*kept_keys(lines), *([PLACE_KEY] if place and place.kept else [])]
    # What is not ticked in an answer was unticked: only the page itself proposes.
    proposed = ticked(found) if request.method == "GET" else ()
    form = SubjectsForm(data={"subjects": draft.answers.subjects or proposed, "told": ticks})
    form.offer(document)
    if form.validate_on_submit():
        answers = _confirm(token, form, draft.answers, place)
        return redirect(next_url(token, answers), 303)
    page = render_template(
        "intake/subjects.html", form=form, offer=offered(found, document),
        document=document, lines=lines, told_place=place, corrections=found.told.corrections, **page_values(draft),
    )  # fmt: skip
    return page, status_of_form()


def _confirm(token: str, form: SubjectsForm, known: Answers, place: FoundPlace | None) -> Answers:
    """Keep the subjects, and what was read in the story as far as it was shown."""
    changes: dict[str, Any] = {"subjects": tuple(form.subjects.data), "insists": bool(known.redirect)}
    if "told_shown" not in request.form:
        return drafts.change_request(token, **changes)
    if place and PLACE_KEY in form.told.data:
        changes |= place.values
    elif place and known.commune == place.commune.insee:
        changes |= {"commune": "", "commune_label": "", "department": ""}
    return drafts.confirm_told(token, form.told.data, **changes)


@bp.get("/demande/<token>")
@allow(Owner)
def resume(token: str) -> Response:
    """Take a request up again where it was left."""
    return redirect(next_url(token, get_draft(token).answers))
