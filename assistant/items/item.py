"""What a paste becomes: items with their facts, and the lines that hold none."""

import msgspec

from assistant.ingest import Place


class Quantity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A counted thing: 22份政策解读 is value 22, unit 份, of 政策解读.

    `text` is as written, at text[start:end] of the item.
    """

    value: int | float
    unit: str
    of: str | None = None
    approximate: bool = False
    """True for 余, 近, 约, 多, 左右: the value is the number written, not a bound."""
    text: str = ""
    start: int = 0
    end: int = 0


class DateMention(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date as written and as ISO (2023-08-21, 2023-08 or 2023, as exact as the words are)."""

    iso: str
    text: str
    start: int = 0
    end: int = 0


class Title(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document's title without 《》; `text` is as written, at text[start:end] of the item."""

    name: str
    text: str
    start: int = 0
    end: int = 0


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person named with a role: 朱效民 / 院长."""

    name: str
    role: str
    start: int = 0
    end: int = 0


class Facts(msgspec.Struct, frozen=True):
    """What a sentence states that may not be changed. All in order of appearance."""

    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    titles: tuple[Title, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def date(self) -> str | None:
        """The first date more exact than a year (去年决算8.18公开 is of 8月18日), or the first, as ISO; or None."""
        exact = (each.iso for each in self.dates if len(each.iso) > 4)
        return next(exact, self.dates[0].iso if self.dates else None)


class Item(msgspec.Struct, frozen=True):
    """One thing a clerk noted. `id` is stable: file, line and place on the line."""

    id: str
    text: str
    source: Place
    facts: Facts = Facts()


class Noise(msgspec.Struct, frozen=True):
    """Words of a line that are no item: a greeting, a chat stamp, a URL alone. `reason` is in Chinese."""

    line: int
    text: str
    reason: str
    file: str = ""


class Split(msgspec.Struct, frozen=True):
    """A text taken apart: items' text and noise together account for every non-blank line."""

    items: tuple[Item, ...] = ()
    noise: tuple[Noise, ...] = ()
