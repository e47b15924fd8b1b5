"""Seconds to hold reports of many bodies against each other, and how finding shared sentences grows with their number.

    python benchmarks/compare.py [--reports 50,200] [--sentences 8000,32000]

Reports are put together from clauses of the starter corpus; one sentence in ten is another body's, with other numbers.
"""

import argparse
import json
import math
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant.compare import Wanted, compare
from assistant.compare.alike import group_alike
from assistant.retrieve.library import read_passages, starter_files
from assistant.settings import load_settings

SENTENCES = 30
_COPIED = 0.1
_CLAUSE = re.compile(r"[^，；。]{4,}(?=[，；。])")
_PLACES = "东南西北青白金石云临安和平长清泉山河江湖"
_BUREAUS = ("水务局", "教育局", "财政局", "民政局", "统计局", "司法局", "审计局", "商务局", "应急管理局", "医疗保障局")
_REPORT = """{agency}2024年政府信息公开工作年度报告
本报告的统计期限为2024年1月1日至2024年12月31日。
一、总体情况
{text}
二、主动公开政府信息情况
见表。
三、收到和处理政府信息公开申请情况
未收到申请。
四、政府信息公开行政复议、行政诉讼情况
未发生行政复议和行政诉讼。
五、存在的主要问题及改进情况
主要问题：更新不够及时。改进措施：每月核对。
六、其他需要报告的事项
没有其他需要报告的事项。
"""


def main() -> None:
    """Print the figures."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--reports", default="50,200")
    given.add_argument("--sentences", default="8000,32000")
    wanted = given.parse_args()
    whole = {count: whole_seconds(count) for count in map(int, wanted.reports.split(","))}
    alone = {count: alike_seconds(count) for count in map(int, wanted.sentences.split(","))}
    told = {
        "benchmark": "compare",
        "seconds_by_reports": {count: round(seconds, 2) for count, seconds in whole.items()},
        "reports_per_second": round(max(whole) / whole[max(whole)], 1),
        "sentences_a_report": SENTENCES,
        "shared_sentences_processor_seconds": {count: round(seconds, 2) for count, seconds in alone.items()},
        "shared_sentences_grow_with_power": round(growth(alone), 2),
        "load_average": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(told, ensure_ascii=False))


def whole_seconds(count: int) -> float:
    """Return the seconds from the folder to the comparison."""
    drawn = random.Random(count)
    with tempfile.TemporaryDirectory() as place:
        said = sentences(drawn)
        for number in range(count):
            agency = f"{_PLACES[number // 10 % 20]}{_PLACES[number // 200 % 20]}市{_BUREAUS[number % 10]}"
            text = "\n".join(next(said) for _ in range(SENTENCES))
            Path(place, f"{number:05d}.txt").write_text(_REPORT.format(agency=agency, text=text), encoding="utf-8")
        start = time.perf_counter()
        found = compare(Path(place), load_settings(), Wanted(year=2024))
        seconds = time.perf_counter() - start
    if len(found.bodies) != count:
        raise SystemExit(f"{len(found.bodies)} of {count} reports were compared")
    return seconds


def alike_seconds(count: int) -> float:
    """Return the processor seconds to group sentences that are the same or nearly."""
    said = sentences(random.Random(count))
    texts = [next(said) for _ in range(count)]
    start = time.process_time()
    group_alike(texts)
    return time.process_time() - start


def sentences(drawn: random.Random) -> Iterator[str]:
    """Yield sentences of about real length, one in ten nearly as an earlier one."""
    clauses = [clause for passage in read_passages(starter_files()) for clause in _CLAUSE.findall(passage.text)]
    earlier: list[str] = []
    while True:
        if earlier and drawn.random() < _COPIED:
            sentence = re.sub(r"\d+", lambda _: str(drawn.randrange(1, 999)), drawn.choice(earlier))
        else:
            sentence = "，".join(drawn.sample(clauses, drawn.choice((2, 3, 4)))) + "。"
            earlier.append(sentence)
        yield sentence


def growth(seconds: dict[int, float]) -> float:
    """Return p of time = c · count^p between the fewest and the most."""
    few, many = min(seconds), max(seconds)
    return math.log(seconds[many] / seconds[few]) / math.log(many / few) if many > few else 1.0


if __name__ == "__main__":
    main()
