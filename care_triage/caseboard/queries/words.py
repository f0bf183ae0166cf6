"""The words of a case, as they are compared: company, owner, commune."""

from sqlalchemy import select

from care_triage.caseboard.models import WordKind
from care_triage.cases.models import Case
from care_triage.infra.db import session
from care_triage.territory.place_text import search_name

# A name of more words than this is not searched by its end.
_MOST_WORDS = 12
_LONGEST = 40


def find_words(case_id: int) -> frozenset[tuple[WordKind, str]]:
    """Every word by which a case can be found; none when the case is gone."""
    query = select(Case.company_name, Case.contact_name, Case.commune_label).where(Case.id == case_id)
    row = session().execute(query).one_or_none()
    if row is None:
        return frozenset()
    company, contact, commune = row
    texts = {WordKind.COMPANY: company, WordKind.CONTACT: contact, WordKind.COMMUNE: commune}
    return frozenset((kind, word) for kind, text in texts.items() for word in words_of(text or ""))


def words_of(text: str) -> list[str]:
    """The words of a text, comparable: without accents, capitals or punctuation."""
    return [word[:_LONGEST] for word in search_name(text).split()[:_MOST_WORDS]]
