import json

import pytest

from assistant.ingest.encoding import Readable
from assistant.ingest.typed import read_json, read_yaml
from assistant.tables import load_tables

GOOD = {
    "year": 2022,
    "table2": {
        "normative_docs": {"issued": 3, "repealed": 1, "in_force": None},
        "administrative_fees": {"amount": 0.04},
    },
    "table3": {"new_received": {"natural_person": 7, "total": 8}},
    "table4": {"review": {"upheld": 0}},
}


def as_json(value):
    return read_json(Readable(json.dumps(value, ensure_ascii=False).encode(), "utf-8"), "上年.json")


def as_yaml(value):
    return read_yaml(Readable(json.dumps(value, ensure_ascii=False).encode(), "utf-8"), "上年.yaml")


@pytest.mark.parametrize("read", [as_json, as_yaml])
def test_figures_are_read_with_their_year(read):
    material = read(GOOD)
    (typed,) = material.typed
    assert (typed.year, typed.tables, material.problems) == (
        2022,
        {key: GOOD[key] for key in ("table2", "table3", "table4")},
        (),
    )


def test_every_cell_of_the_official_tables_has_a_name():
    tables = load_tables()
    full = {row.key: {column.key: 1 for column in tables.columns3} for row in tables.rows3}
    (typed,) = as_json({"year": 2022, "table3": full}).typed
    assert typed.tables["table3"] == full
    assert sum(map(len, full.values())) == 25 * 7


def test_what_the_parse_command_prints_is_accepted():
    assert as_json({**GOOD, "agency": "某局", "format": "2021", "sections": [], "warnings": []}).problems == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"tabel3": {}}, "不认识 tabel3，没有读取"),
        ({"table3": {"new": {"total": 1}}}, "不认识 table3.new，没有读取"),
        ({"table3": {"new_received": {"people": 1}}}, "不认识 table3.new_received.people，没有读取"),
        ({"table3": {"new_received": {"total": "8件"}}}, "table3.new_received.total 的值不是数，没有读取"),
        ({"table3": {"new_received": {"total": -1}}}, "table3.new_received.total 的值不是数，没有读取"),
        ({"table3": {"new_received": {"total": True}}}, "table3.new_received.total 的值不是数，没有读取"),
        ({"table3": [1]}, "table3 不是“行: {列: 数}”的形式，没有读取"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_kept(change, problem):
    material = as_yaml({**GOOD, **change})
    assert [each.problem for each in material.problems] == [problem]
    assert material.problems[0].hint
    assert material.typed[0].tables["table2"] == GOOD["table2"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"table3": {}}, "没有写明年份（year），不知道是哪一年的数"),
        ({"year": "去年", "table3": {}}, "没有写明年份（year），不知道是哪一年的数"),
        ({"year": 2022}, "里面没有 table2、table3 或 table4，没有读取"),
        ("文字", "里面没有 table2、table3 或 table4，没有读取"),
    ],
)
def test_figures_without_a_year_or_a_table_are_refused(value, problem):
    material = as_yaml(value)
    assert ([each.problem for each in material.problems], material.typed) == ([problem], ())


def test_broken_files_are_told_with_their_line():
    (broken,) = read_yaml(Readable(b"year: 2022\ntable3: [\n", "utf-8"), "a.yaml").problems
    assert (broken.problem, broken.place.line) == ("不是正确的 YAML，没有读取", 3)
    (broken,) = read_json(Readable(b'{"year": 2022', "utf-8"), "a.json").problems
    assert broken.problem == "不是完整的 JSON，没有读取"


def test_a_list_of_notes_is_read_as_records():
    material = as_json([{"text": "甲", "id": 1}, {"id": 2}])
    assert [(record.text, record.fields) for record in material.records] == [("甲", {"id": 1})]
    assert [problem.place.row for problem in material.problems] == [2]
