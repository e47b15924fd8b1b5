"""Cases per second of `nianbao batch` on 1 and 2 workers, its memory as cases grow, and its cost beside writing the same docx.

    python benchmarks/batch.py [--cases 40] [--more 120] [--suggestions 0]

`--cases 100 --more 1000` gives the figures of docs/batch.md.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
YEAR = 2024
PLACES = ("云川市", "青禾县", "临湖区", "石桥市", "白塔县", "东屏区", "南浦市", "金堂县")
BUREAUS = (
    "水务局", "教育局", "财政局", "民政局", "卫生健康局", "交通运输局", "农业农村局", "文化和旅游局", "统计局", "司法局",
)  # fmt: skip
COLUMNS = ("工作进展", "工作进展", "工作进展", "公示公告", "其他文件", "财政预决算信息", "政策解读", "办公会议信息")
OUTCOMES = (
    "予以公开",
    "予以公开",
    "部分公开",
    "信息不存在",
    "非本机关公开，已告知应向哪个单位申请",
    "不予公开（个人隐私）",
)
_PAGES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def main() -> None:
    """Print the figures."""
    given = argparse.ArgumentParser()
    given.add_argument("--cases", type=int, default=24)
    given.add_argument("--more", type=int, default=48, help="cases of the larger run, for the memory")
    given.add_argument("--suggestions", type=int, default=0)
    wanted = given.parse_args()
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(measure(Path(place), wanted), ensure_ascii=False))


def measure(place: Path, wanted: argparse.Namespace) -> dict[str, object]:
    """Return the figures of one run."""
    few, many = place / "few", place / "many"
    make_cases(few, wanted.cases)
    make_cases(many, wanted.more)
    options = ["--suggestions", str(wanted.suggestions)]
    start = run(few, place / "start", 2, options, cases=1)
    alone = run(few, place / "one", 1, options)
    both = run(few, place / "two", 2, options)
    larger = run(many, place / "large", 2, options)
    again = run(many, place / "large", 2, options)
    bare = docx_seconds(place / "two")
    case = (alone["seconds"] - start["seconds"]) / (wanted.cases - 1)
    processor = (larger["processor"] - start["processor"]) / (wanted.more - 1)
    return {
        "benchmark": "batch",
        "cases": wanted.cases,
        "seconds_to_start": round(start["seconds"], 2),
        "cases_per_second_1_worker": round(1 / case, 2),
        "cases_per_second_2_workers": round((wanted.cases - 1) / (both["seconds"] - start["seconds"]), 2),
        "efficiency_2_workers": round(case * (wanted.cases - 1) / (both["seconds"] - start["seconds"]) / 2, 2),
        "efficiency_2_plain_loops": round(loops_efficiency(), 2),
        "cases_per_second_larger_run": round((wanted.more - 1) / (larger["seconds"] - start["seconds"]), 2),
        "peak_megabytes": {wanted.cases: round(both["megabytes"]), wanted.more: round(larger["megabytes"])},
        "seconds_unchanged_run": round(again["seconds"], 2),
        "processor_seconds_per_case": round(processor, 3),
        "bare_docx_processor_seconds": round(bare, 3),
        "case_over_bare_docx": round(processor / bare, 2),
        "load_average": round(os.getloadavg()[0], 1),
    }


def run(root: Path, out: Path, workers: int, options: list[str], cases: int | None = None) -> dict[str, float]:
    """Run the command as a process of its own; return seconds, processor seconds and the peak memory of all its processes."""
    if cases:
        folder = root.parent / "first"
        folder.mkdir()
        for each in sorted(root.iterdir())[:cases]:
            (folder / each.name).symlink_to(each)
        root = folder
    command = [
        sys.executable,
        "-m",
        "assistant",
        "batch",
        str(root),
        "-o",
        str(out),
        "--workers",
        str(workers),
        *options,
    ]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen: dict[str, float] = {}
    watcher = threading.Thread(target=_watch, args=(process, seen), daemon=True)
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    return {"seconds": seconds, **seen}


def loops_efficiency() -> float:
    """Return how much of two cores two processes get that share nothing: what the machine itself allows."""
    loop = [sys.executable, "-c", "sum(i % 7 for i in range(30_000_000))"]

    def seconds(processes: int) -> float:
        began = time.perf_counter()
        for each in [subprocess.Popen(loop) for _ in range(processes)]:
            each.wait()
        return time.perf_counter() - began

    return seconds(1) / seconds(2)


def _watch(process: "subprocess.Popen[bytes]", seen: dict[str, float]) -> None:
    """Note the peak memory of a process and all below it (shared pages count in each) and their processor seconds."""
    peak, spent = 0.0, dict[int, float]()
    while process.poll() is None:
        family = _family(process.pid)
        peak = max(peak, sum(map(_megabytes, family)))
        spent |= {each: max(spent.get(each, 0.0), _processor(each)) for each in family}
        time.sleep(0.1)
    seen.update({"megabytes": peak, "processor": sum(spent.values())})


def _family(root: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    found = [root]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _processor(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGES / (1 << 20)
    except (OSError, IndexError):
        return 0.0


def docx_seconds(out: Path, repeats: int = 12) -> float:
    """Return the processor seconds python-docx takes to write a document with the same paragraphs, tables and pictures."""
    from docx import Document

    drafts = sorted(out.glob("*/report.docx"))[:repeats]
    sources = [Document(str(path)) for path in drafts]
    contents = [_content(each) for each in sources]
    _write(contents[0], out / ".bare.docx")
    start = time.process_time()
    for content in contents:
        _write(content, out / ".bare.docx")
    return (time.process_time() - start) / len(contents)


def _content(document: object) -> tuple[list[str], list[list[list[str]]], list[bytes]]:
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]  # type: ignore[attr-defined]
    parts = document.part.package.iter_parts()  # type: ignore[attr-defined]
    pictures = [part.blob for part in parts if str(part.content_type).startswith("image/")]
    return [each.text for each in document.paragraphs], tables, pictures  # type: ignore[attr-defined]


def _write(content: tuple[list[str], list[list[list[str]]], list[bytes]], path: Path) -> None:
    import io

    from docx import Document
    from docx.shared import Mm

    paragraphs, tables, pictures = content
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    for picture in pictures:
        document.add_picture(io.BytesIO(picture), width=Mm(150))
    document.save(str(path))


def make_cases(folder: Path, cases: int, notes: int = 200, rows: int = 300, requests: int = 30, seed: int = 7) -> None:
    """Write `cases` case folders below `folder`; the same seed gives the same cases."""
    corpus = [json.loads(line) for line in (ROOT / "corpus" / "notes.jsonl").open(encoding="utf-8")]
    texts = [note["text"].replace("\n", " ") for note in corpus]
    for number in range(cases):
        chance = random.Random(f"{seed} {number}")
        make_case(folder / f"{number:05d}", number, chance, texts, (notes, rows, requests))


def make_case(folder: Path, number: int, chance: random.Random, texts: list[str], size: tuple[int, int, int]) -> None:
    """Write one case: notes half as a list with dates and half as a chat, the website's export, the ledger of requests."""
    notes, rows, requests = size
    folder.mkdir(parents=True, exist_ok=True)
    place = PLACES[number % len(PLACES)]
    agency = f"{place}{BUREAUS[number // len(PLACES) % len(BUREAUS)]}"
    level = "县级部门" if place[-1] in "县区" else "市级部门"
    (folder / "case.yaml").write_text(
        f"agency: {agency}\nyear: {YEAR}\nlevel: {level}\ncontact:\n  office: {agency}办公室\n"
        f'  address: {place}人民路{number + 1}号\n  postcode: "250000"\n  phone: 0531-88000000\n'
        "  email: bgs@example.gov.cn\n",
        encoding="utf-8",
    )
    chosen = [chance.choice(texts) for _ in range(notes)]
    days = sorted(_day(chance) for _ in range(notes))
    half = notes // 2
    listed = [f"{day.month}.{day.day} {text}" for day, text in zip(days[:half], chosen[:half], strict=True)]
    (folder / "工作记录.txt").write_text("\n".join(["政务公开工作记录", *listed]) + "\n", encoding="utf-8")
    chat = []
    for day, text in zip(days[half:], chosen[half:], strict=True):
        chat += [f"小周 {day:%Y-%m-%d} {chance.randint(8, 17)}:{chance.randint(10, 59)}", text]
    (folder / "微信群.txt").write_text("\n".join(chat) + "\n", encoding="utf-8")
    _export(folder / "网站导出.xlsx", chance, agency, texts, rows)
    _ledger(folder / "依申请公开台账.csv", chance, requests)


def _day(chance: random.Random) -> date:
    return date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))


def _export(path: Path, chance: random.Random, agency: str, texts: list[str], rows: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(["序号", "标题", "栏目", "发布日期", "来源", "索引号", "公开方式", "浏览量", "渠道"])
    for number, day in enumerate(sorted(_day(chance) for _ in range(rows)), 1):
        title = f"{agency}关于{chance.choice(texts)[:24]}的通知" if number % 3 else chance.choice(texts)[:30]
        index = f"11370100MB0000000/{YEAR}-{number:05d}"
        seen = chance.randint(20, 300)
        row = [number, title, chance.choice(COLUMNS), f"{day:%Y-%m-%d} 09:00", agency, index, "主动公开", seen, "网站"]
        sheet.append(row)
    book.save(path)


def _ledger(path: Path, chance: random.Random, requests: int) -> None:
    heads = (
        "申请编号", "提交日期", "收到日期", "申请人类型", "组织类型", "申请人", "联系电话", "申请方式", "申请内容", "答复日期",
        "办理结果", "答复文号",
    )  # fmt: skip
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(heads)
        for number in range(1, requests + 1):
            day = date(YEAR, 1, 3) + timedelta(days=chance.randrange(320))
            answered = day + timedelta(days=chance.randrange(5, 18))
            kind = ("法人", "其他") if number % 6 == 0 else ("自然人", "")
            asked = f"{chance.choice(('某项目', '某道路', '某小区', '某学校'))}{chance.choice(('批复', '合同', '会议纪要', '招标文件'))}"
            row = [f"{YEAR}-{number:03d}", f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}", *kind, "测试甲", "00000000000", "网络"]
            out.writerow([*row, asked, f"{answered:%Y-%m-%d}", chance.choice(OUTCOMES), f"公开告〔{YEAR}〕{number}号"])


if __name__ == "__main__":
    main()
