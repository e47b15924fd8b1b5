"""The slips of people who copy numbers: one more or less, two digits swapped, a digit lost, another column, last year's."""

import re

from clean_reports import Clean, Mark, to_chinese

_TURNED = {
    "增加": "减少", "增长": "下降", "升": "降", "下降": "增长", "减少": "增加", "回落": "上升",
}  # fmt: skip


def whole_slips(value: int) -> list[int]:
    """Return what a whole number becomes by plausible slips; never itself, never below zero."""
    digits = str(value)
    swapped = [
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
        if not (at == 0 and digits[1] == "0")
    ]
    found = [value + 1, value - 1, *swapped, value + 10, *([int(digits[:-1])] if len(digits) > 2 else [])]
    return [each for each in dict.fromkeys(found) if each >= 0 and each != value]


def text_slips(mark: Mark, clean: Clean) -> list[str]:
    """Return what a mark could print instead."""
    if mark.text in _TURNED:
        return [_TURNED[mark.text]]
    if mark.text.endswith("成") or "分之" in mark.text:
        return {"两成": ["一成", "三成", "四成"], "四分之一": ["三分之一", "五分之一", "四分之三"]}[mark.text]
    if mark.text.endswith("%"):
        return _percent_slips(mark.text)
    if not re.match(r"[\d零一二两三四五六七八九十百千]", mark.text):
        return []
    values = [*whole_slips(int(mark.value)), *_neighbours(mark, clean)]
    return [write(value, mark.text) for value in dict.fromkeys(values) if value != mark.value]


def _percent_slips(text: str) -> list[str]:
    value, places = float(text[:-1]), len(text[:-1].partition(".")[2])
    found = [value + 1, value - 1, value + 10, abs(value - 10)]
    digits = text[:-1].replace(".", "")
    if len(digits) > 1 and digits[1] != "0":
        found.append(float(digits[1] + digits[0] + digits[2:]) / 10**places)
    return [f"{each:.{places}f}%" for each in dict.fromkeys(found) if abs(each - value) >= 0.5 and each > 0]


def _neighbours(mark: Mark, clean: Clean) -> list[int]:
    """Return last year's value of the same cell, and the value of 自然人 where the total belongs."""
    cells = [each for each in re.split("[&+]", mark.agrees) if each.startswith("table")]
    if len(cells) != 1:
        return []
    keys = [cells[0].replace(".total", ".natural_person")] if cells[0].startswith("table3") else []
    keys += [f"prev.{cells[0]}"] if clean.previous else []
    found = [clean.cell(key) for key in keys if not key.startswith("prev.table2") or clean.previous.table2]
    return [int(value) for value in found if value is not None]


def write(value: int, like: str) -> str:
    """Write a number as another was written: in Chinese numerals, with or without commas."""
    if not like[0].isdigit():
        return to_chinese(value)
    return f"{value:,}" if "," in like else str(value)
