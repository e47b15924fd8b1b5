from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.dates import find_dates

WEDNESDAY = date(2023, 8, 23)


def _isos(text, reference=WEDNESDAY):
    return [each.iso for each in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("8.21挂了图解", "2023-08-21"),
        ("8/21上网", "2023-08-21"),
        ("8-21发", "2023-08-21"),
        ("08-21 发", "2023-08-21"),
        ("8月21日印发", "2023-08-21"),
        ("8月21号印发", "2023-08-21"),
        ("8月21挂网", "2023-08-21"),
        ("8 月 21 日", "2023-08-21"),
        ("８月２１日", "2023-08-21"),
        ("2023.8.21", "2023-08-21"),
        ("2023-08-21发布", "2023-08-21"),
        ("2023/8/21", "2023-08-21"),
        ("20230821上传", "2023-08-21"),
        ("0821推送", "2023-08-21"),
        ("二〇二三年八月二十一日", "2023-08-21"),
        ("三月廿二登局网", "2023-03-22"),
        ("九月四日", "2023-09-04"),
        ("23年8月", "2023-08"),
        ("去年12月", "2022-12"),
        ("去年12月30号寄的", "2022-12-30"),
        ("今年3月印发", "2023-03"),
        ("明年一季度", "2024"),
        ("3月份", "2023-03"),
        ("三月上旬", "2023-03"),
        ("5月底上线", "2023-05"),
        ("2024年上半年", "2024"),
        ("三季度通报", "2023"),
        ("年底前完成", "2023"),
        ("上周三开会", "2023-08-16"),
        ("本周五前", "2023-08-25"),
        ("昨天发的", "2023-08-22"),
        ("前天", "2023-08-21"),
        ("上个月25号", "2023-07-25"),
        ("月底前", "2023-08"),
        ("8月22份解读", "2023-08"),
        ("3.2 项目评审会", "2023-03-02"),
        ("3.12 16:40上传", "2023-03-12"),
        ("动态已发（1/22）", "2023-01-22"),
        ("2018年以前的文件", "2018"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text, iso):
    assert _isos(text) == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "3.5万元",
        "下降4.34%",
        "V2.0上线",
        "版本1.2.3",
        "10.1.1.5",
        "比例3/4",
        "1/3的居民",
        "12345热线",
        "10:32",
        "13812345678",
        "0531-51707059",
        "第3-5条",
        "3-5人",
        "3-5天",
        "得2.85分",
        "提高到9.2",
        "不到3.2",
        "7.5折",
        "每月5日",
        "2月30日",
        "13.5",
        "20231301",
        "比去年深",
        "去年同期",
        "上年结转2件",
        "人大12号建议",
        "三个月",
        "2023年版",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert _isos(text) == []


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("8.21-8.25", ["2023-08-21", "2023-08-25"]),
        ("9.15—9.17", ["2023-09-15", "2023-09-17"]),
        ("8.21-25", ["2023-08-21", "2023-08-25"]),
        ("8月21日至25日", ["2023-08-21", "2023-08-25"]),
        ("8月21日、22日", ["2023-08-21", "2023-08-22"]),
        ("12.30-1.3", ["2023-12-30", "2024-01-03"]),
        ("3月至5月", ["2023-03", "2023-05"]),
        ("1-6月", ["2023-01", "2023-06"]),
        ("7/14–7/17", ["2023-07-14", "2023-07-17"]),
        ("2023—2025年", ["2023", "2025"]),
        ("10-09开的，10-11才挂", ["2023-10-09", "2023-10-11"]),
    ],
)
def test_both_ends_of_a_range_are_read(text, isos):
    assert _isos(text) == isos


@pytest.mark.parametrize("text", ["昨天挂网", "上周三开会", "月底前报", "本周五"])
def test_words_relative_to_a_day_need_a_day(text):
    assert _isos(text, 2023) == []
    assert len(_isos(text)) == 1


def test_a_bare_date_takes_the_year_of_the_report():
    assert _isos("8.21挂网", 2021) == ["2021-08-21"]


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}"]),
)
def test_every_full_date_is_read_back(day, form):
    text = f"于{form.format(day)}发布"
    (found,) = find_dates(text, 2000)
    assert found.iso == day.isoformat()
    assert text[found.start : found.end] == found.text == form.format(day)


@given(
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    st.sampled_from(["{0.month}月{0.day}日", "{0.month}.{0.day}", "{0.month}/{0.day}"]),
)
def test_every_short_date_takes_the_year_and_is_read_back(day, form):
    assert _isos(f"{form.format(day)}发布了信息", 2023) == [day.isoformat()]


@given(st.text(alphabet="0123456789.-/年月日号至到、上下半季度昨前天周一二三四五六七八九十廿份条 a《》", max_size=40))
def test_dates_never_overlap_and_stand_where_they_say(text):
    found = find_dates(text, WEDNESDAY)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
