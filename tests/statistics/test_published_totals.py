"""Totals of two real published reports (figures only), typed in by hand: their tables come out as typed, and what does
not balance in them is said as it is there."""

from pathlib import Path

import msgspec
import pytest

from assistant.ingest import Material, read_file
from assistant.statistics import Origin, compute

DATA = Path(__file__).parent / "data"


@pytest.fixture(params=[2023, 2024])
def typed(request):
    path = DATA / f"hongze-{request.param}.json"
    return (
        request.param,
        msgspec.json.decode(path.read_bytes()),
        compute(read_file(path), request.param, level="县级政府"),
    )


def test_typed_totals_reproduce_every_cell(typed):
    _, tables, statistics = typed
    for name in ("table2", "table3", "table4"):
        assert getattr(statistics, name) == tables[name]


def test_typed_cells_say_that_they_were_typed(typed):
    _, _, statistics = typed
    figure = statistics.figures["table3.new_received.natural_person"]
    assert figure.origin is Origin.TYPED and figure.rows[0].file.startswith("hongze-")


def test_what_does_not_balance_is_said_and_nothing_else(typed):
    year, _, statistics = typed
    wrong = {(each.identity, int(each.expected), int(each.actual)) for each in statistics.violations}
    assert wrong == ({("T4-REVIEW", 11, 0), ("T4-AFTER", 5, 0)} if year == 2023 else set())


def test_last_years_totals_are_compared_cell_by_cell():
    both = read_file(DATA / "hongze-2023.json") + read_file(DATA / "hongze-2024.json")
    statistics = compute(Material() + both, 2024, level="县级政府")
    assert statistics.figures.value("compare.table3.new_received.total.change") == 95 - 21
    assert str(statistics.figures.value("compare.table3.new_received.total.percent")) == "352.4"
