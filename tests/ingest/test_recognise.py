import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns
from assistant.ingest.recognise import known_header, recognise

NAMES = load_columns()


def labels(headers):
    return [(header,) for header in headers.split()]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("申请编号 收到日期 申请人类型 申请人 申请内容 答复日期 办理结果", SheetKind.REQUEST_LEDGER),
        ("序号 登记时间 申请主体 姓名 电话 申请渠道 所需信息 答复时间 处理结果", SheetKind.REQUEST_LEDGER),
        ("标题 栏目 发布日期", SheetKind.WEB_EXPORT),
        ("标题 发布日期", SheetKind.WEB_EXPORT),
        ("文章标题 所属栏目 发布时间 点击量 作者", SheetKind.WEB_EXPORT),
        ("信息名称 组配分类 生成日期 发布机构 索引号 有效性", SheetKind.WEB_EXPORT),
        ("文件名称 文号 类别 制发机关 印发日期 施行日期 失效日期 状态 备案号", SheetKind.NORMATIVE_DOCS),
        ("名称 统一编号 牵头单位 生效日期 有效期至", SheetKind.NORMATIVE_DOCS),
        ("事项类型 数量", SheetKind.LAW_ENFORCEMENT),
        ("处罚决定书文号 案件名称 处罚日期 处罚结果", SheetKind.LAW_ENFORCEMENT),
        ("收费项目 收费类别 金额 单位", SheetKind.FEES),
        ("案号 案件类型 受理日期 审结日期 结果 本机关地位", SheetKind.REMEDIES),
        ("类型 编号 题目 办理方式 答复日期 是否公开 采纳措施数", SheetKind.PROPOSALS),
        ("提案号 案由 承办方式 公开属性", SheetKind.PROPOSALS),
        ("编号 来信日期 类别 主题 是否同意公开 办结日期 是否按时", SheetKind.HOTLINE),
        ("统计指标 上年数 本年数", SheetKind.LAST_YEAR),
        ("时间 工作内容 责任科室 备注", SheetKind.NOTES),
        ("序号 事项 日期", SheetKind.NOTES),
        ("序号 工作事项", SheetKind.NOTES),
        ("名称 文号 发布日期", SheetKind.UNKNOWN),
        ("编号 类别 日期", SheetKind.UNKNOWN),
        ("姓名 部门 出勤天数", SheetKind.UNKNOWN),
        ("", SheetKind.UNKNOWN),
    ],
)
def test_the_columns_tell_the_kind(headers, kind):
    assert recognise(labels(headers), NAMES).kind is kind


@given(st.permutations(["申请编号", "收到日期", "申请人类型", "申请内容", "答复日期", "办理结果", "经办人", "序号"]))
def test_the_order_of_the_columns_tells_nothing(headers):
    found = recognise([(header,) for header in headers], NAMES)
    assert found.kind is SheetKind.REQUEST_LEDGER
    assert {name: headers[index] for index, name in found.columns.items()} == {
        **{name: name for name in ("申请编号", "收到日期", "申请人类型", "申请内容", "答复日期")},
        "答复类型": "办理结果",
    }


def test_a_tie_names_its_rivals():
    assert set(recognise(labels("名称 文号 发布日期"), NAMES).rivals) == {
        SheetKind.WEB_EXPORT,
        SheetKind.NORMATIVE_DOCS,
    }


def test_the_better_of_two_names_for_one_column_wins_wherever_it_stands():
    found = recognise(labels("登记时间 收到日期 申请人类型 申请内容 办理结果"), NAMES)
    assert found.columns[1] == "收到日期"
    assert [(double.name, double.kept, double.lost) for double in found.doubles] == [("收到日期", 1, 0)]


def test_a_serial_number_is_no_number_of_an_application():
    found = recognise(labels("序号 收到日期 申请人类型 申请内容 办理结果"), NAMES)
    assert 0 not in found.columns


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("办理结果", True), ("考核单位", True), ("张三", False), ("13800000000", False), ("测试路0号", False)],
)
def test_only_cells_that_read_like_headers_may_be_shown(cell, shown):
    assert known_header(cell, NAMES) is shown
