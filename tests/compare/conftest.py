"""Small published reports, written where a test wants them."""

import pytest

SECTIONS = """一、总体情况
{one}
二、主动公开政府信息情况
见表。
三、收到和处理政府信息公开申请情况
{three}
四、政府信息公开行政复议、行政诉讼情况
未发生行政复议和行政诉讼。
五、存在的主要问题及改进情况
主要问题：{problem}。改进措施：每月核对。
六、其他需要报告的事项
本机关未收取信息处理费，没有其他需要报告的事项。
{foot}
"""


def _write(
    folder, agency, year=2024, one="", head="", foot="", three="未收到申请。", problem="无", name=None, suffix="txt"
):
    opening = (
        f"{head}\n{agency}{year}年政府信息公开工作年度报告\n本报告的统计期限为{year}年1月1日至{year}年12月31日。\n"
    )
    path = folder / (name or f"{agency}{year}.{suffix}")
    path.parent.mkdir(parents=True, exist_ok=True)
    body = SECTIONS.format(
        one=one or f"{agency}全年发布信息若干。", foot=foot, three=three, problem=problem, agency=agency
    )
    path.write_text(opening + body, encoding="utf-8")
    return path


@pytest.fixture
def write():
    """Return a function that writes a report."""
    return _write
