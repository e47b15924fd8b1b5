import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.ingest import Problem
from assistant.ingest.encoding import Readable, readable

TEXT = "编号,来信日期\n一,2023-03-07\n关于“政务公开”的来信——第①件\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_offices_encodings_are_recognised(encoding):
    read = readable(TEXT.encode(encoding), "a.txt")
    assert isinstance(read, Readable)
    assert (read.text(), read.problems) == (TEXT, ())


def test_the_byte_order_of_utf16_is_told_by_its_mark():
    read = readable(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.txt")
    assert isinstance(read, Readable)
    assert read.text() == TEXT


def test_a_damaged_line_is_blanked_and_named_with_its_byte():
    lines = TEXT.encode().split(b"\n")
    lines[1] = "一,2023".encode() + b"\xe4\xb8" + "三月七日公开".encode()
    read = readable(b"\n".join(lines), "a.txt")
    assert isinstance(read, Readable)
    assert read.text() == TEXT.replace("一,2023-03-07", "")
    (problem,) = read.problems
    assert str(problem.place) == "a.txt 第2行"
    assert problem.problem == "第9个字节起无法辨认，这一行没有读取"
    assert "UTF-8" in problem.hint


def test_two_pastes_of_two_encodings_in_one_file_are_both_read():
    data = TEXT.encode() + "后面是另一个人粘的内容，共２件\n".encode("gb18030")
    read = readable(data, "a.txt")
    assert isinstance(read, Readable)
    assert read.text().endswith("后面是另一个人粘的内容，共２件\n")
    assert [(problem.place.line, problem.problem) for problem in read.problems] == [
        (4, "从这一行起编码与前面不同，已逐行识别后读取")
    ]


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 100, b"\x7fELF\x02\x01\x01\x00" + b"\x9c\xff" * 300]
)
def test_binary_rubbish_is_refused(data):
    problem = readable(data, "x.txt")
    assert isinstance(problem, Problem)
    assert problem.problem == "内容不是文字，也不是能识别的文件格式"


def test_half_a_utf16_file_is_refused():
    problem = readable(TEXT.encode("utf-16")[:-1], "x.txt")
    assert isinstance(problem, Problem)
    assert "UTF-16" in problem.problem


def test_only_the_first_damaged_lines_are_named_one_by_one():
    good, bad = "政务公开工作有序开展。".encode(), "政务公开".encode() + b"\xff" + "工作".encode()
    read = readable(b"\n".join([bad] * 30 + [good] * 60), "a.txt")
    assert isinstance(read, Readable)
    assert len(read.problems) == 21
    assert read.problems[-1].problem == "共有30行无法辨认，以上只列出前20行"


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_chinese_text_survives_every_encoding(text, encoding):
    data = text.encode(encoding)
    assume(encoding != "gb18030" or not _is_utf8(data))
    read = readable(data, "a.txt")
    assert isinstance(read, Readable)
    assert read.text() == text


def _is_utf8(data):
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") < len(text) / 2


@given(st.binary())
def test_no_bytes_make_reading_raise(data):
    read = readable(data, "a.txt")
    if isinstance(read, Readable):
        assert isinstance(read.text(), str)
