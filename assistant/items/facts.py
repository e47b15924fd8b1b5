"""The facts of a text: dates, quantities, titles, organisations and people, each found where no other fact stands."""

import re

from assistant.items.dates import Reference, find_dates
from assistant.items.item import Facts
from assistant.items.lexicon import mask
from assistant.items.organisations import find_organisations
from assistant.items.people import find_people
from assistant.items.quantities import find_quantities
from assistant.items.titles import find_titles, resolve_titles

_NO_WORDS = re.compile(
    r"(?:https?|ftp)://[^\s一-鿿，。；、）》]+|www\.[^\s一-鿿，。；、）》]+"
    r"|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9.-]{1,80}|[A-Za-z]:\\\S+|〔[^〕]{1,12}〕第?[0-9]{1,6}号"
)
"""What holds letters and numbers and states no fact: addresses of the web, of mail and of files, numbers of documents."""
_IN_NO_WORDS = re.compile(r"[@〔/\\w]")
"""One of these stands in each of them."""


def find_facts(text: str, reference: Reference) -> Facts:
    """Return the facts of a text with their exact places in it.

    Dates without a year take the year of `reference` (a day or a year); words relative to a day (昨天, 上周三)
    need a day. What stands inside a title, a web address or a document number is no fact of its own.
    """
    titles = find_titles(text)
    taken = [(each.start, each.end) for each in titles]
    if _IN_NO_WORDS.search(text):
        taken += [match.span() for match in _NO_WORDS.finditer(text)]
    free = mask(text, taken)
    dates = find_dates(free, reference)
    undated = mask(free, ((each.start, each.end) for each in dates))
    return Facts(
        dates=tuple(dates),
        quantities=tuple(find_quantities(undated)),
        titles=tuple(titles),
        organisations=tuple(find_organisations(free)),
        people=tuple(find_people(free)),
    )


__all__ = ["Reference", "find_facts", "resolve_titles"]
