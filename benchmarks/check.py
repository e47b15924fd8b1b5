"""Reports read and checked per second as html, docx and pdf; beside Chromium rendering the same page; linearity in length.

Times are CPU seconds, of Chromium with all its processes: others on the machine change them little.
"""

import argparse
import json
import math
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = 20
LENGTHS = (5, 20, 80, 320)
CHARACTERS_OF_A_PAGE = 1100
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PARTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
_PATIENCE = 600
"""Seconds one page may take Chromium on a machine that is busy with other things."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def passages() -> Iterator[str]:
    """Yield sentences of the starter corpus, over and over."""
    lines = (ROOT / "corpus" / "passages" / "starter.jsonl").read_text(encoding="utf-8").splitlines()
    return cycle(json.loads(line)["text"] for line in lines)


def tables() -> dict[int, list[list[str]]]:
    """Return tables 2, 3 and 4 as rows of cells, of a report that adds up."""
    from assistant.tables import load_tables

    form = load_tables()
    two = []
    for block in form.blocks2:
        two.append([block.corner, *(column.label for column in block.columns)])
        two += [[row.label, *("0" for _ in block.columns)] for row in block.rows]
    counts = {"new_received": 21, "granted": 21, "result_total": 21}
    three = [["申请情况", *(column.label for column in form.columns3)]]
    for row in form.rows3:
        value = counts.get(row.key, 0)
        three.append([row.label, str(value), *("0" * 5), str(value)])
    four = [["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3, ["0"] * 15]
    return {2: two, 3: three, 4: four}


def content(pages: int) -> Iterator[tuple[str, str | list[list[str]]]]:
    """Yield (kind, text or rows) of a report of that many pages: title, headings, paragraphs, tables."""
    yield "title", "云川市水务局2024年政府信息公开工作年度报告"
    yield "paragraph", "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为2024年1月1日至2024年12月31日。"
    grids, texts, room = tables(), passages(), pages * CHARACTERS_OF_A_PAGE
    for number, heading in enumerate(HEADINGS, 1):
        yield "heading", heading
        if number == 1:
            yield from overview(texts, room)
        elif number in grids:
            yield "table", grids[number]
        elif number == 5:
            yield "paragraph", "主要问题：水质栏目有3条信息更新超过30天。改进措施：由水质科每月5日前核对并更新。"
        else:
            yield "paragraph", "本机关全年未收取信息处理费，没有其他需要报告的事项。"


def overview(texts: Iterator[str], room: int) -> Iterator[tuple[str, str]]:
    """Yield section one: its five parts, each with its share of the characters."""
    for number, part in enumerate(PARTS):
        yield "heading", f"（{'一二三四五'[number]}）{part}"
        written = 0
        while written < room // len(PARTS):
            text = next(texts)
            written += len(text)
            yield "paragraph", text


def write_html(pages: int, path: Path) -> Path:
    """Write the report as a page of a government's site, with navigation and footer."""
    body = []
    for kind, what in content(pages):
        if isinstance(what, str):
            tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
            body.append(f"<{tag}>{escape(what)}</{tag}>")
        else:
            rows = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in what)
            body.append("<table border=1>" + "".join(rows) + "</table>")
    menu = "".join(f"<li><a href=#>栏目{number}</a></li>" for number in range(40))
    page = f"<!doctype html><meta charset=utf-8><title>年报</title><ul>{menu}</ul><div id=zoom>{''.join(body)}</div><p>主办单位：某局</p>"
    path.write_text(page, encoding="utf-8")
    return path


def write_docx(pages: int, path: Path) -> Path:
    """Write the report as Word would."""
    from docx import Document

    document = Document()
    for _, what in content(pages):
        if isinstance(what, str):
            document.add_paragraph(what)
            continue
        table = document.add_table(len(what), max(map(len, what)))
        for row, cells in zip(table.rows, what, strict=True):
            for cell, text in zip(row.cells, cells, strict=False):
                cell.text = text
    document.save(str(path))
    return path


def best(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the best CPU time of a call, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def best_of_child(work: Callable[[], object], repeats: int = 3) -> float:
    """Return the best CPU time of the processes that a call starts and waits for, in seconds."""
    times = []
    for _ in range(repeats):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        work()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def timed(path: Path, repeats: int = 5) -> tuple[float, float]:
    """Return the seconds it takes to read a file, and to check what was read; nothing is remembered between the rounds."""
    from assistant.check import Evidence, check
    from assistant.check.reading.normal import normal
    from assistant.check.reading.sentences import read_sentences
    from assistant.report import document_of_published, read_published

    document = document_of_published(read_published(path))

    def checked() -> None:
        normal.cache_clear()
        read_sentences.cache_clear()
        check(Evidence(document))

    checked()
    return best(lambda: read_published(path), repeats), best(checked, repeats)


def chromium() -> str | None:
    """Return Chromium's program, None where there is none."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def print_pdf(program: str, page: str, out: Path) -> None:
    """Let Chromium lay out a page and print it."""
    quiet = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--no-first-run",
        "--no-pdf-header-footer",
    )
    profile = f"--user-data-dir={out.parent / 'profile'}"
    subprocess.run(
        [program, *quiet, profile, f"--print-to-pdf={out}", page], check=True, capture_output=True, timeout=_PATIENCE
    )


def beside_chromium(folder: Path, html: Path) -> dict[str, object]:
    """Return our time for a page as a fraction of Chromium's, whole and without what it takes to start; and pdf rates."""
    program = chromium()
    if program is None:
        return {"chromium": "没有找到 Chromium，未作比较；装上 chromium 后再运行 benchmarks/check.py"}
    printed, empty = folder / "printed.pdf", folder / "empty.html"
    empty.write_text("<!doctype html><title>x</title>", encoding="utf-8")
    print_pdf(program, html.as_uri(), printed)
    whole = best_of_child(lambda: print_pdf(program, html.as_uri(), printed))
    start = best_of_child(lambda: print_pdf(program, empty.as_uri(), folder / "empty.pdf"))
    parse, check_seconds = timed(html)
    ours = parse + check_seconds
    return {
        "chromium_seconds": round(whole, 3),
        "chromium_start_seconds": round(start, 3),
        "html_20_pages_seconds": round(ours, 3),
        "over_chromium": round(ours / whole, 3),
        "over_chromium_without_its_start": round(ours / max(whole - start, 0.001), 3),
        **rates("pdf", printed),
    }


def rates(kind: str, path: Path) -> dict[str, float]:
    """Return reports per second of 20 pages, read and checked."""
    parse, check_seconds = timed(path)
    return {f"{kind}_parsed_per_second": round(1 / parse, 1), f"{kind}_checked_per_second": round(1 / check_seconds, 1)}


def linearity(folder: Path) -> dict[str, object]:
    """Return the time for reports of 5 to 320 pages and the exponent that fits: 1 is linear."""
    seconds = {pages: sum(timed(write_html(pages, folder / f"{pages}.html"), 3)) for pages in LENGTHS}
    points = [(math.log(pages), math.log(each)) for pages, each in seconds.items()]
    mean_x, mean_y = (sum(each) / len(points) for each in zip(*points, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return {
        "seconds_by_pages": {str(pages): round(each, 3) for pages, each in seconds.items()},
        "exponent": round(slope, 2),
    }


def main() -> None:
    """Print the figures."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html = write_html(PAGES, folder / "report.html")
        figures = {
            "benchmark": "check",
            "pages": PAGES,
            **rates("html", html),
            **rates("docx", write_docx(PAGES, folder / "report.docx")),
            **beside_chromium(folder, html),
            **linearity(folder),
        }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
