"""The blueprint that the pages of accounts hang on."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, template_folder="../templates")
