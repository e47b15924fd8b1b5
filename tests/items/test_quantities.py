import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.lexicon import MASK, lexicon
from assistant.items.quantities import find_quantities


def _told(text):
    return [(each.value, each.unit, each.of) for each in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("发了22份政策解读", [(22, "份", "政策解读")]),
        ("政策解读22条", [(22, "条", "政策解读")]),
        ("开放工作安排的图解和专家解读各1份", [(1, "份", "图解"), (1, "份", "专家解读")]),
        ("视频号、公众号各发5条", [(5, "条", "视频号"), (5, "条", "公众号")]),
        ("培训2次63人次", [(2, "次", "培训"), (63, "人次", "培训")]),
        ("来了八十多号人", [(80, "人", None)]),
        ("参训63人", [(63, "人", "参训")]),
        ("两场发布会", [(2, "场", "发布会")]),
        ("召开新闻发布会3场", [(3, "场", "新闻发布会")]),
        ("建议提案8条、财政预决算信息5条", [(8, "条", "建议提案"), (5, "条", "财政预决算信息")]),
        ("调查征集及结果反馈4条", [(4, "条", "调查征集及结果反馈")]),
        ("新收政府信息公开申请51件，上年结转2件", [(51, "件", "政府信息公开申请"), (2, "件", "上年结转")]),
        ("制发行政规范性文件3件，废止1件", [(3, "件", "行政规范性文件"), (1, "件", "废止")]),
        ("收到31条意见采9条", [(31, "条", "意见"), (9, "条", "意见")]),
        ("对12个科室开展两轮抽查", [(12, "个", "科室"), (2, "轮", "抽查")]),
        ("图解1张（6格）", [(1, "张", "图解"), (6, "格", "图解")]),
        ("政策解读22条财政信息5条", [(22, "条", "政策解读"), (5, "条", "财政信息")]),
        ("更新政府信息公开指南2次", [(2, "次", "政府信息公开指南")]),
        ("列席2名市民代表3名企业家", [(2, "名", "市民代表"), (3, "名", "企业家")]),
        ("全部按时办结，答复率100%", [(100, "%", "答复率")]),
        ("满意率百分之九十八点五", [(98.5, "%", "满意率")]),
        ("同比降12.4%", [(12.4, "%", None)]),
        ("提案6件上网", [(6, "件", "提案")]),
        ("中标89.5万元", [(89.5, "万元", "中标")]),
        ("涉及3,418.5万元", [(3418.5, "万元", None)]),
        ("链接1.2万条", [(12000, "条", "链接")]),
        ("危桥二座已限载", [(2, "座", "危桥")]),
        ("公示期5个工作日", [(5, "个工作日", "公示期")]),
        ("公示7日，无异议", [(7, "日", "公示")]),
        ("有效期5年", [(5, "年", "有效期")]),
        ("又来一件", [(1, "件", None)]),
        ("一起投诉", [(1, "起", "投诉")]),
        ("没收信息处理费 0元", [(0, "元", None)]),
        ("开展业务培训４次", [(4, "次", "业务培训")]),
        ("出了12期", [(12, "期", None)]),
        ("答复书要两个村的章", [(2, "个", "村")]),
    ],
)
def test_a_quantity_knows_its_unit_and_what_it_counts(text, told):
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "三审三校",
        "一图读懂",
        "十四五规划",
        "第三方评估",
        "第2次会议",
        "第118号提案",
        "一是人少，二是钱少",
        "12345热线",
        "一网通办",
        "三公经费",
        "2023年",
        "24年部门预算",
        "政务云二期扩容",
        "二次供水",
        "前三名",
        "三分之一",
        "一起去",
        "统一部署",
        "十几份",
        "数百条",
        "两三次",
        "3至5人",
        "3-5人",
        "一条一条讲",
        "25日前报送",
        "国办函〔2020〕109号",
        "三类内部事务信息",
        "5G网络",
        "一把手",
        "主办22、协办31",
        "人大12号建议",
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text):
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("发稿550余篇", 550, "550余篇"),
        ("近300条留言", 300, "近300条"),
        ("约3.5万元", 3.5, "约3.5万元"),
        ("三万余人", 30000, "三万余人"),
        ("两千余人次", 2000, "两千余人次"),
        ("一共1380来条", 1380, "1380来条"),
        ("30人左右", 30, "30人左右"),
        ("100多份", 100, "100多份"),
        ("超过500条", 500, "超过500条"),
        ("百余件", 100, "百余件"),
        ("2,300余万元", 2300, "2,300余万元"),
    ],
)
def test_words_of_estimate_make_a_quantity_approximate(text, value, written):
    (found,) = find_quantities(text)
    assert (found.value, found.approximate, found.text) == (value, True, written)


def test_a_breakdown_names_its_parts():
    assert _told("550余篇，其中市级350余篇，省级150篇，中央50篇") == [
        (550, "篇", None),
        (350, "篇", "市级"),
        (150, "篇", "省级"),
        (50, "篇", "中央"),
    ]


def test_what_is_masked_holds_no_quantity():
    assert _told(f"印发{MASK * 6}3份") == [(3, "份", None)]
    assert find_quantities("发布2条".replace("2条", MASK * 2)) == []


@given(st.integers(2, 10**7), st.sampled_from(["件", "条", "份", "人次", "篇"]))
def test_every_number_before_a_unit_is_counted(number, unit):
    text = f"公开政府信息{number}{unit}，已上网"
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.of) == (number, unit, "政府信息")
    assert text[found.start : found.end] == found.text == f"{number}{unit}"


@given(
    st.text(
        alphabet="0123456789,.%％一二两三四五六七八九十百千万亿余多近约各和、第份件条次人个日年图解培训发布的了（）"
        + MASK,
        max_size=40,
    )
)
def test_quantities_stand_where_they_say(text):
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text
        assert found.value >= 0
        assert found.of is None or MASK not in found.of


def test_no_unit_is_listed_twice_and_none_begins_with_a_number():
    units = (*lexicon().count_units, *lexicon().measure_units)
    assert not [unit for unit in units if unit[0].isdigit()]
    assert len(set(lexicon().measure_units)) == len(lexicon().measure_units)
