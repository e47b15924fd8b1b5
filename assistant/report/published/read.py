"""A published report becomes a record: the reader for what the file is, then its tables, sections, title."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.report.published.bombs import check_length
from assistant.report.published.encoding import LOST
from assistant.report.published.grid import Block, Grid, Source
from assistant.report.published.record import PublishedReport
from assistant.report.published.rows import Row, rows_of
from assistant.report.published.sections import Sectioned, read_sections
from assistant.report.published.sniff import FileKind, sniff
from assistant.report.published.tables2 import Table2, read_table2
from assistant.report.published.tables3 import Table3, read_table3
from assistant.report.published.tables4 import Table4, read_table4
from assistant.report.published.tabulate import unfold

_LARGEST = 100 * 1024 * 1024
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_OFFICIAL = re.compile(
    r"第二十条|制发件数|处理决定数量|收费金额|行政许可|行政处罚|规范性文件|申请人情况|自然人|结转|予以公开|不予公开|部分公开|无法提供|不予处理|其他处理"
    r"|属于|复议|诉讼|结果维持|新制作|项目数量|申请|总计|勾稽|确认或重新|出版物|第三方|三安全|掌握|现成信息|不明确|止公开"
)


def read_published(path: Path) -> PublishedReport:
    """Read a published report: docx, pdf (with text or scanned), html, mht, txt, md or a picture of one page.

    Raises:
        UnreadableFile: not such a file; encrypted, damaged, empty or too large; scanned, and no OCR is installed.

    """
    data = _bytes(path)
    source = _reader(sniff(data, path.name))(data, path.name)
    _check_size(source, path.name)
    blocks = unfold(source.blocks)
    if not any(isinstance(block, Grid) or block.text.strip() for block in blocks):
        raise UnreadableFile(
            f"{path.name} 里没有文字", "请确认文件完整；如果内容是图片，请提供带文字的 Word、PDF 或网页"
        )
    rows = list(rows_of(blocks))
    tables = read_table2(rows, source.scanned), read_table3(rows, source.scanned), read_table4(rows, source.scanned)
    sectioned = read_sections(blocks, source.titles)
    return _report(path.name, source, sectioned, tables, _strange_tables(rows))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableFile(
                f"{path.name} 超过100兆字节，没有读取", "年度报告通常不到10兆，请确认文件，或压缩其中的图片后重试"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name} 打不开", "请检查文件是否存在、是否正被其他程序占用") from error
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise UnreadableFile(f"{path.name} 是空文件", "请重新导出或重新下载后再试")
    return data


def _check_size(source: Source, file: str) -> None:
    texts = sum(len(block.text) for block in source.blocks if isinstance(block, Block))
    check_length(file, texts, sum(len(row) for block in source.blocks if isinstance(block, Grid) for row in block.rows))


def _reader(kind: FileKind) -> Callable[[bytes, str], Source]:
    """Return the reader of a kind of file; the libraries it needs are loaded only now."""
    from assistant.report.published import docx, html, ocr, pdf, text

    readers: dict[FileKind, Callable[[bytes, str], Source]] = {
        FileKind.DOCX: docx.read_docx,
        FileKind.PDF: pdf.read_pdf,
        FileKind.HTML: html.read_html,
        FileKind.MHT: html.read_mht,
        FileKind.PICTURE: ocr.read_picture,
        FileKind.MARKDOWN: lambda data, file: text.read_text(data, file, markdown=True),
        FileKind.TEXT: text.read_text,
    }
    return readers[kind]


def _report(
    file: str, source: Source, sectioned: Sectioned, tables: tuple[Table2, Table3, Table4], more: Sequence[str]
) -> PublishedReport:
    two, three, four = tables
    title = sectioned.title
    warnings = (
        *source.warnings,
        *_lost(source),
        *_lacks(sectioned, two.found, three.found, four.found),
        *two.warnings,
        *three.warnings,
        *four.warnings,
        *more,
    )
    return PublishedReport(
        file=file,
        agency=title.agency,
        year=title.year,
        format=_format(title.year, two, three.found),
        title=title.text,
        sections=sectioned.sections,
        table2=two.figures,
        table3=three.figures,
        table4=four.figures,
        cells=two.cells | three.cells | four.cells,
        warnings=tuple(dict.fromkeys(warnings)),
        table2_2019=two.figures_2019,
        flattened=sectioned.flattened,
        scanned=source.scanned,
        left_out=sectioned.left_out,
    )


def _format(year: int | None, two: Table2, has_table3: bool) -> str:
    """Return which official format a report follows: by table 2's labels, else by the year it is about."""
    if two.legacy:
        return "2019"
    if two.figures_2019 or (two.found and has_table3):
        return "2021"
    if year is not None and year < 2019:
        return "older"
    return "2019" if year in (2019, 2020) else "2021"


def _lost(source: Source) -> list[str]:
    """Count the characters that were damaged before the file came to us."""
    texts = [block.text for block in source.blocks if isinstance(block, Block)]
    cells = (cell.text for grid in source.blocks if isinstance(grid, Grid) for row in grid.rows for cell in row)
    lost = sum(text.count(LOST) for text in (*texts, *cells))
    return [f"有{lost}个字符无法辨认（显示为“{LOST}”），请对照原件核对"] if lost else []


def _lacks(sectioned: Sectioned, *found: bool) -> list[str]:
    """Say what a report should have and this one has not, as far as it was read."""
    told = [
        f"没有找到{name}，各格均为空"
        for name, there in zip(
            (
                "表二（主动公开政府信息情况）",
                "表三（收到和处理政府信息公开申请情况）",
                "表四（行政复议、行政诉讼情况）",
            ),
            found,
            strict=True,
        )
        if not there
    ]
    if not sectioned.title.agency:
        told.append("没有认出是哪个机关的报告")
    if sectioned.title.year is None:
        told.append("没有认出是哪一年度的报告")
    missing = [no for no in range(1, 7) if no not in {section.no for section in sectioned.sections}]
    if missing:
        told.append(f"没有找到第{'、'.join('一二三四五六'[no - 1] for no in missing)}部分的标题")
    return told


def _strange_tables(rows: Sequence[Row]) -> list[str]:
    """Name the tables that are none of the official three: their cells are read into nothing."""
    grids = {grid: list(own) for grid, own in groupby(rows, key=lambda row: row.grid)}
    words = {grid: "".join(row.words for row in own) for grid, own in grids.items()}
    return [
        f"{own[0].spot}的表格不是三张法定统计表，其中的数字没有读取"
        for grid, own in grids.items()
        if len(own) > 1
        and any(row.values for row in own)
        and _WORDS.search(words[grid])
        and not _OFFICIAL.search(words[grid])
    ]
