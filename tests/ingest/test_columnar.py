import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest import Coded, columnar
from assistant.ingest.columns import load_columns
from assistant.ingest.delimited import read_delimited
from assistant.ingest.encoding import Readable

NAMES = load_columns()
LEDGER = ["申请编号", "收到日期", "申请人", "联系电话", "申请人类型", "申请内容", "办理结果"]
EXPORT = ["标题", "栏目", "发布日期", "索引号", "浏览量", "网址"]
NAME, PHONE, IDENTITY = "欧阳测试", "13900001234", "110101199003070011"


@pytest.fixture
def read(monkeypatch):
    """Read a text on both paths; return the two materials and whether the columnar one was gone."""

    def both(text, encoding="utf-8"):
        readable = Readable(text.encode(encoding), encoding)
        careful = read_delimited(readable, "表.csv", NAMES)
        with monkeypatch.context() as patch:
            patch.setattr(columnar, "LARGE", 0)
            fast = read_delimited(readable, "表.csv", NAMES)
        return fast, careful, any(isinstance(c, Coded) for sheet in fast.sheets for c in sheet.columns.values())

    return both


def spelled(material):
    """Return everything a material says, cells with their types."""
    sheets = []
    for sheet in material.sheets:
        cells = {name: [(type(cell), cell) for cell in column] for name, column in sheet.columns.items()}
        sheets.append((sheet.file, sheet.kind, cells, [*sheet.numbers], sheet.headers, sheet.dropped))
    return sheets, material.problems, material.texts


def written(header, rows, **style):
    file = io.StringIO()
    csv.writer(file, **style).writerows([header, *rows])
    return file.getvalue()


def export_rows(count=40):
    return [[f"第{n}条信息", "公告", f"2024-1-{n % 28 + 1}", f"A{n:04}", str(n), "http://x"] for n in range(count)]


words = st.sampled_from(
    [
        "甲",
        " 甲",
        "甲 ",
        "２０２４年",
        "无",
        "—",
        "",
        "a，b",
        'x"y',
        "1",
        "1.0",
        "1,000",
        "12件",
        "共3项",
        "小计",
        "备注：无",
    ]
)
cells = st.one_of(words, st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6))
dates = st.one_of(st.sampled_from(["2024-1-2", "2024年1月2日", "45300", "2024-01-02 10:00:00", "待定", ""]), cells)


@settings(deadline=None)  # the first file pays for importing pyarrow
@given(
    st.lists(st.tuples(cells, cells, dates, cells, cells, cells), min_size=1, max_size=12),
    st.sampled_from([",", "\t", ";", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.booleans(),
)
def test_both_paths_read_the_same_out_of_any_file(rows, delimiter, end, quoting, encoding, titled):
    rows = [(f"第{title}条", *rest) for title, *rest in rows] if titled else rows
    text = written(EXPORT, [*export_rows(3), *rows], delimiter=delimiter, lineterminator=end, quoting=quoting)
    readable = Readable(text.encode(encoding), encoding)
    careful, large = read_delimited(readable, "表.csv", NAMES), columnar.LARGE
    try:
        columnar.LARGE = 0
        assert spelled(read_delimited(readable, "表.csv", NAMES)) == spelled(careful)
    finally:
        columnar.LARGE = large


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("above", ["", "网站信息导出\n", "\n\n"])
def test_a_regular_file_is_read_by_columns(read, encoding, quoting, above):
    rows = [*export_rows(), ["２０２４年，第“一”批", "", "2024-1-1", "A0001", "1,000", "甲\n乙"]]
    fast, careful, by_columns = read(above + written(EXPORT, rows, quoting=quoting), encoding)
    assert by_columns
    assert spelled(fast) == spelled(careful)
    assert len(fast.sheets[0]) == 41


@pytest.mark.parametrize(
    "odd",
    [
        "合计,,,,40,\n",
        "小计,,,,40,\n",
        "注：以上为全年数据,,,,,\n",
        ",,,,,\n",
        "标题,栏目,发布日期,索引号,浏览量,网址\n",
        "少一列,公告,2024-1-1,B1,1\n",
        "多一列,公告,2024-1-1,B1,1,x,y\n",
        "\n甲条,公告,2024-1-1,B1,1,x\n",
        '"甲"条,公告,2024-1-1,B1,1,x\n',
        '甲条,公告,2024-1-1,B1,1,"x\n',
        '""甲条"",公告,2024-1-1,B1,1,x\n',
        "甲\0条,公告,2024-1-1,B1,1,x\n",
    ],
)
def test_a_file_with_anything_odd_is_read_with_care(read, odd):
    fast, careful, by_columns = read(written(EXPORT, export_rows(), lineterminator="\n") + odd)
    assert not by_columns
    assert spelled(fast) == spelled(careful)


@pytest.mark.parametrize("first", [LEDGER, ["申请人", "申请编号", *LEDGER[1:2], *LEDGER[3:]]])
def test_no_personal_data_is_kept_on_either_path(read, first):
    values = dict(
        zip(
            LEDGER,
            ["", "2024-1-2", NAME, PHONE, "自然人", f"查询{IDENTITY}的登记，电话{PHONE}", "予以公开"],
            strict=True,
        )
    )
    rows = [[{**values, "申请编号": f"2024-{n:05}"}[name] for name in first] for n in range(30)]
    fast, careful, by_columns = read(written(first, rows))
    assert by_columns
    assert spelled(fast) == spelled(careful)
    kept = repr(spelled(fast)) + repr([getattr(c, "values", ()) for c in fast.sheets[0].columns.values()])
    assert "自然人" in kept
    assert not [secret for secret in (NAME, PHONE, IDENTITY) if secret in kept]


def test_many_distinct_texts_stay_outside_of_python_and_read_the_same(read, monkeypatch):
    monkeypatch.setattr(columnar, "_FEW", 5)
    rows = export_rows(300)
    fast, careful, by_columns = read(written(EXPORT, [*rows[::2], *rows[::-3]]))
    assert by_columns
    assert spelled(fast) == spelled(careful)
    assert fast.sheets[0].columns["标题"][249] == careful.sheets[0].columns["标题"][249]
