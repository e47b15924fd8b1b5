import json

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.ingest import read_files
from assistant.taxonomy import BUILT_IN, Category, Taxonomy
from assistant.training import read_lessons

OFFICE = Taxonomy((Category("图说", maps_to="政策解读"), Category("警示"), Category("代表之声", maps_to="建议提案")))
KINDS = ("燃气", "用电", "防溺水", "交通", "消防", "防骗", "冰面", "雷雨", "山火", "食品")
SAID = ("安全提醒", "注意事项来了", "请大家当心", "平安小贴士")


def lessons(tmp_path, rows, taxonomy=OFFICE):
    path = tmp_path / "更正.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return read_lessons(read_files([path]), taxonomy)


def export(path, rows):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in [("标题", "栏目", "发布日期"), *rows]:
        sheet.append(row)
    book.save(path)


def test_an_export_is_labelled_by_its_columns_and_unknown_columns_are_listed(tmp_path):
    path = tmp_path / "导出.xlsx"
    export(
        path,
        [
            ("一图读懂供水办法", "图说", "2023-01-05"),
            ("燃气安全提醒", "警示", "2023-01-06"),
            ("关于第3号建议的答复", "代表之声", "2023-01-07"),
            ("供水办法问答", "政策解读", "2023-01-08"),
            ("机构简介", "机构概况", "2023-01-09"),
            ("内设机构", "机构概况", "2023-01-09"),
        ],
    )
    found = read_lessons(read_files([path]), OFFICE)
    assert [(note.text, note.category, note.section) for note in found.notes] == [
        ("一图读懂供水办法", "图说", "主动公开"),
        ("燃气安全提醒", "警示", "主动公开"),
        ("关于第3号建议的答复", "代表之声", "建议提案办理"),
        ("供水办法问答", "图说", "主动公开"),
    ]
    assert [problem.problem for problem in found.left_out] == ["栏目“机构概况”的2条没有使用"]


def test_the_built_in_synonyms_of_columns_are_known(tmp_path):
    path = tmp_path / "导出.xlsx"
    export(path, [("拟聘名单", "通知公告", "2023-01-05")])
    assert [note.category for note in read_lessons(read_files([path]), BUILT_IN).notes] == ["公示公告"]


def test_corrections_made_in_review_are_learned(tmp_path):
    found = lessons(
        tmp_path,
        [
            {"correction": "label", "text": "雷雨提醒", "category": "警示", "section": "主动公开", "writer": "某"},
            {"correction": "accepted", "text": "收到申请", "category": "无", "section": "依申请公开"},
            {"text": "打印机", "category": "无", "section": "其他事项", "reportable": False},
            {"text": "一图读懂", "category": "图说"},
        ],
    )
    assert [note.pair for note in found.notes] == [
        ("警示", "主动公开"),
        ("无", "依申请公开"),
        ("无", "无关"),
        ("图说", "主动公开"),
    ]
    assert found.left_out == ()
    assert {note.writer for note in found.notes} == {"office"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"correction": "remove", "text": "甲"}, "不是标签更正"),
        ({"text": "甲", "category": "机构概况", "section": "主动公开"}, "不在栏目之中"),
        ({"text": "甲"}, "不在栏目之中"),
        ({"text": "甲", "category": "无", "section": "附件"}, "不在年报之中"),
        ({"text": "甲", "category": "无"}, "不在年报之中"),
        ({"text": "甲", "category": "警示", "section": "主动公开", "reportable": False}, "与年报无关"),
    ],
)
def test_a_line_that_cannot_be_learned_from_is_listed_with_its_place(tmp_path, row, said):
    found = lessons(tmp_path, [row])
    assert found.notes == ()
    assert [said in problem.problem for problem in found.left_out] == [True]
    assert found.left_out[0].place.line == 1


def test_training_taking_listing_and_going_back(tmp_path, home):
    taxonomy = tmp_path / "office.yaml"
    taxonomy.write_text("categories: [政策解读, 公示公告, 工作进展, 警示]\n", encoding="utf-8")
    (home / "settings.yaml").write_text(f"taxonomy: {taxonomy}\nvectors: false\n", encoding="utf-8")
    export(tmp_path / "导出.xlsx", [(kind + said, "警示", "2023-01-05") for kind in KINDS for said in SAID])

    def run(*words):
        shown = CliRunner().invoke(main, [str(word) for word in words])
        assert shown.exit_code == 0, shown.output
        return shown.output

    assert "builtin（使用中）" in run("train", "--list")
    assert "已启用" in run("train", tmp_path / "导出.xlsx")
    listed = [json.loads(line) for line in run("train", "--list", "--json").splitlines()]
    assert [model["in_use"] for model in listed] == [False, True]
    assert "警示" in CliRunner().invoke(main, ["classify", "-"], input="1.5 冰面安全提醒发布\n").output
    assert "未启用" in run("train", tmp_path / "导出.xlsx")
    run("train", "--restore", "builtin")
    assert "builtin（使用中）" in run("train", "--list")


def test_nothing_to_train_on_and_no_such_model_are_told():
    for words in (["train"], ["train", "--restore", "labels-1"]):
        shown = CliRunner().invoke(main, words)
        assert shown.exit_code == 2
        assert "提示：" in shown.output
