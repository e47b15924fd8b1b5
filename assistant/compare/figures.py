"""Figures of bodies of one kind side by side, and those that stand far from the others."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median

import msgspec

from assistant.compare.body import Body, Kind
from assistant.report import Document
from assistant.tables import load_tables

FAR = 3.5
"""Robust z-score from which a figure is told (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993)."""
ENOUGH = 8
"""Bodies of a kind that must have a figure before any of them is called far from the others."""
_LEAST_RESULTS = 10
"""Requests settled, below which their shares say little."""
_MAD_TO_SIGMA = 0.6745


class Told(msgspec.Struct, frozen=True):
    """A figure that is compared: its label, and whether it is a count (compared as logarithm) or a share."""

    label: str
    share: bool = False


class Outlier(msgspec.Struct, frozen=True):
    """A figure far from those of the other bodies of its kind. `z` is the robust z-score, negative below the median."""

    agency: str
    file: str
    kind: Kind
    key: str
    label: str
    value: int | float
    median: float
    z: float
    bodies: int
    """Bodies it was compared with, itself among them."""
    nonzero: bool = False
    """More than half of the bodies have the same value; it was compared with those that have not 0."""


FIGURES: dict[str, Told] = {
    "table2.normative_docs.issued": Told("表二 行政规范性文件本年制发件数"),
    "table2.normative_docs.in_force": Told("表二 行政规范性文件现行有效件数"),
    "table2.licensing.decisions": Told("表二 行政许可处理决定数量"),
    "table2.penalties.decisions": Told("表二 行政处罚处理决定数量"),
    "table2.coercion.decisions": Told("表二 行政强制处理决定数量"),
    "table2.administrative_fees.amount": Told("表二 行政事业性收费金额（万元）"),
    "table3.new_received.total": Told("表三 本年新收申请"),
    "table3.carried_in.total": Told("表三 上年结转申请"),
    "table3.carried_out.total": Told("表三 结转下年度继续办理"),
    "table4.review.total": Told("表四 行政复议总计"),
    "table4.review.corrected": Told("表四 行政复议结果纠正"),
    "table4.suit_direct.total": Told("表四 未经复议直接起诉总计"),
    "table4.suit_after_review.total": Told("表四 复议后起诉总计"),
    "granted_share": Told("予以公开和部分公开占办理结果的比例", share=True),
    "refused_share": Told("不予公开占办理结果的比例", share=True),
    "unable_share": Told("无法提供占办理结果的比例", share=True),
    "unprocessed_share": Told("不予处理占办理结果的比例", share=True),
    "overview_length": Told("总体情况字数"),
}
"""Figure key to what it is. Keys with dots are cells."""


def read_figures(document: Document) -> dict[str, int | float]:
    """Return the figures a report gives; a blank or unreadable cell gives none, never 0."""
    found = {key: document.cell(key) for key in FIGURES if "." in key}
    results = document.cell("table3.result_total.total")
    if results is not None and results >= _LEAST_RESULTS:
        found |= {f"{name}_share": _share(document, rows, results) for name, rows in _groups().items()}
    if length := sum(len(line.text) for line in document.paragraphs(1)):
        found["overview_length"] = length
    return {key: value for key, value in found.items() if value is not None}


def _groups() -> Mapping[str, Sequence[str]]:
    groups = load_tables().groups3
    return {"granted": ("granted", "partial"), **{name: groups[name] for name in ("refused", "unable", "unprocessed")}}


def _share(document: Document, rows: Sequence[str], results: int | float) -> float | None:
    cells = [document.cell(f"table3.{row}.total") for row in rows]
    counted = [cell for cell in cells if cell is not None]
    return round(sum(counted) / results, 4) if len(counted) == len(cells) else None


def find_outliers(bodies: Sequence[Body]) -> tuple[list[Outlier], list[str]]:
    """Return the figures far from those of the same kind, the farthest first, and in words where none were looked for."""
    kinds: dict[Kind, list[Body]] = defaultdict(list)
    for body in bodies:
        kinds[body.kind].append(body)
    found: list[Outlier] = []
    notes = []
    for kind, members in kinds.items():
        if len(members) < ENOUGH:
            notes.append(f"{kind}只有{len(members)}家，不足{ENOUGH}家，没有比较数字")
            continue
        for key, told in FIGURES.items():
            found += _of_figure(kind, key, told, [body for body in members if key in body.figures])
    return sorted(found, key=lambda each: -abs(each.z)), notes


def _of_figure(kind: Kind, key: str, told: Told, bodies: Sequence[Body]) -> Iterator[Outlier]:
    scale: Callable[[float], float] = float if told.share else math.log1p
    bodies = [body for body in bodies if body.figures[key] >= 0]
    values = [scale(body.figures[key]) for body in bodies]
    nonzero = bool(values) and not _spread(values)
    if nonzero:  # most have the same value, nearly always 0: those that have some are held against each other
        bodies = [body for body in bodies if body.figures[key]]
        values = [scale(body.figures[key]) for body in bodies]
    spread = _spread(values) if len(values) >= ENOUGH else 0.0
    if not spread:
        return
    middle = median(values)
    for body, value in zip(bodies, values, strict=True):
        z = _MAD_TO_SIGMA * (value - middle) / spread
        if abs(z) >= FAR:
            typical = round(median(each.figures[key] for each in bodies), 4)
            own = body.figures[key]
            yield Outlier(
                body.agency, body.file, kind, key, told.label, own, typical, round(z, 1), len(bodies), nonzero
            )


def _spread(values: Sequence[float]) -> float:
    """Return the median distance from the median (MAD)."""
    middle = median(values)
    return median(abs(value - middle) for value in values)
