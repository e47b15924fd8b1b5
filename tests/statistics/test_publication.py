from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.figure import Figures
from assistant.statistics.publication import count_publication, form_of, map_columns
from assistant.taxonomy import DEFAULT_CATEGORIES


def export(file="导出.xlsx", **columns):
    size = len(next(iter(columns.values())))
    return Sheet(file, None, SheetKind.WEB_EXPORT, columns, range(4, 4 + size))


def values(published):
    return {figure.key: figure.value for figure in published.counted.figures}


COLUMNS = st.sampled_from(["政策解读", "工作动态", "通知公告", "机构概况", None])
ROW = st.tuples(
    st.sampled_from(["甲", "乙", "丙", "图解：丁", None]),
    COLUMNS,
    st.sampled_from(["2022-12-31", "2023-01-01 09:30", "2023/3/4", "20230304", "2023年12月31日", "2024-01-01"]),
    st.sampled_from(["网站", "微信", None]),
    st.sampled_from(["1", "2", "3", None]),
)
EXPORT = st.lists(ROW, min_size=1, max_size=25)


def from_rows(rows):
    names = ("标题", "栏目", "发布日期", "渠道", "索引号")
    return export(**{name: list(cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)})


@given(EXPORT, st.sampled_from(["each", "once"]))
def test_the_total_is_always_the_sum_of_its_parts(rows, postings):
    published = count_publication([from_rows(rows)], 2023, postings=postings)
    figures = Figures(published.counted.figures)
    total = figures.value("publication.total")
    assert sum(figure.value for figure in figures.below("publication.by_category")) == total
    assert sum(figure.value for figure in figures.below("publication.by_month")) == total
    assert total == figures.value("publication.postings" if postings == "each" else "publication.items")
    assert figures.value("publication.items") <= figures.value("publication.postings")
    assert sum(figure.value for figure in figures.below("publication.by_channel")) in (
        0,
        figures.value("publication.postings"),
    )
    interpretations = figures.value("publication.by_category.政策解读")
    assert sum(figure.value for figure in figures.below("publication.by_form")) == (interpretations or 0)


@given(EXPORT)
def test_every_row_is_counted_or_listed_with_a_reason(rows):
    counted = count_publication([from_rows(rows)], 2023).counted
    figures = Figures(counted.figures)
    used = [number for rows in figures["publication.postings"].rows for number in rows.numbers]
    assert sorted(used + [place.row for place, _ in counted.unused]) == list(range(4, 4 + len(rows)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(COLUMNS, st.dates(date(2022, 11, 1), date(2024, 2, 1)), st.sampled_from(["网站", "微信"])), min_size=1
    )
)
def test_counts_equal_those_of_a_database(rows):
    import duckdb

    sheet = from_rows(
        [(f"标题{n}", column, day.isoformat(), channel, None) for n, (column, day, channel) in enumerate(rows)]
    )
    figures = Figures(count_publication([sheet], 2023).counted.figures)
    names = map_columns([column for column, _, _ in rows if column])
    with duckdb.connect() as base:
        base.execute("create table posted (category text, day date, channel text)")
        base.executemany(
            "insert into posted values (?, ?, ?)", [(names.get(c, "未注明栏目"), d, w) for c, d, w in rows]
        )
        for prefix, field in (("by_category", "category"), ("by_month", "month(day)"), ("by_channel", "channel")):
            query = f"select {field}::text, count(*) from posted where year(day) = 2023 group by 1"
            found = {f.key.rsplit(".", 1)[1]: f.value for f in figures.below(f"publication.{prefix}") if f.value}
            assert found == dict(base.execute(query).fetchall())


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("政策解读", "政策解读"),
        ("通知公告", "公示公告"),
        ("工作动态", "工作进展"),
        ("财政信息", "财政预决算信息"),
        ("（二）通知公告", "公示公告"),
        ("3.意见征集", "调查征集及结果反馈"),
        ("政策解读专栏", "政策解读"),
        ("首页>政府信息公开>法定主动公开内容>部门会议", "办公会议信息"),
        ("首页/工作动态/2023年", "工作进展"),
        ("机构概况", "机构概况"),
        ("不是政策解读", "不是政策解读"),
    ],
)
def test_website_columns_are_counted_under_the_category_they_are_known_by(name, category):
    assert map_columns([name]) == {name: category}


def test_an_office_s_own_mapping_and_taxonomy_come_first():
    assert map_columns(["通知公告"], mapping={"通知公告": "其他文件"}) == {"通知公告": "其他文件"}
    assert map_columns(["通知公告", "工作动态"], ["通知公告"]) == {"通知公告": "通知公告", "工作动态": "工作动态"}


def test_every_synonym_names_a_category_of_the_default_taxonomy_and_no_name_is_claimed_twice():
    from assistant.statistics.publication import _words

    columns = _words()["columns"]
    names = [name for synonyms in columns.values() for name in synonyms]
    assert set(columns) == set(DEFAULT_CATEGORIES)
    assert len(names) == len(set(names))
    assert not set(names) & set(DEFAULT_CATEGORIES)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("一图读懂：《数字中国建设整体布局规划》", "图解"),
        ("专家解读：朱院长谈数据开放", "专家解读"),
        ("政策问答：十问十答", "问答"),
        ("负责人答记者问：促进智慧城市建设", "问答"),
        ("视频解读｜数据开放办法", "视频"),
        ("关于《数据开放办法》的解读", "文字"),
        (None, "文字"),
    ],
)
def test_the_form_of_an_interpretation_is_read_from_its_title(title, form):
    assert form_of(title) == form


def test_an_unmapped_column_keeps_its_name_and_the_mapping_is_shown():
    sheet = export(标题=["甲", "乙"], 栏目=["机构概况", "通知公告"], 发布日期=["2023-01-01"] * 2)
    published = count_publication([sheet], 2023)
    assert values(published)["publication.by_category.机构概况"] == 1
    assert published.mapping == {"机构概况": "机构概况", "通知公告": "公示公告"}
    shown = " ".join(problem.problem for problem in published.counted.problems)
    assert "通知公告→公示公告" in shown
    assert "机构概况（1条）" in shown


def test_rows_of_another_year_and_rows_not_published_are_listed_and_not_counted():
    sheet = export(
        标题=list("甲乙丙丁戊"),
        栏目=["工作进展"] * 5,
        发布日期=["2023-05-01", "2022-05-01", "2023-05-01", "2023-05-01", "2023-05-01"],
        公开方式=["主动公开", "主动公开", "依申请公开", "不予公开", None],
        发布状态=["已发布", None, None, None, "草稿"],
    )
    counted = count_publication([sheet], 2023).counted
    assert Figures(counted.figures).value("publication.total") == 1
    assert {place.row: reason for place, reason in counted.unused} == {
        5: "发布日期不在2023年",
        6: "公开方式为“依申请公开”",
        7: "公开方式为“不予公开”",
        8: "发布状态为“草稿”",
    }


def test_a_row_whose_date_cannot_be_read_is_asked_about_with_its_place():
    sheet = export(标题=["甲", "乙"], 栏目=["工作进展"] * 2, 发布日期=["23年春", "2023-05-01"])
    counted = count_publication([sheet], 2023).counted
    assert Figures(counted.figures).value("publication.total") == 1
    assert [str(problem.place) for problem in counted.problems] == ["导出.xlsx 第4行 “发布日期”列"]
    assert [place.row for place, _ in counted.unused] == [4]


def test_without_a_date_column_every_row_counts_and_one_problem_says_so():
    published = count_publication([export(标题=["甲", "乙"], 栏目=["工作进展"] * 2)], 2023)
    assert values(published)["publication.total"] == 2
    assert [key for key in values(published) if "by_month" in key] == []
    assert ["没有“发布日期”列" in problem.problem for problem in published.counted.problems] == [True]


def test_an_item_on_several_channels_is_two_postings_and_one_item():
    sheet = export(
        标题=["甲", "甲", "乙", "乙（转）", "丙", "丙"],
        栏目=["工作进展", "政策解读"] * 3,
        发布日期=["2023-05-01"] * 4 + ["2023-05-01", "2023-06-01"],
        渠道=["网站", "微信", "网站", "微信", "网站", "微信"],
        索引号=[None, None, "7", "7", None, None],
    )
    each, once = (values(count_publication([sheet], 2023, postings=postings)) for postings in ("each", "once"))
    assert each["publication.postings"] == once["publication.postings"] == 6
    assert each["publication.items"] == once["publication.items"] == 4
    assert (each["publication.total"], once["publication.total"]) == (6, 4)
    assert once["publication.by_category.工作进展"] == 3
    assert once["publication.by_channel.微信"] == 3


def test_one_index_number_twice_on_a_channel_does_not_join_two_items():
    sheet = export(标题=["甲", "乙"], 发布日期=["2023-05-01"] * 2, 渠道=["网站"] * 2, 索引号=["7", "7"])
    assert values(count_publication([sheet], 2023))["publication.items"] == 2


def test_exact_doubles_are_shown_with_all_their_rows_across_files():
    first = export(标题=["甲", "乙", "甲"], 栏目=["工作进展"] * 3, 发布日期=["2023-05-01"] * 3)
    second = export("另一份.csv", 标题=["甲"], 栏目=["工作进展"], 发布日期=["2023/5/1"])
    published = count_publication([first, second], 2023)
    assert values(published)["publication.total"] == 4
    (problem,) = published.counted.problems
    assert str(problem.place) == "导出.xlsx 第4行"
    assert "第6行" in problem.problem
    assert "另一份.csv 第4行" in problem.problem


def test_late_publication_is_counted_in_working_days_after_the_day_of_creation():
    sheet = export(
        标题=list("甲乙丙丁"),
        成文日期=["2023-03-01", "2023-03-01", "2023-04-20", None],
        发布日期=["2023-03-29", "2023-03-30", "2023-04-19", "2023-04-19"],
    )

    def weekdays(start, end):
        return sum(date.fromordinal(day).weekday() < 5 for day in range(start.toordinal() + 1, end.toordinal() + 1))

    published = count_publication([sheet], 2023, between=weekdays)
    found = values(published)
    assert (found["publication.timed"], found["publication.late"], found["publication.median_days"]) == (2, 1, 20.5)
    assert [problem.place.row for problem in published.counted.problems if "晚于" in problem.problem] == [6]


def test_an_export_without_rows_means_nothing_was_published_and_no_export_means_nobody_knows():
    assert values(count_publication([export(标题=[], 发布日期=[])], 2023))["publication.total"] == 0
    assert values(count_publication([], 2023)) == {}


def test_a_dot_in_the_name_of_a_column_does_not_hide_it_from_its_group():
    sheet = export(标题=["甲"], 栏目=["A.B栏"], 发布日期=["2023-05-01"])
    figures = Figures(count_publication([sheet], 2023).counted.figures)
    assert [figure.value for figure in figures.below("publication.by_category")] == [1]
