import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import BadSettings
from assistant.ingest import Material, SheetKind, read_file, read_files, read_paste
from assistant.ingest import read as module

EXPORT = "标题,栏目,发布日期\n甲,公告,2023-1-2\n"


@pytest.fixture
def put(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def told(material):
    return [f"{problem.place} {problem.problem}" for problem in material.problems]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.xls", "a.CSV"])
def test_a_table_is_read_as_a_table_whatever_it_is_called(put, name):
    (sheet,) = read_file(put(name, EXPORT)).sheets
    assert sheet.kind is SheetKind.WEB_EXPORT


def test_a_workbook_called_csv_is_read_and_told(put, workbook):
    material = read_file(put("导出.csv", workbook({"表": [["标题", "栏目"], ["甲", "公告"]]})))
    assert len(material.sheets[0]) == 1
    assert told(material) == ["导出.csv 扩展名是 .csv，内容其实是Excel 工作簿，已按Excel 工作簿读取"]


def test_text_called_xlsx_is_read_and_told(put):
    assert told(read_file(put("导出.xlsx", EXPORT))) == ["导出.xlsx 扩展名是 .xlsx，内容其实是纯文本，已按纯文本读取"]


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("a.txt", "开展培训", "texts"),
        ("a.md", "- 开展培训", "texts"),
        ("a.jsonl", '{"text": "开展培训"}', "records"),
        ("a.json", '{"year": 2022, "table4": {"review": {"upheld": 0}}}', "typed"),
        ("a.yaml", "year: 2022\ntable4: {review: {upheld: 0}}", "typed"),
        ("a.tsv", EXPORT.replace(",", "\t"), "sheets"),
        ("a.txt", '{"text": "开展培训"}\n{"text": "挂网"}', "records"),
    ],
)
def test_each_kind_of_text_goes_to_its_reader(put, name, data, field):
    material = read_file(put(name, data))
    assert getattr(material, field)
    assert material.problems == ()


@pytest.mark.parametrize(("name", "data"), [("a.log", "开展培训"), ("a.py", "print()")])
def test_a_kind_of_file_nobody_named_is_told(put, name, data):
    (problem,) = read_file(put(name, data)).problems
    assert problem.problem.startswith("不认识的文件类型")
    assert ".xlsx" in problem.hint


def test_files_that_are_not_there_or_are_folders_are_told(tmp_path):
    assert told(read_file(tmp_path / "无.csv")) == ["无.csv 找不到这个文件"]
    assert told(read_file(tmp_path)) == [f"{tmp_path.name} 是文件夹，不是文件"]


def test_a_file_above_the_limit_is_not_even_opened(put, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 5)
    assert "超过了" in told(read_file(put("a.txt", "一二三")))[0]


def test_one_bad_file_does_not_stop_the_others(put):
    paths = [
        put("坏.xlsx", b"PK\x03\x04 broken"),
        put("空.csv", ""),
        put("好.csv", EXPORT),
        put("照片.jpg", b"\xff\xd8\xff\xe0"),
    ]
    material = read_files(paths)
    assert [sheet.file for sheet in material.sheets] == ["好.csv"]
    assert [problem.place.file for problem in material.problems] == ["坏.xlsx", "空.csv", "照片.jpg"]
    assert all(problem.hint for problem in material.problems)


def test_files_below_a_root_are_called_by_their_path(put, tmp_path):
    (tmp_path / "上半年").mkdir()
    (text,) = read_files([put("上半年/记录.txt", "培训")], root=tmp_path).texts
    assert text.file == "上半年/记录.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_paste_is_read_in_any_encoding(encoding):
    (text,) = read_paste("８月２１日开展业务培训１次".encode(encoding)).texts
    assert (text.file, text.lines[0].text) == ("粘贴内容", "8月21日开展业务培训1次")


def test_a_workbook_piped_in_is_read(workbook):
    assert read_paste(workbook({"表": [["标题", "栏目"]]})).sheets[0].kind is SheetKind.WEB_EXPORT


def test_an_empty_paste_is_told():
    assert told(read_paste(b"")) == ["粘贴内容 是空文件，没有任何内容"]


def test_an_offices_own_headers_are_understood(put, tmp_path):
    extra = put("columns.yaml", "网站信息导出: {栏目: [版块], 标题: [稿子]}")
    data = "稿子,版块,发布日期\n甲,公告,2023-1-2\n"
    assert read_file(put("a.csv", data)).sheets[0].kind is SheetKind.UNKNOWN
    assert read_file(put("a.csv", data), columns=extra).sheets[0].columns["栏目"] == ["公告"]
    with pytest.raises(BadSettings):
        read_file(put("a.csv", data), columns=tmp_path / "没有.yaml")


suffixes = st.sampled_from(["", ".txt", ".csv", ".xlsx", ".xls", ".docx", ".json", ".jsonl", ".yaml", ".md", ".tsv"])
starts = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"{",
        b"- ",
        "标题,栏目\n".encode(),
        "姓名\t电话\n".encode(),
    ]
)


@given(starts, st.binary() | st.text().map(str.encode), suffixes)
def test_no_file_makes_reading_raise(start, data, suffix):
    material = read_paste(start + data, f"材料{suffix}")
    assert isinstance(material, Material)
    assert any((material.texts, material.sheets, material.records, material.typed, material.problems))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 6000), flip=st.integers(0, 255), old=st.booleans())
def test_no_damaged_workbook_makes_reading_raise(workbook, old_workbook, cut, flip, old):
    rows = [["标题", "栏目", "发布日期"], ["甲", "公告", "2023-1-2"]]
    data = bytearray(old_workbook(rows) if old else workbook({"表": rows}))
    data[cut % len(data)] ^= flip
    material = read_paste(bytes(data), "表.xls" if old else "表.xlsx")
    assert material.sheets or material.problems or material.texts
