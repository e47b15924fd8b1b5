import struct
import zlib
from pathlib import Path

import pytest

from assistant.check import Finding, Severity
from assistant.report import Heading, Paragraph, Report, Section, Sentence, Source, TableBlock, Unused
from assistant.retrieve import Suggestion
from assistant.tables import load_tables

HEADINGS = (
    "",
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

PAST = Suggestion(
    passage_id="p1",
    text="2022年，我局通过门户网站发布信息302条。",
    adapted="2025年，我局通过门户网站发布信息289条。",
    gaps=("【待补充：培训次数】",),
    score=0.8,
    section="主动公开",
    agency="临湖市数据局",
    year=2022,
    source="临湖市数据局2022年年度报告",
)


def sentence(text, *sources):
    return Sentence(text, tuple(Source(*source) for source in sources))


def paragraph(*sentences, suggestions=()):
    return Paragraph(tuple(sentences), suggestions=tuple(suggestions))


@pytest.fixture(scope="session")
def golden():
    """The golden figures of tables.yaml as a report's table2, table3, table4."""
    import yaml

    raw = yaml.safe_load(Path("assistant/tables.yaml").read_text(encoding="utf-8"))["golden"]
    tables = load_tables()
    three, four = ([column.key for column in columns] for columns in (tables.columns3, tables.columns4))
    stock = ("issued", "repealed", "in_force")
    table2 = {row: dict(zip(stock, raw["table2"][row], strict=True)) for row in ("rules", "normative_docs")}
    table2 |= {row: {"decisions": raw["table2"][row]} for row in ("licensing", "penalties", "coercion")}
    table2["administrative_fees"] = {"amount": float(raw["table2"]["administrative_fees"])}
    return {
        "table2": table2,
        "table3": {row: dict(zip(three, values, strict=True)) for row, values in raw["table3"].items()},
        "table4": {row: dict(zip(four, values, strict=True)) for row, values in raw["table4"].items()},
    }


@pytest.fixture
def make_report(golden):
    """Make a report with the golden tables; `overview` are the blocks of section one."""

    def make(*overview, tables=golden, title="临湖市数据局2025年政府信息公开工作年度报告", unused=()):
        blocks = {
            0: (paragraph(sentence("根据《中华人民共和国政府信息公开条例》编制本报告。", ("template", "opening"))),),
            1: overview,
            5: (paragraph(sentence("解读形式单一，视频解读仅1条。", ("user", "u1"))),),
            6: (
                Heading(2, "（一）收费"),
                Heading(3, "1.信息处理费"),
                paragraph(sentence("2025年度未收取信息处理费。")),
            ),
        } | {number: (TableBlock(number),) for number in (2, 3, 4)}
        sections = tuple(Section(no, heading, blocks[no]) for no, heading in enumerate(HEADINGS))
        return Report("临湖市数据局", 2025, title, sections, **tables, statistics={"total": 289}, unused=tuple(unused))

    return make


@pytest.fixture
def report(make_report):
    """A small report with one of everything."""
    return make_report(
        Heading(2, "（一）主动公开"),
        paragraph(
            sentence("通过门户网站发布信息289条。", ("figure", "publication.total"), ("item", "周报.txt:12")),
            sentence("组织培训【待补充：培训次数】次，参训63人次。", ("item", "周报.txt:3")),
            suggestions=(PAST, PAST),
        ),
        unused=(Unused("item", "周报.txt:9", "下午擦玻璃", "与政务公开无关"),),
    )


@pytest.fixture
def findings():
    return [
        Finding(
            "breakdown-sum", Severity.ERROR, "分项合计289条，与总数302条不符", 1, "发布信息289条", 302, 289, "请核对"
        ),
        Finding("table-identity", Severity.ERROR, "总计不等于各列之和", 3, place="table3.granted.total"),
        Finding("table-whole", Severity.WARNING, "表四有3个单元格没有数据来源", 4),
        Finding("vague", Severity.INFO, "本节没有数字", 5),
        Finding("file", Severity.WARNING, "台账.xlsx 打不开", place="台账.xlsx"),
    ]


@pytest.fixture(scope="session")
def png():
    """A small valid picture."""
    rows = b"".join(b"\0" + b"\x88\xaa\xcc" * 40 for _ in range(20))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
