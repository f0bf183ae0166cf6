"""Pages of accounts: sign-in, one's own account, passwords, and the people of the collective."""

from typing import cast

from flask import Flask
from flask.blueprints import BlueprintSetupState

from care_triage.accounts.labels import ROLE_HINTS, ROLE_NAMES, STANDING_MEANINGS, STANDING_NAMES
from care_triage.accounts.routes import account, passwords, people, sign_in
from care_triage.accounts.routes.blueprint import bp
from care_triage.accounts.types import Role
from care_triage.web import held_form, navigation
from care_triage.web.i18n import lazy

__all__ = ["account", "bp", "passwords", "people", "sign_in"]

navigation.add(
    bp,
    lazy("Personnes"),
    "accounts.people",
    roles=(Role.ADMINISTRATOR, Role.COORDINATOR),
    order=80,
    icon="users",
)
navigation.add(bp, lazy("Mon compte"), "accounts.account", order=90, icon="user")


@bp.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Give templates the names of roles, and forms whose session ended the way to sign in."""
    state.app.jinja_env.globals.update(
        ROLE_NAMES=ROLE_NAMES, ROLE_HINTS=ROLE_HINTS, STANDING_NAMES=STANDING_NAMES, STANDING_MEANINGS=STANDING_MEANINGS
    )
    held_form.use_sign_in(cast(Flask, state.app), sign_in.page_for_held_form)
