import pytest

from assistant.retrieve.corpus import import_passages
from assistant.retrieve.library import passage_id


@pytest.fixture
def jsonl(tmp_path):
    def write(*lines: str, name: str = "往年段落.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_a_passage_needs_only_its_text(jsonl):
    path = jsonl('{"text": "组织业务培训两次。"}')
    (passage,) = import_passages([path]).passages
    assert passage.id == passage_id("组织业务培训两次。")
    assert (passage.section, passage.agency, passage.year, passage.source) == ("", "", None, path.name)


def test_every_known_field_is_taken_and_others_do_no_harm(jsonl):
    row = '{"id": "p7", "text": "组织培训。", "section": "监督保障", "agency": "甲局", "year": "2021", "source": "网", "x": 1}'
    (passage,) = import_passages([jsonl(row)]).passages
    assert (passage.id, passage.section, passage.agency, passage.year, passage.source) == (
        "p7",
        "监督保障",
        "甲局",
        2021,
        "网",
    )


@pytest.mark.parametrize(
    "line",
    ["{", '{"section": "监督保障"}', '{"text": 5}', '{"text": "  "}', '{"text": "培训", "year": "去年"}', "[]", "文字"],
)
def test_a_bad_line_is_listed_with_its_number_and_the_others_are_taken(jsonl, line):
    result = import_passages([jsonl('{"text": "组织培训。"}', "", line, '{"text": "更新指南。"}')])
    assert [passage.text for passage in result.passages] == ["组织培训。", "更新指南。"]
    (problem,) = result.problems
    assert problem.place.line == 3
    assert problem.hint


def test_a_file_that_is_missing_or_not_utf8_is_listed_and_the_others_are_read(jsonl, tmp_path):
    broken = tmp_path / "gbk.jsonl"
    broken.write_bytes('{"text": "培训"}'.encode("gb18030"))
    result = import_passages([tmp_path / "没有.jsonl", broken, jsonl('{"text": "组织培训。"}')])
    assert len(result.passages) == 1
    assert [problem.place.file for problem in result.problems] == ["没有.jsonl", "gbk.jsonl"]


@pytest.mark.parametrize("number", ["370102199001011234", "37010219900101123X", "13812345678", "138-1234-5678"])
def test_personal_numbers_are_refused_and_never_repeated(jsonl, number):
    result = import_passages([jsonl(f'{{"text": "申请人电话{number}，已答复。"}}')])
    assert result.passages == ()
    assert number not in str(result)


def test_an_office_s_telephone_is_not_personal(jsonl):
    assert len(import_passages([jsonl('{"text": "咨询电话0531-66601234，已公布。"}')]).passages) == 1


def test_a_published_report_is_cut_by_its_sections(tmp_path):
    path = tmp_path / "年报.txt"
    path.write_text(
        "云川市水务局2023年政府信息公开工作年度报告\n一、总体情况\n（五）监督保障\n全年组织业务培训2次，参训63人次。\n"
        "六、其他需要报告的事项\n联系人手机13812345678，欢迎来电咨询本报告有关内容。\n",
        encoding="utf-8",
    )
    result = import_passages([path])
    (passage,) = result.passages
    assert (passage.agency, passage.year, passage.section) == ("云川市水务局", 2023, "监督保障")
    assert passage.source == "年报.txt"
    assert len(result.problems) == 1
    assert result.left_out


def test_a_text_without_headings_is_named_with_what_to_do(tmp_path):
    path = tmp_path / "随笔.txt"
    path.write_text("今天天气很好，大家都去公园了。\n", encoding="utf-8")
    (problem,) = import_passages([path]).problems
    assert "章节标题" in problem.problem
    assert problem.hint
