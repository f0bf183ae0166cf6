"""What autocompletion and the repair of misspelt names look through."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.sql.elements import SQLColumnExpression

from care_triage.infra.db import session
from care_triage.territory.models import CommuneNameRow, CommuneRow, PostalCodeRow
from care_triage.territory.place_text import AFTER, PlaceText, read_place
from care_triage.territory.queries.communes import as_asked, communes_of_postal_code, in_order
from care_triage.territory.resemblance import most_alike
from care_triage.territory.types import Commune, NameRank

# People are rarely wrong about the first two letters.
_SURE_LETTERS = 2
# Comparing costs some microseconds a name: this bounds what a nonsense name can cost.
_COMPARED = 1500
_WORTH_PROPOSING = 0.75


def search_communes(text: str, limit: int = 10, near: Collection[str] = ()) -> Sequence[Commune]:
    """What autocompletion proposes for `roan`, `423`, `st-etienne`, `Roanne 42300`, `Lyon 3e`.

    The exact name first, then names that begin so, then former names and inner words; among equals
    the departments `near` the reader first, then the most populous. At most `limit` places.
    """
    place = read_place(text)
    digits = place.postal_code or place.digits
    if not place.name:
        return _by_digits(digits, limit) if digits else []
    found = _by_name(place, digits, limit, near)
    if not found and digits:
        # The name may be wrong or half typed; the code alone still helps.
        found = _by_digits(digits, limit)
    return found


def similar_communes(name: str, limit: int) -> Sequence[Commune]:
    """Communes whose name is spelt almost like `name`, most alike first: for a slip of the keyboard."""
    names = ((row.search_name, row.insee) for row in _like_sized(name))
    return in_order(most_alike(name, names, _WORTH_PROPOSING)[:limit])


def _like_sized(name: str) -> Sequence[CommuneNameRow]:
    """Names with the same beginning and about the same length: few enough to compare one by one."""
    column, size = CommuneNameRow.search_name, len(name)
    statement = (
        select(CommuneNameRow)
        .where(_begins(column, name[:_SURE_LETTERS]), CommuneNameRow.rank <= NameRank.WITHOUT_ARTICLE.value)
        .where(func.length(column).between(size - 2, size + 2))
        .order_by(CommuneNameRow.population.desc(), CommuneNameRow.insee)
        .limit(_COMPARED)
    )
    return session().execute(statement).scalars().all()


def _by_name(place: PlaceText, digits: str, limit: int, near: Collection[str]) -> Sequence[Commune]:
    name = CommuneNameRow
    exact = name.search_name == place.name
    direct = name.rank <= NameRank.WITHOUT_ARTICLE.value
    match = case((and_(exact, direct), 0), (exact, 1), (direct, 2), else_=3)
    # One letter matches thousands; only the village of Y is meant by it.
    wanted = exact if len(place.name) == 1 else _begins(name.search_name, place.name)
    statement = (
        select(name.insee)
        .where(wanted)
        .group_by(name.insee)
        .order_by(func.min(match), _elsewhere(name.insee, near), func.max(name.population).desc(), name.insee)
        .limit(limit)
    )
    if digits:
        statement = statement.where(name.insee.in_(_of_digits(digits)))
    communes = in_order(session().execute(statement).scalars().all())
    return [as_asked(commune, place.postal_code) for commune in communes]


def _elsewhere(insee: SQLColumnExpression[str], near: Collection[str]) -> SQLColumnExpression[int]:
    """0 in the departments `near`, else 1; overseas the department takes three digits of the code."""
    return case((or_(func.substr(insee, 1, 2).in_(near), func.substr(insee, 1, 3).in_(near)), 0), else_=1)


def _by_digits(digits: str, limit: int) -> Sequence[Commune]:
    if len(digits) == 5:
        return communes_of_postal_code(digits)[:limit]
    statement = (
        select(CommuneRow.insee)
        .where(CommuneRow.insee.in_(_of_digits(digits)))
        .order_by(CommuneRow.population.desc(), CommuneRow.insee)
        .limit(limit)
    )
    return in_order(session().execute(statement).scalars().all())


def _of_digits(digits: str) -> Select[str]:
    """Codes of the communes whose postal code begins so, or whose department this is."""
    by_code = select(PostalCodeRow.insee).where(_begins(PostalCodeRow.code, digits))
    if len(digits) > 3:
        return by_code
    return select(CommuneRow.insee).where(or_(CommuneRow.department == digits, CommuneRow.insee.in_(by_code)))


def _begins(column: SQLColumnExpression[str], prefix: str) -> SQLColumnExpression[bool]:
    return and_(column >= prefix, column < prefix + AFTER)
