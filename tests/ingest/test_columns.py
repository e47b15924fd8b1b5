import pytest

from assistant.errors import BadSettings
from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns, plain_header


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        (" 采纳 措施数（条）：", ("采纳措施数(条)", "采纳措施数")),
        ("1.申请编号", ("申请编号", "申请编号")),
        ("＊收到\n日期", ("收到日期", "收到日期")),
        ("ＵＲＬ", ("url", "url")),
        ("（二）办理结果", ("(二)办理结果", "办理结果")),
        ("2023年", ("2023年", "2023年")),
    ],
)
def test_headers_are_compared_without_clutter(header, plain):
    assert plain_header(header) == plain


def test_every_kind_but_the_unknown_has_columns():
    assert set(load_columns().kinds) == set(SheetKind) - {SheetKind.UNKNOWN}


def test_every_canonical_name_leads_to_its_own_column():
    names = load_columns()
    for kind, columns in names.kinds.items():
        assert {name: names.lookup[kind][plain_header(name)[0]] for name in columns} == {
            name: (name, 0) for name in columns
        }


def test_personal_columns_of_the_request_ledger_are_marked():
    columns = load_columns().kinds[SheetKind.REQUEST_LEDGER]
    assert {name for name, column in columns.items() if column.private} == {
        "申请人",
        "证件号码",
        "联系电话",
        "通信地址",
    }


@pytest.mark.parametrize(
    "header",
    [
        "姓名",
        "手机",
        "电子邮箱",
        "身份证号",
        "住址",
        "法定代表人",
        "联系人",
        "委托代理人",
        "原告",
        "责任编辑",
        "出生年月",
    ],
)
def test_headers_of_personal_data_are_recognised_anywhere(header):
    assert load_columns().private.search(header)


@pytest.mark.parametrize("header", ["申请人数", "参会人数", "办理结果", "标题", "发布机构", "文号"])
def test_other_headers_are_not_taken_for_personal_data(header):
    assert not load_columns().private.search(header)


@pytest.mark.parametrize("kind", ["依申请公开台账", "request_ledger"])
def test_an_office_adds_its_own_headers(tmp_path, kind):
    extra = tmp_path / "columns.yaml"
    extra.write_text(f"{kind}: {{收到日期: [来件日]}}", encoding="utf-8")
    names = load_columns(extra)
    assert names.lookup[SheetKind.REQUEST_LEDGER]["来件日"] == ("收到日期", 1)
    assert "来件日" not in load_columns().lookup[SheetKind.REQUEST_LEDGER]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("台账: {收到日期: [来件日]}", "有不认识的表格种类：台账"),
        ("依申请公开台账: {收件: [来件日]}", "依申请公开台账没有“收件”这一列"),
        ("依申请公开台账: 来件日", "的格式不对"),
        ("a: [b", "读不出来"),
    ],
)
def test_a_wrong_file_of_headers_says_what_is_wrong(tmp_path, text, problem):
    extra = tmp_path / "columns.yaml"
    extra.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        load_columns(extra)
    assert "columns.yaml" in caught.value.problem
    assert problem in caught.value.problem
    assert caught.value.hint
