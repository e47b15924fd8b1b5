"""What kind of body a name is, when its report is due, and whether it came in time."""

import re
from datetime import date

from assistant.compare.body import Dated, Kind, Lateness
from assistant.compare.dates import SIGNED

_TOWNSHIP = re.compile(r"(?:乡|镇|苏木)(?:人民)?政府$|街道(?:办事处|办)?$|[乡镇]$")
_GOVERNMENT = re.compile(r"人民政府$|[省市县区旗州盟]政府$")
DEPARTMENT_TERM = (1, 31)
GOVERNMENT_TERM = (3, 31)
"""Month and day by 政府信息公开条例 article 49; it does not name townships and sub-districts."""


def kind_of(agency: str) -> Kind:
    """Return what kind of body a name is.

    >>> [kind_of(name).name for name in ("云川市人民政府", "云川市青石镇人民政府", "云川市人民政府办公室")]
    ['GOVERNMENT', 'TOWNSHIP', 'DEPARTMENT']
    """
    name = re.sub(r"\s|[（(].*?[)）]$", "", agency)
    if _TOWNSHIP.search(name):
        return Kind.TOWNSHIP
    return Kind.GOVERNMENT if _GOVERNMENT.search(name) else Kind.DEPARTMENT


def due_of(kind: Kind, year: int | None, term: tuple[int, int] | None = None) -> date | None:
    """Return when the report about `year` is due. `term` is an office's own month and day, for all but governments."""
    if year is None or (kind is Kind.TOWNSHIP and term is None):
        return None
    month, day = GOVERNMENT_TERM if kind is Kind.GOVERNMENT else term or DEPARTMENT_TERM
    return date(year + 1, month, day)


def lateness_of(dated: Dated | None, due: date | None, year: int | None, draft: bool) -> Lateness:
    """Return whether a report came in time; the date under a report shows only that it was not published before."""
    if draft:
        return Lateness.DRAFT
    if due is None:
        return Lateness.UNKNOWN if year is None else Lateness.NO_TERM
    if dated is None:
        return Lateness.UNKNOWN
    if dated.date > due:
        return Lateness.LATE
    return Lateness.SIGNED_IN_TIME if dated.source == SIGNED else Lateness.IN_TIME
