"""A million ledger rows and a million export rows, read and counted, beside DuckDB's bare group-by of the same files.

Each measurement runs in a process of its own, so that peak memory is its own. `--rows N` for a quicker look.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

YEAR = 2024
OUTCOMES = (
    "予以公开",
    "部分公开",
    "信息不存在",
    "非本机关",
    "信访件",
    "重复申请",
    "不属于政府信息",
    "属于内部管理信息",
    "已公开告知",
)
COLUMNS = ("政策解读", "工作动态", "通知公告", "财政信息", "其他文件", "会议解读", "意见征集", "建议提案")


def write_ledger(path: Path, rows: int) -> None:
    """Write a ledger of `rows` requests with the columns ledgers have, personal ones included."""
    chance = random.Random(7)
    first = date(YEAR, 1, 2)
    days = [first + timedelta(days=day) for day in range(300)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "申请编号",
                "收到日期",
                "申请人",
                "联系电话",
                "申请人类型",
                "组织类型",
                "申请方式",
                "申请内容",
                "答复日期",
                "办理结果",
            ]
        )
        for number in range(rows):
            received = days[chance.randrange(300)]
            company = chance.random() < 0.2
            kind = ("法人", "商业企业") if company else ("自然人", "")
            answered = received + timedelta(days=chance.randrange(1, 25))
            writer.writerow(
                [
                    f"{YEAR}-{number:07d}",
                    received,
                    "测试甲",
                    "00000000000",
                    *kind,
                    "网络",
                    f"第{number}号事项",
                    answered,
                    chance.choice(OUTCOMES),
                ]
            )


def write_export(path: Path, rows: int) -> None:
    """Write a website export of `rows` items."""
    chance = random.Random(8)
    first = date(YEAR, 1, 1)
    days = [first + timedelta(days=day) for day in range(366)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["标题", "栏目", "发布日期", "来源", "索引号", "公开方式", "浏览量"])
        for number in range(rows):
            writer.writerow(
                [
                    f"第{number}条信息的标题",
                    chance.choice(COLUMNS),
                    chance.choice(days),
                    "某局",
                    f"YC-{number:08d}",
                    "主动公开",
                    number % 900,
                ]
            )


def run(task: str, path: Path) -> dict[str, float]:
    """Run one measurement in a fresh process; return seconds (imports left out) and peak MiB."""
    done = subprocess.run(
        [sys.executable, "-P", __file__, "--task", task, "--path", str(path)], stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def ours(path: Path) -> None:
    """Read and count a file as a draft does."""
    from assistant.ingest import read_file
    from assistant.statistics import compute

    material = read_file(path)
    counted = compute(material, YEAR)
    assert counted.figures, "nothing was counted"


def theirs(path: Path) -> None:
    """Group the same file with DuckDB."""
    import duckdb

    keys = '"办理结果", "申请人类型", "组织类型"' if "ledger" in path.name else '"栏目", month("发布日期")'
    duckdb.sql(f"select {keys}, count(*) from read_csv('{path}') group by all").fetchall()


def measure(task: str, path: Path) -> None:
    """Do one task and print its seconds and peak memory."""
    import assistant.ingest
    import assistant.statistics  # noqa: F401

    work = {"ours": ours, "theirs": theirs}[task]
    start = time.perf_counter()
    work(path)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def main() -> None:
    """Print rows/s, peak memory, the ratio to DuckDB, and how time grows from a hundredth of the rows."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--task")
    parser.add_argument("--path", type=Path)
    chosen = parser.parse_args()
    if chosen.task:
        measure(chosen.task, chosen.path)
        return
    figures: dict[str, object] = {"benchmark": "statistics", "rows": chosen.rows}
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("ledger", write_ledger), ("export", write_export)):
            small, large = Path(folder) / f"{name}-small.csv", Path(folder) / f"{name}.csv"
            write(small, chosen.rows // 100)
            write(large, chosen.rows)
            mine, duck, few = run("ours", large), run("theirs", large), run("ours", small)
            figures[name] = {
                "rows_per_second": round(chosen.rows / mine["seconds"]),
                "peak_mib": round(mine["mib"]),
                "over_duckdb": round(mine["seconds"] / duck["seconds"], 2),
                "growth_100_times": round(mine["seconds"] / few["seconds"], 1),
            }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
