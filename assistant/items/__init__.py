"""Text becomes items: one noted thing each, with its dates, quantities, titles, organisations and people."""

from assistant.items.facts import find_facts
from assistant.items.item import DateMention, Facts, Item, Noise, Person, Quantity, Split, Title
from assistant.items.numerals import chinese_number, format_number, parse_number
from assistant.items.split import split
from assistant.items.titles import resolve_titles

__all__ = [
    "DateMention",
    "Facts",
    "Item",
    "Noise",
    "Person",
    "Quantity",
    "Split",
    "Title",
    "chinese_number",
    "find_facts",
    "format_number",
    "parse_number",
    "resolve_titles",
    "split",
]
