import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.encoding import Readable
from assistant.ingest.jsonl import looks_like_jsonl, read_jsonl


def read(text):
    return read_jsonl(Readable(text.encode(), "utf-8"), "n.jsonl")


def test_text_is_the_text_and_all_else_passes_through_untouched():
    (record,) = read('\n{"id": "q1", "text": " ８月挂网 ", "n": {"a": [1, null]}}\n').records
    assert (record.text, record.fields, str(record.place)) == (
        " ８月挂网 ",
        {"id": "q1", "n": {"a": [1, None]}},
        "n.jsonl 第2行",
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": "甲"', "不是完整的 JSON，没有读取"),
        ("甲", "不是完整的 JSON，没有读取"),
        ('["甲"]', "不是 JSON 对象，没有读取"),
        ('{"txt": "甲"}', "没有 text 字段，或者 text 不是文字，没有读取"),
        ('{"text": 3}', "没有 text 字段，或者 text 不是文字，没有读取"),
        ('{"text": " "}', "没有 text 字段，或者 text 不是文字，没有读取"),
        ("[" * 100_000, "不是完整的 JSON，没有读取"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(line, problem):
    material = read('{"text": "甲"}\n' + line + '\n{"text": "乙"}')
    assert [record.text for record in material.records] == ["甲", "乙"]
    (found,) = material.problems
    assert (found.place.line, found.problem) == (2, problem)
    assert "text" in found.hint


def test_json_lines_are_recognised_without_a_name():
    assert looks_like_jsonl('\n{"text": "甲"}\n{"text": "乙"}')
    assert not looks_like_jsonl("{一} 甲\n二")
    assert not looks_like_jsonl("")


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.text().filter(str.strip), st.dictionaries(st.text().filter(lambda key: key != "text"), values))
def test_any_record_survives(text, fields):
    (record,) = read(json.dumps({"text": text, **fields}, ensure_ascii=True)).records
    assert (record.text, record.fields) == (text, fields)
