"""Every marked statement of the text, broken by each plausible slip."""

import re
from collections.abc import Iterator

from clean_reports import Clean, Mark
from mutant import Broken, Mutant, mutant, sentence_at, with_cells, with_line
from slips import text_slips

_TWO_SIDED = ("total", "part", "growth-base", "growth-now", "growth-absolute", "sum-of-two")
_BREAKDOWN = re.compile("[件宗](?:，其中|：)")
"""A number of a table that is the total of a breakdown too: the finding may show it as the sum of its parts."""
_CLAIMS = ("none-received", "all-settled", "all-upheld", "no-cases")


def broken_numbers(clean: Clean) -> Iterator[Mutant]:
    """Break each marked number and each direction."""
    for mark in clean.marks:
        if mark.kind in _CLAIMS:
            continue
        for slip in text_slips(mark, clean):
            yield _broken(clean, mark, slip)


def _broken(clean: Clean, mark: Mark, slip: str) -> Mutant:
    old = clean.document.lines[mark.line].text
    new = old[: mark.start] + slip + old[mark.end :]
    turned = mark.kind == "direction"
    broken = Broken(
        f"第{mark.line + 1}段：{mark.text}",
        mark.text if turned else mark.value,
        slip,
        "unseen" if mark.unseen else "common",
        sentence_at(new, mark.start),
        right=() if turned else _right(clean, mark),
        either_side=mark.kind in _TWO_SIDED or bool(_BREAKDOWN.match(old, mark.end)),
    )
    return mutant(clean, f"text-{mark.kind}", broken, document=with_line(clean.document, mark.line, new))


def _right(clean: Clean, mark: Mark) -> tuple[float, ...]:
    """Return the values that prove the slip: the number itself, and the total or the difference it belongs to."""
    ends = [float(each) for each in re.findall(r"\d+", mark.agrees)] if re.fullmatch(r"[\d~-]+", mark.agrees) else []
    if mark.kind == "part":
        totals = [each.value for each in clean.marks if each.kind == "total" and each.agrees[0] == mark.agrees[0]]
        return (mark.value, *totals)
    if mark.kind in ("growth-base", "growth-now"):
        return (mark.value, abs(ends[0] - ends[1]))
    if mark.kind in ("percent", "growth-percent", "fraction"):
        return (mark.value, mark.value / 100)
    return (mark.value,)


def broken_claims(clean: Clean) -> Iterator[Mutant]:
    """Leave 未收到, 全部答复, 均维持, 未发生 standing while the tables count something."""
    for mark in (mark for mark in clean.marks if mark.kind in _CLAIMS):
        text = clean.document.lines[mark.line].text
        broken = Broken(f"第{mark.line + 1}段", None, mark.text, "unseen", sentence_at(text, mark.start))
        for column in ("natural_person", "enterprise"):
            for many in (1, 2, 5):
                cells = _against(clean, mark.kind, column, many)
                yield mutant(clean, f"claim-{mark.kind}", broken, document=with_cells(clean.document, cells))


def _against(clean: Clean, kind: str, column: str, many: int) -> dict[str, float | None]:
    """Return cells that contradict a claim while every identity of the tables still holds."""
    if kind in ("all-upheld", "no-cases"):
        outcome = "pending" if column == "enterprise" else "corrected"
        return _more(clean, ("table4.review",), (outcome, "total"), many)
    rows = ("carried_in", "carried_out") if kind == "all-settled" else ("new_received", "granted", "result_total")
    return _more(clean, tuple(f"table3.{row}" for row in rows), (column, "total"), many)


def _more(clean: Clean, rows: tuple[str, ...], columns: tuple[str, ...], many: int) -> dict[str, float | None]:
    keys = [f"{row}.{column}" for row in rows for column in columns]
    return {key: (clean.cell(key) or 0) + many for key in keys}
