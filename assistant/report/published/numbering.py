"""The numbers that Word prints before a paragraph and does not write into it: 一、 （一） 1. （1） ①."""

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
}
_DEEPEST = 9
_FURTHEST = 12


class Numbering:
    """Counts the numbered paragraphs of a file in their order; `label` must be asked once for each."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - lxml has no types
        self._levels: dict[str, dict[int, tuple[int, str, str]]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Any) -> str:  # noqa: ANN401 - lxml has no types
        """Return what is printed before a paragraph, empty where it has no number or a bullet."""
        list_id, level = self._of(paragraph)
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        if level not in levels:
            return ""
        counts = self._count(list_id, level, levels)
        _, kind, pattern = levels[level]
        if kind in ("bullet", "none"):
            return ""
        return re.sub(
            r"%([1-9])", lambda match: _written(counts.get(int(match[1]) - 1, 1), levels, int(match[1]) - 1), pattern
        )

    def _count(self, list_id: str, level: int, levels: dict[int, tuple[int, str, str]]) -> dict[int, int]:
        counts = self._counts.setdefault(self._lists[list_id], {})
        if list_id in self._starts:
            counts.update({each: start - 1 for each, start in self._starts.pop(list_id).items()})
        counts[level] = counts.get(level, levels[level][0] - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return counts

    def _of(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401 - lxml has no types
        """Return the list and the level of a paragraph: its own, else its style's, else that of the style it is based on."""
        list_id, level = _list_of(paragraph.find(f"{W}pPr"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(W + "val") if style is not None else None
        for _ in range(_FURTHEST):
            if (list_id is not None and level is not None) or name not in self._styles:
                break
            own_id, own_level, name = self._styles[name]
            list_id, level = list_id if list_id is not None else own_id, level if level is not None else own_level
        return list_id or "", int(level or 0)

    def _read_lists(self, numbering: Any) -> None:  # noqa: ANN401 - lxml has no types
        for abstract in numbering.findall(W + "abstractNum"):
            levels = {
                each: _level(node)
                for node in abstract.findall(W + "lvl")
                if (each := _int(node.get(W + "ilvl"))) is not None
            }
            self._levels[abstract.get(W + "abstractNumId", "")] = {
                each: level for each, level in levels.items() if each < _DEEPEST
            }
        for num in numbering.findall(W + "num"):
            list_id, abstract = num.get(W + "numId", ""), num.find(W + "abstractNumId")
            if list_id not in ("", "0") and abstract is not None:
                self._lists[list_id] = abstract.get(W + "val", "")
                starts = {
                    _int(each.get(W + "ilvl")): _int(_value(each, "startOverride"))
                    for each in num.findall(W + "lvlOverride")
                }
                known = {level: start for level, start in starts.items() if level is not None and start is not None}
                if known:
                    self._starts[list_id] = known

    def _read_styles(self, styles: Any) -> None:  # noqa: ANN401 - lxml has no types
        for style in styles.findall(W + "style"):
            list_id, level = _list_of(style.find(W + "pPr"))
            self._styles[style.get(W + "styleId", "")] = (list_id, level, _value(style, "basedOn"))


def _list_of(properties: Any) -> tuple[str | None, str | None]:  # noqa: ANN401 - lxml has no types
    numbers = properties.find(W + "numPr") if properties is not None else None
    if numbers is None:
        return None, None
    level = _value(numbers, "ilvl")
    return _value(numbers, "numId"), level if level and re.fullmatch(r"\d", level, re.ASCII) else None


def _level(node: Any) -> tuple[int, str, str]:  # noqa: ANN401 - lxml has no types
    start = _int(_value(node, "start"))
    return (1 if start is None else start), _value(node, "numFmt") or "decimal", (_value(node, "lvlText") or "")[:20]


def _value(parent: Any, name: str) -> str | None:  # noqa: ANN401 - lxml has no types
    child = parent.find(W + name)
    return child.get(W + "val") if child is not None else None


def _int(written: str | None) -> int | None:
    return int(written) if written and re.fullmatch(r"\d{1,5}", written, re.ASCII) else None


def _written(number: int, levels: dict[int, tuple[int, str, str]], level: int) -> str:
    kind = levels[level][1] if level in levels else "decimal"
    if kind in _CHINESE and 0 < number < 100:
        return chinese(number)
    if kind == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    return str(number)


def chinese(number: int) -> str:
    """Return 1 to 99 as lists are numbered.

    >>> [chinese(number) for number in (3, 10, 12, 20, 45)]
    ['三', '十', '十二', '二十', '四十五']
    """
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
