"""Every template, rendered with plain facts, reads as agreed."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from assistant.draft.render import render
from assistant.ingest import Contact
from assistant.report import Heading, Paragraph, TableBlock
from assistant.settings import resource

BASE = {"year": 2025, "we": "我局", "agency": "云川市水务局", "is_government": False}
CONTACT = Contact(
    office="云川市水务局办公室", address="云川市文苑路9号", postcode="650000", phone="0870-1234567", email="a@yc.gov.cn"
)
FILLED = {
    "opening.j2": {"contact": CONTACT},
    "proactive.j2": {
        "total": "289",
        "channel": "通过门户网站",
        "categories": "政策解读22条、工作进展267条",
        "channels": "",
        "forms": "图解12条、问答10条",
        "notes": [["印发并公开《甲办法》《乙方案》等文件。"], ["政策解读方面，发布图解1份；邀请专家解读1次。"]],
    },
    "on_request.j2": {
        "state": "some",
        "received": "新收政府信息公开申请51件",
        "channels": "网络40件、信函11件",
        "carried_in": "上年结转2件",
        "finished": "49",
        "outcomes": "予以公开19件、无法提供14件",
        "carried_out": "结转下年度继续办理4件",
        "timeliness": "答复均未超过法定期限",
        "remedies": "全年未发生因政府信息公开工作引起的行政复议、行政诉讼",
        "notes": [],
    },
    "info_mgmt.j2": {"documents": "全年制发行政规范性文件3件、废止1件，截至2025年12月31日现行有效14件", "notes": []},
    "platform.j2": {"hotline": "互动交流栏目全年受理群众来信4件", "notes": [["新增全文检索。"]]},
    "supervision.j2": {"results": (), "notes": [["组织业务培训2次，参训63人次。"]]},
    "tables.j2": {"table": 3},
    "problems.j2": {
        "problems": ["一是解读形式单一。", "二是栏目更新不及时。"],
        "measures": ["一季度建立同步报审清单。"],
    },
    "other_matters.j2": {
        "fee": "依据《政府信息公开信息处理费管理办法》，2025年度未收取信息处理费",
        "fee_notes": [],
        "proposals": ["2025年承办政协提案25件。"],
        "proposal_notes": [],
        "key_points": ["对照要点分解任务12项。"],
        "innovations": [],
        "explanations": ["“其他处理”2件，均为申请人撤回。"],
        "others": [],
    },
}
MISSING = {
    "opening.j2": {"contact": Contact()},
    "proactive.j2": {"total": None, "channel": "", "categories": "", "channels": "", "forms": "", "notes": []},
    "on_request.j2": {"state": "unknown", "remedies": "", "notes": []},
    "info_mgmt.j2": {"documents": "", "notes": []},
    "platform.j2": {"hotline": "", "notes": []},
    "supervision.j2": {"results": (), "notes": []},
    "problems.j2": {"problems": [], "measures": []},
    "other_matters.j2": {
        key: "" if key == "fee" else []
        for key in (
            "fee",
            "fee_notes",
            "proposals",
            "proposal_notes",
            "key_points",
            "innovations",
            "explanations",
            "others",
        )
    },
}


def told(blocks):
    lines = []
    for block in blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, TableBlock):
            lines.append(f"[表{block.table}]")
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("template", sorted(FILLED))
def test_a_template_reads_as_agreed(golden, template):
    assert golden(told(render(template, {**BASE, **FILLED[template]})), f"{Path(template).stem}.md")


@pytest.mark.parametrize("template", sorted(MISSING))
def test_a_template_without_facts_shows_what_is_missing(golden, template):
    text = told(render(template, {**BASE, **MISSING[template]}))
    assert "【待补充：" in text
    assert golden(text, f"{Path(template).stem}-missing.md")


def test_shandong_has_its_seven_items(golden):
    text = told(render("other_matters.j2", {**BASE, **FILLED["other_matters.j2"]}, "山东"))
    assert text.count("## （") == 7
    assert golden(text, "other_matters-shandong.md")


def test_no_request_received_is_said_as_such():
    facts = {"state": "none", "none_received": "未收到", "no_carry": "无", "remedies": "未发生行政复议", "notes": []}
    assert "全年未收到政府信息公开申请，无上年结转的申请。" in told(render("on_request.j2", {**BASE, **facts}))


def test_a_government_without_results_of_assessment_is_asked_for_them():
    facts = {**BASE, "is_government": True, "results": (), "notes": [["组织培训2次。"]]}
    assert "【待补充：政府信息公开工作考核、社会评议和责任追究结果】" in told(render("supervision.j2", facts))


def test_a_fact_a_template_names_and_we_lack_is_an_error():
    with pytest.raises(UndefinedError):
        render("proactive.j2", BASE)


def test_every_template_is_tried_here():
    shipped = {path.name for path in resource("templates", "report").glob("[!_]*.j2")}
    assert shipped == FILLED.keys()
