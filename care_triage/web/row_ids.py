"""Ids in addresses: a number that no row can have is a page that does not exist, not a fault of the database."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

# What an integer column holds on every database.
LARGEST = 2**31 - 1


class RowIdConverter(IntegerConverter):
    """`<int:…>` in a route, within what the database can look up."""

    def __init__(self, url_map: Map, *args: Any, **options: Any) -> None:
        super().__init__(url_map, *args, **({"max": LARGEST} | options))


def init_app(app: Flask) -> None:
    """Install it before any blueprint is registered."""
    app.url_map.converters["int"] = RowIdConverter
