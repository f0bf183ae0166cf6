"""What is new to one person, and what of the history they may read."""

from care_triage.caseboard.news import news_since, readable_history
from care_triage.cases.types import EventKind
from tests.unit.caseboard.rows import case, line


def test_only_later_lines_of_others_are_news() -> None:
    view = case(history=(line(1), line(2, actor_id=7), line(3), line(4, actor_id=None)))
    assert [news.id for news in news_since(view, 1, person_id=7)] == [3, 4]


def test_a_message_kept_from_the_reader_is_neither_history_nor_news() -> None:
    view = case(history=(line(1, EventKind.MESSAGE_POSTED, message=12, audience="unit"), line(2)))
    assert [shown.id for shown in readable_history(view)] == [2]
    assert [news.id for news in news_since(view, 0, person_id=7)] == [2]
