"""A clerk's words become the official register, and no fact changes on the way."""

import re
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from assistant.items import Facts, Title
from assistant.settings import resource

_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|〔[^〕]*〕")
_ASIDE = re.compile(
    r"[（(](?:[^（）()《》\d]*(?:提供|说的|记的|记着|没整理|好像|记过|想到|忘|注意|谁|我)[^（）()《》]*)[)）]"
)
_LEADING_DATE = re.compile(r"^[，,：:、\s]+")
_HALF_TO_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "(": "（", ")": "）"})
_BETWEEN_HAN = re.compile(
    r"(?<=[一-鿿》”）%])[,;:?()](?=[一-鿿《“（\d]|$)|(?<=\d)[,;:?()](?=[一-鿿《“（])|(?<=[一-鿿》”）])[,;:?()]|[,;:?()](?=[一-鿿《“])"
)
"""Half-width marks beside Chinese; 1,380 and 10:32 have digits on both sides and stay."""


class Lexicon(NamedTuple):
    """The register lexicon, compiled once."""

    drop: re.Pattern[str]
    before: tuple[tuple[re.Pattern[str], str], ...]
    words: re.Pattern[str]
    replace: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    residue: re.Pattern[str]


@cache
def load_lexicon() -> Lexicon:
    """Read corpus/lexicons/register.yaml."""
    import yaml

    path = resource("corpus", "lexicons", "register.yaml")
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    replace = {word: official or "" for word, official in raw["replace"].items()}
    return Lexicon(
        drop=_any_of(raw["drop"]),
        before=_compiled(raw["before"]),
        words=_any_of(replace),
        replace=replace,
        patterns=_compiled(raw["patterns"]),
        residue=_any_of(raw["residue"]),
    )


def _compiled(pairs: list[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), into) for pattern, into in pairs)


def _any_of(words: "list[str] | dict[str, str]") -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def official(text: str, facts: Facts, year: int) -> str:
    """Return a note as a clause of the report, without its closing mark.

    Dates become 8月21日 (with the year only where it is not `year`), titles get their 《》, colloquial words their official
    ones. Text inside 《》 and quotes stays as it is.
    """
    text = _ASIDE.sub("", _mark_facts(text, facts, year))
    quoted: list[str] = []

    def hide(match: re.Match[str]) -> str:
        quoted.append(match.group()[1:-1])
        return f"{match.group()[0]}{_HIDDEN}{match.group()[-1]}"

    clause = _tidy(_rewrite(_QUOTED.sub(hide, text)))
    inside = iter(quoted)
    return re.sub(_HIDDEN, lambda _: next(inside), clause)


_HIDDEN = "\ue010"
"""Stands for what is inside 《》 and quotes while the words around it are rewritten."""


def residue(clause: str) -> tuple[str, ...]:
    """Return the colloquial words a clause still holds outside 《》 and quotes."""
    return tuple(dict.fromkeys(load_lexicon().residue.findall(_QUOTED.sub("", clause))))


_MARKS = re.compile(r"([，。；：！？,;:\s])")
"""Marks that no phrase of the lexicon holds."""
_WHOLE = 4
"""From this many characters on a phrase is taken wherever it stands; a shorter one only where words begin and end."""


def _rewrite(text: str) -> str:
    """Replace the words of the lexicon. 参加了 holds 加了 and 公开了 holds 开了: short ones must be words of their own."""
    lexicon = load_lexicon()
    text = lexicon.drop.sub("", text)
    for pattern, into in lexicon.before:
        text = pattern.sub(into, text)
    return "".join(_replaced(part, lexicon) for part in _MARKS.split(text))


def _replaced(part: str, lexicon: Lexicon) -> str:
    """Replace the words of what stands between two marks, which is as far as jieba looks as well."""
    if not lexicon.words.search(part):
        return part
    import jieba

    borders = set(accumulate((len(word) for word in jieba.cut(part)), initial=0))

    def replaced(match: re.Match[str]) -> str:
        word = match.group()
        apart = len(word) >= _WHOLE or (match.start() in borders and match.end() in borders)
        return lexicon.replace[word] if apart else word

    return lexicon.words.sub(replaced, part)


def _tidy(clause: str) -> str:
    """Set full-width marks, then apply the patterns of the lexicon and drop what stands at the ends."""
    clause = _BETWEEN_HAN.sub(lambda match: match.group().translate(_HALF_TO_FULL), clause)
    for pattern, into in load_lexicon().patterns:
        clause = pattern.sub(into, clause)
    clause = re.sub(r"(?<=[一-鿿”）\d])[ \t　]+(?=[一-鿿《“])", "，", clause)
    clause = re.sub(r"[ \t　]+(?=[一-鿿《“，。；])|(?<=[一-鿿》”，。；])[ \t　]+", "", clause)
    clause = re.sub(r"([，。；、：])[，。；、：]+", r"\1", clause)
    return clause.strip(" ，。；、：")


def _mark_facts(text: str, facts: Facts, year: int) -> str:
    """Replace dates and bare titles by the way the report writes them, from the last to the first."""
    marks: list[tuple[int, int, str]] = [(title.start, title.end, _title(title)) for title in facts.titles]
    for date in facts.dates:
        if words := date_words(date.iso, date.text, year):
            marks.append((date.start, date.end, words))
    for start, end, words in sorted(marks, reverse=True):
        if end > start:
            behind = text[end:]
            if start == 0 and words.endswith(("日", "月", "季度", "年", "旬")) and behind[:1] not in _RANGE:
                behind = "，" + _LEADING_DATE.sub("", behind)
            text = text[:start] + words + behind
    return text


_RANGE = frozenset("-—–~～至到、和及")
"""What follows a date that goes on: 4月-6月."""


def _title(title: Title) -> str:
    return title.text if title.text.startswith("《") else f"《{title.name}》"


def date_words(iso: str, written: str, year: int) -> str | None:
    """Return a date as the report writes it, or None where the clerk's words (上半年, 三季度, 1月中旬) say more than the ISO date.

    >>> date_words("2023-08-21", "8.21", 2023), date_words("2022-12", "去年12月", 2023), date_words("2023-01", "1月中旬", 2023)
    ('8月21日', '2022年12月', None)
    """
    if re.search(r"[上中下]旬|半年|季度|年初|年底|年末|月初|月底|[至到—–~～]", written):
        return None
    parts = [int(part) for part in iso.split("-")]
    words = "" if parts[0] == year and len(parts) > 1 else f"{parts[0]}年"
    for number, unit in zip(parts[1:], "月日", strict=False):
        words += f"{number}{unit}"
    return words


__all__ = ["Lexicon", "date_words", "load_lexicon", "official", "residue"]
