"""Table 3 of random valid ledgers against a computation of its own, and against itself with one row less or changed."""

import os
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.statistics.figure import Figures, Origin
from assistant.statistics.identities import check_identities
from assistant.statistics.ledger import count_ledger
from assistant.tables import load_tables

YEAR = 2023
SEEDS = int(os.environ.get("NIANBAO_RANDOM_LEDGERS", "10000"))


def table_of(result):
    """Return the non-zero cells of table 3."""
    figures = {
        figure.key.removeprefix("table3."): figure for figure in result.figures if figure.key.startswith("table3.")
    }
    assert len(figures) == 25 * 7
    return Counter({tuple(key.split(".")): figure.value for key, figure in figures.items() if figure.value})


def with_totals(leaves):
    """Add up what the form adds up, from counted cells alone."""
    cells = Counter(leaves)
    for (row, column), value in leaves.items():
        rows = [row, "result_total"] if row in load_tables().leaf_rows3 else [row]
        cells.update({(row, "total"): value})
        if len(rows) > 1:
            cells.update({("result_total", column): value, ("result_total", "total"): value})
    return cells


def count(ledgers, rows, **options):
    result = count_ledger([ledgers.sheet(rows, **options)], YEAR)
    assert result.complete, result.stops
    return result


def as_table(figures):
    columns = [column.key for column in load_tables().columns3]
    return {row.key: {key: figures.value(f"table3.{row.key}.{key}") for key in columns} for row in load_tables().rows3}


@pytest.mark.parametrize("block", range(5))
def test_random_ledgers_agree_with_their_own_truth_and_a_row_less_changes_just_its_cells(ledgers, chance, cells, block):
    for seed in range(block * SEEDS // 5, (block + 1) * SEEDS // 5):
        pick = random.Random(seed)
        maker = chance(pick)
        truths = [maker.request() for _ in range(pick.randrange(1, 9))]
        rows = [maker.written(truth) for truth in truths]
        whole = table_of(count(ledgers, rows))
        expected = with_totals(Counter(cell for truth in truths for cell in cells(truth)))
        assert whole == expected, seed

        at = pick.randrange(len(rows))
        without = table_of(count(ledgers, rows[:at] + rows[at + 1 :]))
        assert whole - without == with_totals(Counter(cells(truths[at]))), seed
        assert not without - whole, seed

        changed = maker.other(truths[at])
        table = table_of(count(ledgers, [*rows[:at], maker.written(changed), *rows[at + 1 :]]))
        assert table == without + with_totals(Counter(cells(changed))), seed


@settings(max_examples=60, deadline=None)
@given(source=st.randoms(use_true_random=False), size=st.integers(0, 40))
def test_every_identity_of_the_form_holds_for_a_valid_ledger(ledgers, chance, source, size):
    maker = chance(source)
    figures = Figures(count(ledgers, [maker.written(maker.request()) for _ in range(size)]).figures)
    assert check_identities({}, as_table(figures), {}) == []


def test_a_large_ledger_equals_duckdbs_own_crosstab(ledgers, chance, cells):
    import duckdb

    maker = chance(random.Random(7))
    truths = [maker.request() for _ in range(4000)]
    result = count(ledgers, [maker.written(truth) for truth in truths])
    with duckdb.connect() as database:
        database.execute("create table r (received date, answered date, outcome text, col text)")
        database.executemany(
            "insert into r values (?, ?, ?, ?)", [(t.received, t.answered, t.outcome, t.column) for t in truths]
        )
        crosstab = database.execute(
            """
            with year as (
                select * from r
                where received <= '2023-12-31' and (answered is null or answered >= '2023-01-01')
            )
            select if(received >= '2023-01-01', 'new_received', 'carried_in'), col, count(*) from year group by all
            union all
            select if(answered <= '2023-12-31', outcome, 'carried_out'), col, count(*) from year group by all
            """
        ).fetchall()
    leaves = Counter()
    for row, column, number in crosstab:
        leaves[row, column] += number
    assert table_of(result) == with_totals(leaves)


def test_every_cell_knows_its_rows_and_totals_know_their_parts(ledgers):
    rows = [ledgers.row(), ledgers.row(outcome="不存在"), ledgers.row(received="2022-12-20", answered="2023-01-04")]
    figures = Figures(count(ledgers, rows, start=5).figures)
    assert figures["table3.granted.natural_person"].rows[0].numbers == (5, 7)
    assert figures["table3.carried_in.natural_person"].rows[0].numbers == (7,)
    assert figures["table3.granted.natural_person"].origin is Origin.COUNTED
    total = figures["table3.result_total.total"]
    assert (total.value, total.origin, total.rows) == (3, Origin.COMPUTED, ())
    assert all(part in figures for part in total.parts)


def test_computed_cells_are_the_sum_of_their_parts(ledgers, chance):
    maker = chance(random.Random(3))
    figures = Figures(count(ledgers, [maker.written(maker.request()) for _ in range(300)]).figures)
    for figure in figures.values():
        if figure.key.startswith("table3.") and figure.parts:
            assert figure.value == sum(figures[part].value for part in figure.parts)


def test_rows_behind_a_cell_are_named_sheet_by_sheet(ledgers):
    sheets = [ledgers.sheet([ledgers.row()], name=f"{month}月", start=3) for month in (1, 2)]
    figures = Figures(count_ledger(sheets, YEAR).figures)
    rows = figures["table3.new_received.natural_person"].rows
    assert [(each.sheet, each.numbers) for each in rows] == [("1月", (3,)), ("2月", (3,))]


def test_a_ledger_without_rows_is_a_table_of_zeros(ledgers):
    sheet = ledgers.sheet([ledgers.row()])
    empty = type(sheet)(sheet.file, None, sheet.kind, {name: [] for name in sheet.columns}, [])
    result = count_ledger([empty], YEAR)
    assert result.complete
    assert table_of(result) == Counter()
