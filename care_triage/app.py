"""Composition root: the only module that knows every feature."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from care_triage import web
from care_triage.accounts import cli as accounts_cli
from care_triage.accounts import routes as accounts_routes
from care_triage.accounts import session as accounts_session
from care_triage.accounts.events import PasswordChanged, PasswordResetRequested, PersonInvited
from care_triage.caseboard import jobs as caseboard_jobs
from care_triage.caseboard import routes as caseboard_routes
from care_triage.cases import jobs as cases_jobs
from care_triage.cases.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentDeclined,
    AppointmentNear,
    AppointmentOffered,
    CaseErased,
    CaseFiled,
    CaseReleased,
    CaseReopened,
    CaseWithdrawn,
    ClocksDue,
    DangerHeard,
    DocumentAdded,
    ErasureAsked,
    FollowUpsDue,
    MandateAsked,
    MandateEnded,
    MessagePosted,
    NeedOnDesk,
    NeedToRouteAgain,
    OpinionAsked,
    OwnerLinkAsked,
    OwnerNudged,
    ReferralAccepted,
    ReferralClosed,
    ReferralOverdue,
    ReferralSent,
    ReferralWaiting,
    ReferralWithdrawn,
    RequestJoined,
)
from care_triage.demo import cli as demo_cli
from care_triage.firms import cli as firms_cli
from care_triage.guidance import routes as guidance_routes
from care_triage.infra import cli as infra_cli
from care_triage.infra import db, logging, migrations, outbox, queue, scheduler
from care_triage.intake import jobs as intake_jobs
from care_triage.intake import queries as intake_queries
from care_triage.intake import routes as intake_routes
from care_triage.intake.events import DayPassed
from care_triage.notifications import jobs as notifications_jobs
from care_triage.notifications import routes as notifications_routes
from care_triage.notifications.events import ClaimsDue, MailOwed
from care_triage.partners import models as _partners_tables  # noqa: F401
from care_triage.partners import routes as partners_routes
from care_triage.rulebook import cli as rulebook_cli
from care_triage.rulebook import jobs as rulebook_jobs
from care_triage.rulebook import routes as rulebook_routes
from care_triage.rulebook.cli.aids import aids as aids_command
from care_triage.rulebook.events import DraftStepTaken, ReplayAsked, VerificationAsked
from care_triage.territory import cli as territory_cli
from care_triage.triage import cli as triage_cli
from care_triage.triage import jobs as triage_jobs
from care_triage.triage.events import ResumeLinkAsked, RuleDraftMoved
from care_triage.web import embedding
from config import ROOT, Config

BLUEPRINTS = (
    intake_routes.bp, caseboard_routes.bp, accounts_routes.bp, partners_routes.bp, notifications_routes.bp,
    rulebook_routes.bp, guidance_routes.bp,
)  # fmt: skip

SUBSCRIPTIONS: Mapping[type, tuple[outbox.Job, ...]] = {
    CaseFiled: (triage_jobs.route_case, notifications_jobs.owe_mails, caseboard_jobs.index_words),
    CaseReleased: (triage_jobs.route_case,),
    NeedToRouteAgain: (triage_jobs.route_again,),
    ClocksDue: (cases_jobs.look_at_clocks,),
    FollowUpsDue: (cases_jobs.follow_up,),
    CaseReopened: (notifications_jobs.owe_mails,),
    OwnerNudged: (notifications_jobs.owe_mails,),
    ErasureAsked: (notifications_jobs.owe_mails,),
    OpinionAsked: (notifications_jobs.owe_mails,),
    AppointmentOffered: (notifications_jobs.owe_mails,),
    AppointmentBooked: (notifications_jobs.owe_mails,),
    AppointmentDeclined: (notifications_jobs.owe_mails,),
    AppointmentCancelled: (notifications_jobs.owe_mails,),
    AppointmentNear: (notifications_jobs.owe_mails,),
    # Each feature forgets what it keeps itself.
    CaseErased: (
        intake_jobs.forget_request,
        triage_jobs.forget_facts,
        caseboard_jobs.index_erased,
        notifications_jobs.forget_mails_of,
    ),
    DayPassed: (intake_jobs.forget_drafts,),
    CaseWithdrawn: (notifications_jobs.owe_mails,),
    OwnerLinkAsked: (notifications_jobs.owe_mails,),
    RequestJoined: (notifications_jobs.owe_mails,),
    MandateAsked: (notifications_jobs.owe_mails,),
    MandateEnded: (notifications_jobs.owe_mails,),
    DangerHeard: (notifications_jobs.owe_mails,),
    NeedOnDesk: (notifications_jobs.owe_mails,),
    ReferralSent: (notifications_jobs.owe_mails,),
    ReferralAccepted: (notifications_jobs.owe_mails,),
    ReferralWaiting: (notifications_jobs.owe_mails,),
    ReferralClosed: (notifications_jobs.owe_mails,),
    ReferralWithdrawn: (notifications_jobs.owe_mails,),
    ReferralOverdue: (notifications_jobs.owe_mails,),
    MessagePosted: (notifications_jobs.owe_mails,),
    DocumentAdded: (notifications_jobs.owe_mails,),
    PersonInvited: (notifications_jobs.owe_mails,),
    PasswordResetRequested: (notifications_jobs.owe_mails,),
    PasswordChanged: (notifications_jobs.owe_mails,),
    MailOwed: (notifications_jobs.send_mail,),
    ClaimsDue: (notifications_jobs.look_for_dead_claims,),
    ReplayAsked: (rulebook_jobs.replay_draft,),
    VerificationAsked: (rulebook_jobs.verify_draft,),
    DraftStepTaken: (rulebook_jobs.announce_draft,),
    RuleDraftMoved: (notifications_jobs.owe_mails,),
    ResumeLinkAsked: (notifications_jobs.owe_mails,),
}

PERIODIC: Mapping[Callable[[], Any], timedelta] = {
    ClocksDue: timedelta(minutes=1),
    FollowUpsDue: timedelta(hours=1),
    ClaimsDue: timedelta(minutes=5),
    DayPassed: timedelta(days=1),
}

COMMANDS = (
    infra_cli.jobs,
    territory_cli.territory,
    firms_cli.firms,
    rulebook_cli.catalogue,
    aids_command,
    triage_cli.triage,
    triage_cli.rules,
    accounts_cli.accounts,
    demo_cli.demo,
)


def _frame_site(slug: str) -> embedding.Site | None:
    """The partner's site of a frame, while it may hold the front door."""
    found = intake_queries.find_site(slug)
    return embedding.Site(found.slug, found.name, found.origins) if found and found.active else None


def create_app(config: Config) -> Flask:
    """Build one application; several with different settings may live in one process."""
    app = Flask(__name__, static_folder=None)
    app.config.update(config.flask_settings())
    logging.init_app(app)
    db.init_app(app)
    queue.init_app(app)
    outbox.init_app(app, SUBSCRIPTIONS)
    scheduler.init_app(app, PERIODIC)
    migrations.init_app(app, ROOT / "migrations")
    web.init_app(app)
    embedding.use_sites(app, _frame_site)
    accounts_session.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    if trusted := config.proxies:
        # Behind proxies every visitor would look like one; only as many as are announced are believed.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    return app
