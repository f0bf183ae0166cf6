"""The shell every page shares: layout, components, access, errors, languages, static files."""

from flask import Flask

from care_triage.web import (
    access,
    assets,
    compression,
    embedding,
    errors,
    health,
    htmx,
    i18n,
    limits,
    navigation,
    pages,
    preferences,
    row_ids,
    search_engines,
    security,
    templating,
)


def init_app(app: Flask) -> None:
    """Give `app` its shell. Call it before any feature's blueprint is registered.

    The order matters: access is decided before the CSRF check, so that a session that expired
    in the middle of a form shows the form back instead of an error.
    """
    compression.init_app(app)
    row_ids.init_app(app)
    embedding.init_app(app)
    i18n.init_app(app)
    preferences.init_app(app)
    templating.init_app(app)
    navigation.init_app(app)
    assets.init_app(app)
    htmx.init_app(app)
    access.init_app(app)
    security.init_app(app)
    search_engines.init_app(app)
    errors.init_app(app)
    limits.init_app(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(pages.blueprint)
