"""What happened on a case that one person may read of, and what of it is new to them."""

from care_triage.cases.queries.rows import CaseView, HistoryRow


def readable_history(case: CaseView) -> list[HistoryRow]:
    """Lines of the history without those about messages and documents that the viewer may not read."""
    messages, documents = {row.id for row in case.messages}, {row.id for row in case.documents}
    return [
        line
        for line in case.history
        if line.data.get("message") in {None, *messages} and line.data.get("document") in {None, *documents}
    ]


def news_since(case: CaseView, seen: int, person_id: int) -> list[HistoryRow]:
    """What somebody else did after the line `seen`, oldest first."""
    return [line for line in readable_history(case) if line.id > seen and line.actor_id != person_id]
