"""Around the end of a request: ask for news, take up again, begin anew, tell how it went."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for

from care_triage.cases import policy
from care_triage.cases.companion_types import Moment
from care_triage.cases.errors import CaseNotFound
from care_triage.cases.links import Scope
from care_triage.cases.queries.opinions import find_told
from care_triage.cases.queries.rows import CaseView
from care_triage.cases.service.nudge import nudge
from care_triage.cases.types import (
    Status,
)
from care_triage.infra import clock
from care_triage.infra.errors import Conflict
from care_triage.intake.owner_forms import OpinionForm, ReopenForm
from care_triage.intake.routes.blueprint import bp
from care_triage.intake.routes.owner_link import case_in_scope, case_of
from care_triage.intake.routes.pages import Page, help_lines, status_of_form
from care_triage.intake.service.answer import take_up_again, tell_the_end
from care_triage.intake.service.sequel import start_sequel
from care_triage.web.access import Owner, allow
from care_triage.web.errors import message_of
from care_triage.web.i18n import _
from care_triage.web.limits import limit

_ENDED = (Status.CLOSED, Status.WITHDRAWN)


@bp.post("/suivi/<token>/relancer")
@allow(Owner)
@limit("20/hour")
def ask_for_news(token: str) -> Page:
    """Remind everybody that the owner waits."""
    case = case_of(token)
    try:
        nudge(case.id)
    except Conflict as error:
        flash(message_of(error), "info")
    else:
        flash(_("C’est fait : l’équipe qui a votre demande et le collectif viennent d’être prévenus."), "success")
    return redirect(url_for("intake.track", token=token), 303)


@bp.route("/suivi/<token>/reprendre", methods=["GET", "POST"])
@allow(Owner)
@limit("20/hour", methods=("POST",))
def reopen(token: str) -> Page:
    """Within thirty days the same people go on; later, a new request begins where this one ended."""
    case, form = case_of(token), ReopenForm()
    if case.status not in _ENDED or case.closed_at is None:
        return redirect(url_for("intake.track", token=token), 303)
    until = case.closed_at + timedelta(days=policy.REOPEN_DAYS)
    may_reopen = policy.may_reopen(case.closed_at, clock.now())
    if may_reopen and form.validate_on_submit():
        take_up_again(case.id, form.reason.data or "")
        flash(_("Votre demande est reprise. Les personnes qui la suivaient sont prévenues."), "success")
        return redirect(url_for("intake.track", token=token), 303)
    page = render_template(
        "intake/reopen.html", form=form, case=case, token=token, may_reopen=may_reopen, until=until, **help_lines()
    )
    return page, status_of_form() if may_reopen else 200


@bp.post("/suivi/<token>/nouvelle")
@allow(Owner)
@limit("20/hour")
def begin_anew(token: str) -> Page:
    """A new request that follows this one: who and where are known already."""
    draft = start_sequel(case_of(token))
    return redirect(url_for("intake.story", token=draft), 303)


@bp.route("/avis/<token>", methods=["GET", "POST"])
@allow(Owner)
@limit("60/hour", methods=("POST",))
def opinion(token: str) -> Page:
    """How it went: three questions, none required, changed until two months after the end."""
    case, is_page = case_in_scope(token, Scope.OPINION)
    if case.status not in _ENDED or case.closed_at is None:
        if is_page:
            return redirect(url_for("intake.track", token=token), 303)
        # Taken up again since the question was sent: there is no end to tell of.
        raise CaseNotFound(
            _("Cette demande a été reprise : elle n’est pas terminée. Nous vous poserons la question plus tard.")
        )
    moment = moment_of(case)
    told = find_told(case.id, moment, case.closed_at)
    form, open_ = OpinionForm.filled(told), policy.may_tell(case.closed_at, clock.now())
    if open_ and form.validate_on_submit():
        tell_the_end(case.id, moment, form.told())
        return redirect(url_for("intake.opinion", token=token, merci=1), 303)
    page = render_template(
        "intake/opinion.html", form=form, case=case, token=token, told=told, open=open_, later=moment is Moment.LATER,
        until=case.closed_at + timedelta(days=policy.OPINION_DAYS), whole_page=is_page, **help_lines(),
    )  # fmt: skip
    return page, status_of_form() if open_ else 200


def moment_of(case: CaseView) -> Moment:
    """Whether the end is near or a month away."""
    if case.closed_at is None:
        return Moment.ENDING
    return Moment.LATER if clock.now() - case.closed_at >= timedelta(days=policy.ASK_AGAIN_DAYS) else Moment.ENDING
