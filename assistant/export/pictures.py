"""Figures as pictures: shares by column, the year's months, outcomes of requests, and the years beside each other.

Drawn for a black-and-white printer: greys and hatching, every bar with its number. Without a Chinese font nothing is
drawn and the fonts to install are named.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.export.chart import Chart
from assistant.ingest import TypedFigures
from assistant.statistics import Figures
from assistant.tables import load_tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimSun",
    "AR PL UMing CN",
    "AR PL UKai CN",
)
_HATCHES = ("", "///", "...", "xxx", "\\\\\\", "---", "ooo")


class MissingFont(AssistantError):
    """No font with Chinese characters is installed."""


def chinese_font() -> str:
    """Return the name of an installed font with Chinese characters.

    Raises:
        MissingFont: none of the known ones is installed.

    """
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    if found := next((name for name in _FONTS if name in installed), None):
        return found
    raise MissingFont(
        "没有找到中文字体，图表未绘制", f"请安装其中任意一种：{'、'.join(_FONTS[:6])}；或在设置中写 charts: false"
    )


def draw(figures: Figures, year: int, earlier: Sequence[TypedFigures] = ()) -> list[Chart]:
    """Draw every picture there are figures for.

    Raises:
        MissingFont: there is something to draw and no Chinese font.

    """
    drawings = (
        _columns(figures, year),
        _months(figures, year),
        _outcomes(figures, year),
        _trend(figures, year, earlier),
    )
    return [chart for chart in drawings if chart]


def _columns(figures: Figures, year: int) -> Chart | None:
    counted = [(figure.key.rsplit(".", 1)[1], int(figure.value)) for figure in figures.below("publication.by_category")]
    counted = sorted(((name, value) for name, value in counted if value), key=lambda each: each[1])
    if len(counted) < 2:
        return None
    canvas, axes = _canvas(height=0.8 + 0.32 * len(counted))
    bars = axes.barh([name for name, _ in counted], [value for _, value in counted], color="0.75", edgecolor="0.2")
    axes.bar_label(bars, padding=3, fontsize=9)
    _plain(axes, "条", horizontal=True)
    said = "、".join(f"{name}{value}条" for name, value in reversed(counted))
    return Chart(_png(canvas), f"图1 {year}年主动公开信息分栏目数量", f"横条图：{said}。", 1)


def _months(figures: Figures, year: int) -> Chart | None:
    by_month = {
        int(figure.key.rsplit(".", 1)[1]): int(figure.value) for figure in figures.below("publication.by_month")
    }
    if sum(value > 0 for value in by_month.values()) < 2:
        return None
    values = [by_month.get(month, 0) for month in range(1, 13)]
    canvas, axes = _canvas(height=2.4)
    axes.plot(range(1, 13), values, color="0.1", marker="o", linewidth=1.2)
    for month, value in enumerate(values, 1):
        axes.annotate(str(value), (month, value), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=8)
    axes.set_xticks(range(1, 13), [f"{month}月" for month in range(1, 13)])
    axes.set_ylim(0, max(values) * 1.2)
    _plain(axes, "条")
    said = "、".join(f"{month}月{value}条" for month, value in enumerate(values, 1))
    return Chart(_png(canvas), f"图2 {year}年各月主动公开信息数量", f"折线图：{said}。", 1)


def _outcomes(figures: Figures, year: int) -> Chart | None:
    groups: dict[str, tuple[str, ...]] = {"予以公开": ("granted",), "部分公开": ("partial",)}
    rows = load_tables().groups3
    named = (("不予公开", "refused"), ("无法提供", "unable"), ("不予处理", "unprocessed"), ("其他处理", "other"))
    groups |= {name: rows[group] for name, group in named}
    counted = {
        name: sum(int(figures.value(f"table3.{row}.total") or 0) for row in keys) for name, keys in groups.items()
    }
    if not any(counted.values()):
        return None
    canvas, axes = _canvas(height=2.4)
    bars = axes.bar(list(counted), list(counted.values()), color="0.85", edgecolor="0.2", width=0.6)
    for bar, hatch in zip(bars, _HATCHES, strict=False):
        bar.set_hatch(hatch)
    axes.bar_label(bars, padding=2, fontsize=9)
    _plain(axes, "件")
    said = "、".join(f"{name}{value}件" for name, value in counted.items())
    return Chart(_png(canvas), f"图3 {year}年政府信息公开申请办理结果", f"柱形图：{said}。", 3)


def _trend(figures: Figures, year: int, earlier: Sequence[TypedFigures]) -> Chart | None:
    """Draw new requests and results of up to three years."""
    years = {typed.year: typed.tables.get("table3", {}) for typed in earlier if year - 3 < typed.year < year}
    rows = (("新收", "new_received"), ("办结", "result_total"))
    series = {
        name: [(each, value) for each in sorted(years) if (value := years[each].get(row, {}).get("total")) is not None]
        for name, row in rows
    }
    for name, row in rows:
        if (now := figures.value(f"table3.{row}.total")) is not None:
            series[name].append((year, int(now)))
    if max(map(len, series.values())) < 2:
        return None
    canvas, axes = _canvas(height=2.4)
    width = 0.35
    for offset, (name, points) in enumerate(series.items()):
        places = [at + (offset - 0.5) * width for at, _ in points]
        bars = axes.bar(places, [value for _, value in points], width, label=name, color="0.9" if offset else "0.6")
        for bar in bars:
            bar.set_edgecolor("0.2")
            bar.set_hatch(_HATCHES[offset])
        axes.bar_label(bars, padding=2, fontsize=9)
    shown = sorted({at for points in series.values() for at, _ in points})
    axes.set_xticks(shown, [f"{at}年" for at in shown])
    axes.legend(frameon=False, fontsize=9)
    _plain(axes, "件")
    said = "；".join(
        f"{name}" + "、".join(f"{at}年{value}件" for at, value in points) for name, points in series.items()
    )
    return Chart(_png(canvas), f"图4 近{len(shown)}年政府信息公开申请情况", f"柱形图：{said}。", 3)


def _canvas(height: float) -> "tuple[Canvas, Axes]":
    """Return an empty picture as wide as the type area (156 mm); `height` in inches."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams["font.family"] = [chinese_font()]
    matplotlib.rcParams["axes.unicode_minus"] = False
    canvas = Figure(figsize=(6.14, height), dpi=150, layout="constrained")
    return canvas, canvas.add_subplot()


def _plain(axes: "Axes", unit: str, horizontal: bool = False) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=9)
    from matplotlib.ticker import MaxNLocator

    (axes.xaxis if horizontal else axes.yaxis).set_major_locator(MaxNLocator(integer=True))
    (axes.set_xlabel if horizontal else axes.set_ylabel)(f"单位：{unit}", fontsize=9)
    axes.margins(x=0.08) if horizontal else axes.margins(y=0.15)


def _png(canvas: "Canvas") -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(canvas)
    written = io.BytesIO()
    canvas.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()
