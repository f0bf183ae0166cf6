"""The labelled stories, read from the files of `evaluation/stories`."""

import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from care_triage.triage.evaluation.types import Story

STORIES = Path(__file__).resolve().parents[3] / "evaluation" / "stories"
_LISTS = ("subjects", "redirects", "partners", "tags")
_FIELDS = {field.name for field in fields(Story)}


class UnreadableStories(ValueError):
    """The folder has no stories, or one of them is not written as it should be."""


def stories(folder: Path = STORIES) -> tuple[Story, ...]:
    """Every story of the folder, by file and then in the order written. Raises UnreadableStories."""
    read = [_story(item, file) for file in sorted(folder.glob("*.toml")) for item in _items(file)]
    if not read:
        raise UnreadableStories(f"Aucun récit étiqueté dans {folder}.")
    if twice := [identifier for identifier, count in Counter(story.id for story in read).items() if count > 1]:
        raise UnreadableStories(f"Ces numéros sont donnés deux fois : {', '.join(twice)}.")
    return tuple(read)


def _items(file: Path) -> list[dict[str, Any]]:
    try:
        items: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("story", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableStories(f"{file.name} : {error}") from error
    return items


def _story(item: dict[str, Any], file: Path) -> Story:
    if strangers := item.keys() - _FIELDS:
        raise UnreadableStories(f"{file.name}, {item.get('id')} : champ inconnu {', '.join(sorted(strangers))}.")
    if not {"id", "text"} <= item.keys():
        raise UnreadableStories(f"{file.name} : il faut « id » et « text » ({item}).")
    lists = {name: tuple(item[name]) for name in _LISTS if name in item}
    return Story(**{**item, **lists, "needs": tuple(tuple(need) for need in item.get("needs", ()))})
