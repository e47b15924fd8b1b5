"""A table being filled: values, the cells behind them, and what has to be said about them."""

from collections.abc import Mapping, Sequence

from assistant.report.published.record import CellSpot, Figures, Spot, Value
from assistant.report.published.values import Kind, looks_like_zero, read_value

_KIND = {Kind.BLANK: "空白", Kind.STROKE: "“{raw}”，没有填数字", Kind.UNREADABLE: "“{raw}”，读不成一个数"}


class Filled:
    """Collects the cells of one table; the first reading of a row stays."""

    def __init__(self, name: str, title: str, scanned: bool = False) -> None:
        self.name = name
        self.title = title
        self.scanned = scanned
        self.figures: Figures = {}
        self.cells: dict[str, CellSpot] = {}
        self.warnings: list[str] = []

    def put(self, row: str, label: str, columns: Mapping[str, str], cells: Sequence[CellSpot]) -> None:
        """Enter a row: `columns` are keys to labels, in the order of the cells. A second, different row is only told."""
        if row in self.figures:
            self._compare(row, label, columns, cells)
            return
        self.figures[row] = {}
        told: list[str] = []
        for (key, name), cell in zip(columns.items(), cells, strict=True):
            value, trouble = self._read(cell)
            self.figures[row][key] = value
            self.cells[f"{self.name}.{row}.{key}"] = cell
            if trouble:
                told.append(f"“{name}”列是{trouble}" if name else trouble)
        if told:
            self.warn(f"“{label}”行{'；'.join(told)}", cells[0].spot)

    def lack(self, row: str, columns: Sequence[str]) -> None:
        """Enter a row whose cells could not be told apart, or that the file does not have: every value is None."""
        self.figures.setdefault(row, dict.fromkeys(columns))

    def warn(self, text: str, spot: Spot | None = None) -> None:
        """Note something that a reader should look at, with its place."""
        place = f"（{spot}）" if spot and str(spot) else ""
        self.warnings.append(f"{self.title}{place}：{text}")

    def _read(self, cell: CellSpot) -> tuple[Value, str]:
        if self.scanned and looks_like_zero(cell.raw):
            return 0, f"识别出的“{cell.raw}”，按0读取，请核对原件"
        reading = read_value(cell.raw)
        if reading.kind is Kind.NUMBER:
            return reading.value, ""
        return None, _KIND[reading.kind].format(raw=cell.raw[:20])

    def _compare(self, row: str, label: str, columns: Mapping[str, str], cells: Sequence[CellSpot]) -> None:
        again = dict(zip(columns, (read_value(cell.raw).value for cell in cells), strict=True))
        if again != self.figures[row] and any(value is not None for value in again.values()):
            self.warn(f"“{label}”行在文件中出现了两次，数字不同，取用前面的一行", cells[0].spot)
