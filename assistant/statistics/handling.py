"""How the year's requests came and were handled: figures for the text beside table 3."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.ingest import Cell, Coded, Problem
from assistant.statistics.clock import EXTENSION, OPINION, counted_days
from assistant.statistics.deadlines import EXTENDED, NOTICE, THIRD_PARTY, Timed
from assistant.statistics.figure import Figure, Origin, Rows
from assistant.statistics.intake import NEW, Groups, Verdict, merge
from assistant.statistics.lexicon import CARRIED_OUT, shipped
from assistant.statistics.requests import Requests, each, filled, flag, questions
from assistant.statistics.rows import column_of, runs
from assistant.statistics.words import normalise, shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHANNEL, FEE, REVIEW, SUIT = "申请方式", "收费金额", "复议", "诉讼"
UNSTATED, OTHER_CHANNEL = "未填写", "其他"
_AMOUNT = re.compile(r"(?:人民币|[¥￥])?(\d[\d,，]*(?:\.\d+)?)(?:元|圆)?")
_FREE = frozenset({"免费", "免收", "未收费", "未收取", "不收费", "减免", "免", "否", "无"})


@dataclass(frozen=True)
class Handled:
    """A ledger's requests by verdict, without rows that repeat another, and how they stand against their deadlines."""

    ledger: Requests
    groups: Groups
    timed: Timed

    @cached_property
    def all_rows(self) -> "NDArray[np.intp]":
        """The indices of the year's requests, in order."""
        return self.counted(lambda _: True)

    @cached_property
    def finished(self) -> "NDArray[np.intp]":
        """The indices of the requests finished in the year, in order."""
        return self.counted(lambda verdict: verdict.result != CARRIED_OUT)

    def counted(self, holds: Callable[[Verdict], bool]) -> "NDArray[np.intp]":
        """Return the indices of the year's requests whose verdict meets a condition, in order."""
        groups = (rows for (verdict, _), rows in self.groups.items() if verdict.intake and holds(verdict))
        return merge(groups)

    def rows(self, indices: "Iterable[int] | NDArray[np.intp]") -> Rows:
        """Return rows as a figure carries them."""
        return self.ledger.rows(indices)


def handling_figures(handled: Sequence[Handled]) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Return the requests.* figures and what was asked on the way; a figure whose column no ledger has is missing."""
    problems: list[Problem] = []
    figures = [
        *_channels(handled, problems),
        *_marked(handled),
        *_timely(handled),
        *_fee(handled, problems),
    ]
    return tuple(figures), tuple(problems)


def _channels(handled: Sequence[Handled], problems: list[Problem]) -> Iterator[Figure]:
    """Yield new requests by the way they came; the parts add up to all new requests."""
    if not any(CHANNEL in each.ledger.sheet.columns for each in handled):
        return
    known = {normalise(word): channel for channel, words in shipped()["channels"].items() for word in words}
    found: dict[str, list[Rows]] = {channel: [] for channel in shipped()["channels"]}
    for one in handled:
        channels = each(
            one.ledger.sheet, CHANNEL, lambda cell: UNSTATED if cell is None else _channel(str(cell), known)
        )
        groups = _split(channels, one.counted(lambda verdict: verdict.intake == NEW))
        for channel, indices in groups.items():
            found.setdefault(channel, []).append(one.rows(indices))
        others = groups[OTHER_CHANNEL].tolist() if OTHER_CHANNEL in groups else []
        problems += _odd_channels(one, others, one.ledger.sheet.cells(CHANNEL))
    for channel, rows in found.items():
        yield _counted(f"requests.by_channel.{channel}", rows)


def _split(column: Coded[str], rows: "NDArray[np.intp]") -> "dict[str, NDArray[np.intp]]":
    """Return the rows by their values, in the order of their first rows."""
    import numpy as np

    values = [*dict.fromkeys(column.values)]
    codes = np.array([values.index(value) for value in column.values])[column.codes[rows]]
    return {values[int(codes[at[0]])]: rows[at] for at in runs(codes)}


def _channel(cell: str, known: dict[str, str]) -> str:
    word = normalise(cell)
    if exact := known.get(word):
        return exact
    contained = {channel for each, channel in known.items() if len(each) > 1 and each in word}
    if contained == {"网络", "电子邮件"}:
        return "电子邮件"
    return contained.pop() if len(contained) == 1 else OTHER_CHANNEL


def _odd_channels(one: Handled, indices: Sequence[int], cells: Sequence[Cell]) -> Iterator[Problem]:
    words: dict[str, list[int]] = defaultdict(list)
    for index in indices:
        words[shown(cells[index])].append(index)
    for word, rows in words.items():
        hint = f"请改写为{'、'.join(shipped()['channels'])}之一；现计入“其他”"
        yield from questions(one.ledger.sheet, rows, CHANNEL, f"不认识的申请方式“{word}”", hint)


def _marked(handled: Sequence[Handled]) -> Iterator[Figure]:
    """Yield counts of requests a column marks: extended, corrected, third party asked, reviewed, sued."""
    marks: list[tuple[str, str, Callable[[Cell], bool]]] = [
        ("requests.extended", EXTENDED, lambda cell: counted_days(cell, EXTENSION) > 0),
        ("requests.corrected", NOTICE, lambda cell: cell is not None and flag(cell) is not False),
        ("requests.third_party", THIRD_PARTY, lambda cell: counted_days(cell, OPINION) > 0),
        ("requests.reviewed", REVIEW, _happened),
        ("requests.sued", SUIT, _happened),
    ]
    for key, column, says in marks:
        having = [one for one in handled if column in one.ledger.sheet.columns]
        if having:
            yield _counted(key, [one.rows(_holding(one, column, says)) for one in having])


def _holding(one: Handled, column: str, says: Callable[[Cell], bool]) -> "NDArray[np.intp]":
    import numpy as np

    return np.intersect1d(column_of(one.ledger.sheet, column).where(says), one.all_rows, assume_unique=True)


def _happened(cell: Cell) -> bool:
    """Say whether a review or suit took place: anything but an empty cell or a no; a result (维持, 驳回) is a yes."""
    return flag(cell) not in (None, False)


def _timely(handled: Sequence[Handled]) -> Iterator[Figure]:
    """Yield late and overdue requests, the share answered in time (%) and the median of working days.

    They are left out where the deadline of one request cannot be told.
    """
    if any(one.timed.untimed for one in handled):
        return
    yield (late := _counted("requests.late", [one.rows(sorted(one.timed.late)) for one in handled]))
    if count := sum(len(one.finished) for one in handled):
        on_time = Decimal(100 * (count - int(late.value))) / count
        rows = tuple(one.rows(one.finished) for one in handled if len(one.finished))
        yield Figure("requests.on_time_rate", _one_place(on_time), "%", Origin.COMPUTED, rows, ("requests.late",))
        median = _median(sum((one.timed.days for one in handled), Counter()))
        yield Figure("requests.median_days", median, "个工作日", Origin.COMPUTED, rows)
    yield _counted("requests.overdue", [one.rows(one.timed.overdue) for one in handled])


def _median(days: Counter[int]) -> int | Decimal:
    """Return the number in the middle, or half of the two in the middle."""
    count, passed, middle = days.total(), 0, []
    for day in sorted(days):
        middle += [day for at in ((count - 1) // 2, count // 2) if passed <= at < passed + days[day]]
        passed += days[day]
    low, high = middle
    return low if low == high else Decimal(low + high) / 2


def _fee(handled: Sequence[Handled], problems: list[Problem]) -> Iterator[Figure]:
    """Yield the fees of the year's requests in 元; an amount that cannot be read leaves the figure out."""
    having = [one for one in handled if filled(one.ledger.sheet, FEE)]
    total, rows, readable = Decimal(0), [], True
    for one in having:
        in_wan = "万" in one.ledger.sheet.headers.get(FEE, "")
        amounts = each(one.ledger.sheet, FEE, _in_other_unit if in_wan else amount)
        counted = one.all_rows.tolist()
        odd = [index for index in counted if amounts[index] is None]
        hint = "请写成以元为单位的数字，如 100 或 100元；没有收费写 0"
        problems += questions(one.ledger.sheet, odd, FEE, "收费金额看不懂", hint)
        charged = [index for index in counted if amounts[index]]
        total += sum((amounts[index] or Decimal(0) for index in charged), Decimal(0))
        rows.append(one.rows(charged))
        readable = readable and not odd
    if having and readable:
        whole = total == total.to_integral_value()
        kept = tuple(each for each in rows if each.numbers)
        yield Figure("requests.fee", int(total) if whole else total, "元", Origin.COUNTED, kept)


def _in_other_unit(_: Cell) -> Decimal | None:
    return None


def amount(cell: Cell) -> Decimal | None:
    """Return an amount in 元, 0 for an empty cell or one that says free, None where it cannot be read.

    >>> amount("1,200.50元"), amount("免收"), amount("0.1万元"), amount(-3)
    (Decimal('1200.50'), Decimal('0'), None, None)
    """
    if cell is None or (isinstance(cell, str) and normalise(cell) in _FREE):
        return Decimal(0)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell)) if cell >= 0 else None
    found = _AMOUNT.fullmatch(cell.replace(" ", "")) if isinstance(cell, str) else None
    return Decimal(re.sub("[,，]", "", found[1])) if found else None


def _counted(key: str, rows: Iterable[Rows]) -> Figure:
    kept = tuple(each for each in rows if each.numbers)
    return Figure(key, sum(len(each.numbers) for each in kept), "件", Origin.COUNTED, kept)


def _one_place(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
