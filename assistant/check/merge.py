"""Findings that one cause shows twice become one."""

from collections.abc import Iterable, Sequence

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence
from assistant.report import Table
from assistant.tables import load_tables

_CARRIED = "carried-in-differs"
_IDENTITY = "table-identity"


def merged(evidence: Evidence, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those another one explains, each said once.

    Where last year's report proves a wrong 上年结转, the broken 新收＋结转 of the same column is its consequence, not a second
    fault: putting last year's number in mends both.
    """
    single = list(dict.fromkeys(findings))
    carried = next((each for each in single if each.rule == _CARRIED and each.severity == Severity.ERROR), None)
    if carried is None or evidence.previous is None:
        return single
    same = _consequences(evidence.document.table3, evidence.previous.table3, single)
    if not same:
        return single
    flows = "、".join(same.values())
    told = msgspec.structs.replace(
        carried, suggestion=f"{carried.suggestion}；改正后表三{flows}的“本年新收＋上年结转＝办结＋结转下年度”也成立"
    )
    return [told if each is carried else each for each in single if each not in same]


def _consequences(this: Table, last: Table, findings: Iterable[Finding]) -> dict[Finding, str]:
    """Return the broken identities of table 3 that last year's numbers mend, with their columns in words."""
    tables = load_tables()
    mended = {each.key: tables.column_label(each.key) for each in tables.columns3 if _mends(this, last, each.key)}
    found: dict[Finding, str] = {}
    for each in findings:
        if each.rule != _IDENTITY:
            continue
        cell = each.place.removeprefix("table3.carried_in.")
        by_cell = cell in mended and each.expected == last["carried_out"][cell]
        column = next((label for key, label in mended.items() if f"“{label}”列" in each.message or key == cell), None)
        if column and (by_cell or each.place == "T3-FLOW"):
            found[each] = f"“{column}”列"
    return found


def _mends(this: Table, last: Table, column: str) -> bool:
    """Say whether the flow of a column is broken and holds with what last year's report carried over."""
    rows = ("new_received", "carried_in", "result_total", "carried_out")
    new, carried, done, out = (this.get(row, {}).get(column) for row in rows)
    before = last.get("carried_out", {}).get(column)
    if new is None or carried is None or done is None or out is None or before is None:
        return False
    return new + carried != done + out and new + before == done + out
