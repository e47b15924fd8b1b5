"""Request ledgers made by hand or by chance, with what table 3 must say of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.lexicon import shipped
from assistant.tables import load_tables

YEAR = 2023
KINDS = {
    "natural_person": [("自然人", None), ("公民", None), ("自然人（1）", None), ("个人", None)],
    "enterprise": [("法人", "商业企业"), ("法人或其他组织—商业企业", None), (None, "商业企业")],
    "research": [("法人或者其他组织", "科研机构"), ("科研机构", None)],
    "public_welfare": [("组织", "社会公益组织"), ("社会公益组织", None)],
    "legal_service": [("法人", "法律服务机构"), ("法律服务机构", None)],
    "other_org": [("法人", "其他"), ("其他组织", "其他")],
}
COLUMNS = {
    "number": "申请编号",
    "submitted": "提交日期",
    "received": "收到日期",
    "kind": "申请人类型",
    "subtype": "组织类型",
    "channel": "申请方式",
    "content": "申请内容",
    "notice": "补正通知日期",
    "corrected": "补正收到日期",
    "third": "征求第三方意见",
    "extended": "延期",
    "stated": "答复期限",
    "answered": "答复日期",
    "outcome": "答复类型",
    "fee": "收费金额",
    "review": "复议",
    "suit": "诉讼",
    "carried": "上年结转",
}


@dataclass(frozen=True)
class Ledgers:
    """Makes ledger sheets."""

    def sheet(self, rows, file="台账.csv", name=None, headers=None, start=2):
        """Make a sheet of rows given by the short names of COLUMNS; a column no row has is not there."""
        used = [short for short in COLUMNS if any(short in row for row in rows)]
        columns = {COLUMNS[short]: [row.get(short) for row in rows] for short in used}
        numbers = range(start, start + len(rows))
        return Sheet(file, name, SheetKind.REQUEST_LEDGER, columns, numbers, {"答复类型": "办理结果"} | (headers or {}))

    def row(self, **changes):
        """Make a request that counts as granted to a natural person."""
        usual = {
            "received": "2023-03-01",
            "kind": "自然人",
            "subtype": None,
            "answered": "2023-03-10",
            "outcome": "予以公开",
        }
        return usual | changes


@dataclass(frozen=True)
class Truth:
    """A request as it was, not as a ledger writes it."""

    received: date
    answered: date | None
    outcome: str | None
    column: str


class Chance:
    """Makes valid requests from a source of chance, and writes them as clerks do."""

    def __init__(self, random):
        self._random = random
        self._words = {
            row: [*entry.get("words", ()), *entry.get("phrases", ()), *entry.get("customary", ())]
            for row, entry in shipped()["outcomes"].items()
        }
        self._labels = {row: load_tables().row_label(row) for row in load_tables().leaf_rows3}

    def request(self):
        pick = self._random
        received = date(YEAR - 1, 9, 1) + timedelta(pick.randrange(486))
        answered = received + timedelta(pick.randrange(70)) if pick.random() < 0.9 else None
        outcome = pick.choice(load_tables().leaf_rows3) if answered else None
        return Truth(received, answered, outcome, pick.choice(list(KINDS)))

    def other(self, truth):
        """Return the request with another outcome, or another applicant where it has none."""
        if truth.outcome:
            return replace(truth, outcome=self._other_than(truth.outcome, load_tables().leaf_rows3))
        return replace(truth, column=self._other_than(truth.column, KINDS))

    def written(self, truth):
        """Write a request as a row of a ledger."""
        kind, subtype = self._random.choice(KINDS[truth.column])
        return {
            "received": self._day(truth.received),
            "kind": kind,
            "subtype": subtype,
            "answered": truth.answered and self._day(truth.answered),
            "outcome": truth.outcome
            and self._random.choice([*self._words[truth.outcome], self._labels[truth.outcome]]),
        }

    def _other_than(self, one, others):
        return self._random.choice([other for other in others if other != one])

    def _day(self, day):
        written = ["{0}-{1:02}-{2:02}", "{0}.{1}.{2}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}"]
        return self._random.choice([day, self._random.choice(written).format(day.year, day.month, day.day)])


def cells_of(truth, year=YEAR):
    """Return the two counted cells of table 3 a request belongs to, by the form's words; none if not of the year."""
    if truth.received.year > year or (truth.answered and truth.answered.year < year):
        return ()
    intake = "new_received" if truth.received.year == year else "carried_in"
    finished = truth.answered is not None and truth.answered.year == year
    return (intake, truth.column), (truth.outcome if finished else "carried_out", truth.column)


@pytest.fixture(scope="session")
def ledgers():
    return Ledgers()


@pytest.fixture(scope="session")
def chance():
    return Chance


@pytest.fixture(scope="session")
def cells():
    return cells_of
