"""One invented bureau's report, with known figures, written down in every kind of file."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.tables import load_tables

AGENCY, YEAR = "云泽县水务局", 2023
TITLE = f"{AGENCY}{YEAR}年政府信息公开工作年度报告"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
FRONT = "本报告由云泽县水务局根据《中华人民共和国政府信息公开条例》编制，统计期限自2023年1月1日起至2023年12月31日止。"
PROSE = {
    1: (
        "（一）主动公开情况。全年通过门户网站发布信息128条，其中政策解读6条，水旱灾害防御信息37条。",
        "（二）依申请公开情况。全年新收申请75件，均在法定期限内答复。",
        "（三）监督保障情况。组织业务培训2次，参训43人次。",
    ),
    5: (
        "一是解读形式较为单一，全年6条解读均为文字。二是个别栏目更新间隔超过三个月。",
        "下一步，将在三月底前明确栏目责任人，逐月核对更新。",
    ),
    6: ("2023年未收取信息处理费。", "无其他需要报告的事项。"),
}


def _table3():
    tables = load_tables()
    leaves, columns = tables.leaf_rows3, tables.leaf_columns3
    rows = {
        key: {column: (7 * r + 3 * c) % 5 if (r + c) % 3 else 0 for c, column in enumerate(columns)}
        for r, key in enumerate(leaves)
    }
    rows["granted"]["natural_person"] = 11
    rows["result_total"] = {column: sum(rows[key][column] for key in leaves) for column in columns}
    rows["carried_in"] = {column: index % 2 for index, column in enumerate(columns)}
    rows["carried_out"] = {column: (index + 1) % 2 for index, column in enumerate(columns)}
    rows["new_received"] = {
        c: rows["result_total"][c] + rows["carried_out"][c] - rows["carried_in"][c] for c in columns
    }
    for row in rows.values():
        row["total"] = sum(row.values())
    return {row.key: rows[row.key] for row in tables.rows3}


TABLE2 = {
    "rules": {"issued": 0, "repealed": 0, "in_force": 0},
    "normative_docs": {"issued": 3, "repealed": 1, "in_force": 14},
    "licensing": {"decisions": 126},
    "penalties": {"decisions": 9},
    "coercion": {"decisions": 2},
    "administrative_fees": {"amount": 40.25},
}
TABLE3 = _table3()
TABLE4 = {
    key: dict(zip(("upheld", "corrected", "other", "pending", "total"), values, strict=True))
    for key, values in (
        ("review", (4, 1, 2, 3, 10)),
        ("suit_direct", (1, 0, 0, 5, 6)),
        ("suit_after_review", (0, 2, 1, 0, 3)),
    )
}


def _figures(table3):
    return SimpleNamespace(table2=TABLE2, table3=table3, table4=TABLE4)


@pytest.fixture(scope="session")
def known():
    """What every file says: agency, year, title, headings and the cells of the three tables."""
    return SimpleNamespace(
        agency=AGENCY, year=YEAR, title=TITLE, headings=HEADINGS, prose=PROSE, **vars(_figures(TABLE3))
    )


# ---- grids: a list of rows, each a list of (text, width, height) -------------------------------------------------


def grid2():
    rows = []
    for block in load_tables().blocks2:
        count = len(block.columns)
        rows.append([(block.label, 4, 1)])
        rows.append([("信息内容", 1, 1), *((column.label, 1 if count == 3 else 3, 1) for column in block.columns)])
        for row in block.rows:
            values = TABLE2[row.key]
            rows.append([(row.label, 1, 1), *((str(value), 1 if count == 3 else 3, 1) for value in values.values())])
    return rows


def grid3(cells=None):
    """The official form: three columns of labels, seven of values; `cells` replaces the text of some cells."""
    tables, cells = load_tables(), cells or {}
    heights = {
        "三、本年度办理结果": 22,
        "（三）不予公开": 8,
        "（四）无法提供": 3,
        "（五）不予处理": 5,
        "（六）其他处理": 3,
    }
    columns = tables.columns3
    rows = [
        [(tables.corner3, 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [(column.label, 1, 1) for column in columns[1:6]],
    ]
    seen = set()
    for row in tables.rows3:
        labels = [(name, 1, heights[name]) for name in row.path if name not in seen]
        seen.update(row.path)
        labels.append((row.label, 3 - len(row.path), 1))
        values = [(cells.get((row.key, column.key), str(TABLE3[row.key][column.key])), 1, 1) for column in columns]
        rows.append(labels + values)
    return rows


def grid4():
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    values = [str(value) for group in TABLE4.values() for value in group.values()]
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((name, 1, 2) for name in names), ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        [(name, 1, 1) for name in (*names, *names)],
        [(value, 1, 1) for value in values],
    ]


GRIDS = {2: grid2, 3: grid3, 4: grid4}


# ---- files -------------------------------------------------------------------------------------------------------


def to_docx(headings=HEADINGS, cells=None, numbered=False, grids=GRIDS):
    import docx

    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(FRONT)
    list_id = _chinese_list(document) if numbered else None
    for no, heading in enumerate(headings, 1):
        paragraph = document.add_paragraph(heading.split("、", 1)[1] if numbered else heading)
        if list_id is not None:
            _number(paragraph, list_id)
        for text in PROSE.get(no, ()):
            document.add_paragraph(text)
        if no in grids:
            _add_table(document, grids[no](cells) if no == 3 else grids[no]())
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document, rows):
    width = max(sum(cell[1] for cell in row) for row in rows)
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    taken = set()
    for r, row in enumerate(rows):
        c = 0
        for text, wide, high in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(high) for j in range(wide)}
            first = table.cell(r, c)
            cell = first.merge(table.cell(r + high - 1, c + wide - 1)) if wide * high > 1 else first
            cell.text = text
            c += wide


def _chinese_list(document):
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    root = document.part.numbering_part.element
    level = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
    root.insert(
        0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="77"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def _number(paragraph, list_id):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = list_id


def html_table(rows):
    cells = "".join(
        "<tr>"
        + "".join(f"<td colspan={wide} rowspan='{high}'><p>{text}</p></td>" for text, wide, high in row)
        + "</tr>"
        for row in rows
    )
    return f"<table border=1><tbody>{cells}</tbody></table>"


def to_html(headings=HEADINGS, cells=None, charset="utf-8", layout=False, title=TITLE):
    parts = [
        f"<h1>{title}</h1><div class=info>发布日期：2024-01-18 来源：县水务局 浏览次数：<span>213</span>次</div><p>{FRONT}</p>"
    ]
    for no, heading in enumerate(headings, 1):
        parts.append(f"<p><strong>{heading}</strong></p>")
        parts += [f"<p>　　{text}</p>" for text in PROSE.get(no, ())]
        if no in GRIDS:
            parts.append(html_table(GRIDS[no](cells) if no == 3 else GRIDS[no]()))
    body = "".join(parts)
    if layout:
        body = f"<table width=1000><tr><td><ul><li>政策文件<li>总体规划</ul></td><td>{body}</td></tr></table>"
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_云泽县人民政府</title>
    <meta name="ArticleTitle" content="{title}"><script>var a="一、总体情况";</script></head><body>
    <div id=top><a href=/>首页</a> &gt; <a>政府信息公开</a> &gt; 年度报告</div><ul><li>机构职能</li><li>公开指南</li></ul>
    <div id=article>{body}<div>【打印本页】【关闭窗口】</div><div>分享到：微信 微博</div></div>
    <div class=foot><p>主办单位：云泽县人民政府 网站标识码：0000000000</p><p>某ICP备00000000号</p></div></body></html>"""
    return page.encode("gb18030" if charset != "utf-8" else "utf-8")


def to_text(cells=None, tabs=True):
    """The report as it comes out of a converter: rows of tabs or of spaces, lines broken at 30 characters."""
    lines = [TITLE, "", FRONT, ""]
    for no, heading in enumerate(HEADINGS, 1):
        lines += [heading, ""]
        for text in PROSE.get(no, ()):
            lines += [text[i : i + 30] for i in range(0, len(text), 30)]
            lines.append("")
        if no in GRIDS:
            rows = GRIDS[no](cells) if no == 3 else GRIDS[no]()
            lines += [("\t" if tabs else "   ").join(text for text, _, _ in row) for row in rows]
            lines.append("")
    return "\n".join(lines)


FLAT = str.maketrans("，：；（）“”", ',:;()""')


@pytest.fixture(scope="session")
def make():
    """The writers of all kinds of files."""
    return SimpleNamespace(
        docx=to_docx,
        html=to_html,
        text=to_text,
        html_table=html_table,
        grid2=grid2,
        grid3=grid3,
        grid4=grid4,
        flat=FLAT,
    )


@pytest.fixture(scope="session")
def data():
    return Path(__file__).parent / "data"


@pytest.fixture
def read(tmp_path):
    """Write bytes or text under a name and read them as a published report."""
    from assistant.report.published import read_published

    def _read(content, name):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_published(path)

    return _read


@pytest.fixture
def same(known):
    """Assert that a report holds exactly the known figures."""

    def _same(report):
        assert report.table2 == known.table2
        assert report.table3 == known.table3
        assert report.table4 == known.table4
        assert (report.agency, report.year, report.format) == (known.agency, known.year, "2021")
        assert [section.no for section in report.sections if section.no] == [1, 2, 3, 4, 5, 6]
        return True

    return _same
