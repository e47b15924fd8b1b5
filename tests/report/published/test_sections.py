import pytest

from assistant.report.published.grid import Block, Grid
from assistant.report.published.record import Spot
from assistant.report.published.sections import read_sections


def lines(text):
    return [Block(line.strip(), Spot(line=number)) for number, line in enumerate(text.strip().split("\n"), 1)]


def sections(text, titles=()):
    return read_sections(lines(text), titles)


OFFICIAL = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
OTHER_WORDS = (
    "政府信息公开总体情况",
    "行政机关主动公开政府信息情况",
    "行政机关收到和处理政府信息公开申请情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "政府信息公开工作存在的主要问题及改进举措",
    "其他需要报告的事项",
)


def numbered(pattern, names=OFFICIAL):
    return [pattern.format(cn="一二三四五六"[index], no=index + 1, name=name) for index, name in enumerate(names)]


STYLES = {
    "official": numbered("{cn}、{name}"),
    "other words": numbered("{cn}、{name}", OTHER_WORDS),
    "brackets": numbered("（{cn}）{name}"),
    "digits": numbered("{no}.{name}"),
    "parts": numbered("第{cn}部分{name}"),
    "bare": numbered("{name}"),
    "full stops": numbered("{cn}.{name}。"),
}


@pytest.mark.parametrize("style", STYLES)
def test_sections_are_found_in_any_numbering(style):
    headings = STYLES[style]
    text = "\n".join(
        f"{heading}\n这是第{number}部分的内容，共{number}项。" for number, heading in enumerate(headings, 1)
    )
    found = sections(text).sections
    assert [section.no for section in found] == [1, 2, 3, 4, 5, 6]
    assert [section.heading for section in found] == headings
    assert [section.paragraphs[0].text for section in found] == [f"这是第{n}部分的内容，共{n}项。" for n in range(1, 7)]


def test_sections_keep_the_order_of_the_file():
    names = [OFFICIAL[index] for index in (0, 4, 1, 2, 3, 5)]
    text = "\n".join(f"{heading}\n内容。" for heading in numbered("{cn}、{name}", names))
    assert [section.no for section in sections(text).sections] == [1, 5, 2, 3, 4, 6]


def test_headings_inside_a_section_are_not_sections():
    text = """一、总体情况
（一）主动公开情况
全年发布信息12条。
（二）依申请公开情况
全年收到申请3件。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
（一）存在的主要问题
解读形式单一。
（二）改进情况
增加图解。
六、其他需要报告的事项
（一）收费情况。未收取信息处理费。
（二）本机关认为需要报告的其他事项
无。"""
    found = sections(text).sections
    assert [section.no for section in found] == [1, 2, 3, 4, 5, 6]
    assert found[0].paragraphs[0].text == "（一）主动公开情况"
    assert len(found[4].paragraphs) == 4
    assert len(found[5].paragraphs) == 3


def test_a_contents_list_is_not_the_sections():
    headings = STYLES["official"]
    text = "\n".join(
        [*headings, "本报告由某局编制。", *(f"{heading}\n内容{n}。" for n, heading in enumerate(headings))]
    )
    found = [section for section in sections(text).sections if section.no]
    assert [section.paragraphs[0].text for section in found] == [f"内容{n}。" for n in range(6)]


def test_an_opening_that_lists_the_six_parts_is_no_heading():
    text = (
        "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、其他需要报告的事项等六部分。\n"
        + "\n".join(f"{heading}\n内容。" for heading in STYLES["official"])
    )
    found = sections(text).sections
    assert [section.no for section in found] == [0, 1, 2, 3, 4, 5, 6]
    assert found[0].paragraphs[0].text.startswith("本报告包括")


def test_a_heading_with_its_text_on_the_same_line_is_parted():
    text = "\n".join([*STYLES["official"][:5], "六、其他需要报告的事项：本机关无其他需要报告的事项。"])
    last = sections(text).sections[-1]
    assert (last.no, last.heading, last.paragraphs[0].text) == (
        6,
        "六、其他需要报告的事项",
        "本机关无其他需要报告的事项。",
    )


def test_a_heading_broken_before_its_last_characters_is_joined():
    text = "\n".join(STYLES["official"]).replace("行政诉讼情况", "行政诉讼情\n况")
    found = sections(text).sections
    assert found[3].heading == "四、政府信息公开行政复议、行政诉讼情况"


def test_a_slogan_is_a_heading_by_its_number():
    text = "\n".join(f"{heading}\n内容。" for heading in STYLES["official"])
    found = sections(text.replace("五、存在的主要问题及改进情况", "五、直面短板再出发")).sections
    assert [(section.no, section.heading) for section in found][4] == (5, "五、直面短板再出发")


def test_an_older_report_keeps_its_own_headings():
    text = "一、概述\n甲。\n二、主动公开政府信息情况\n乙。\n三、依申请公开政府信息情况\n丙。\n四、收费及减免情况\n丁。\n五、咨询处理情况\n戊。"
    found = sections(text).sections
    assert [section.heading for section in found] == [
        "一、概述",
        "二、主动公开政府信息情况",
        "三、依申请公开政府信息情况",
        "四、收费及减免情况",
        "五、咨询处理情况",
    ]
    assert [section.no for section in found] == [1, 2, 3, 0, 0]


def test_what_stands_before_the_title_and_after_the_report_is_left_out():
    body = "\n".join(f"{heading}\n内容。" for heading in STYLES["official"])
    text = f"网站首页\n政务公开\n云泽县水务局2023年政府信息公开工作年度报告\n来源：县水务局 浏览次数：9\n前言。\n{body}\n【打印】【关闭】\n友情链接"
    read = sections(text)
    assert [paragraph.text for paragraph in read.left_out] == [
        "网站首页",
        "政务公开",
        "来源：县水务局浏览次数：9",
        "【打印】【关闭】",
        "友情链接",
    ]
    assert [paragraph.text for paragraph in read.sections[0].paragraphs] == ["前言。"]


def test_every_line_is_in_a_section_a_heading_the_title_or_left_out():
    text = "首页\n云泽县水务局\n2023年政府信息公开工作年度报告\n" + "\n".join(
        f"{heading}\n第{n}段。\n分享到：微信" for n, heading in enumerate(STYLES["official"])
    )
    read = sections(text)
    told = [paragraph.original for section in read.sections for paragraph in section.paragraphs]
    told += [paragraph.original for paragraph in read.left_out] + [section.heading for section in read.sections]
    told += ["云泽县水务局", "2023年政府信息公开工作年度报告"]
    assert sorted(told) == sorted(block.text for block in lines(text))


def test_no_headings_at_all_is_one_section():
    read = read_sections([Block("只有一段。", Spot()), Grid(())], ())
    assert [(section.no, len(section.paragraphs)) for section in read.sections] == [(0, 1)]
