"""A draft of a tiny case, read back: does the whole way from notes to Word work on this machine."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant import pipeline
from assistant.doctor.complaint import Told, fine, wrong
from assistant.errors import AssistantError
from assistant.mishaps import describe
from assistant.report import read_published
from assistant.settings import Settings

PART = "试起草"
_CASE = "agency: 云川市水务局\nshort_name: 市水务局\nlevel: 市级部门\nyear: 2024\n"
_NOTES = "3.12在政府网站发布河道治理政策解读2篇\n6月5日组织政务公开业务培训，参加42人\n"
_LEDGER = (
    "申请编号,收到日期,申请人类型,申请内容,答复日期,答复类型\n"
    "2024001,2024-03-04,自然人,水库除险加固资金,2024-03-20,予以公开\n"
    "2024002,2024-05-06,商业企业,取水许可台账,2024-05-29,信息不存在\n"
)
_EXPECTED = {
    "table3.new_received.natural_person": 1,
    "table3.new_received.total": 2,
    "table3.granted.total": 1,
    "table3.unable_not_held.total": 1,
    "table3.carried_out.total": 0,
}
_REMEDY = "请把这一行告诉维护人员；材料没有改动"


def examine_draft(settings: Settings) -> Iterator[Told]:
    """Draft a case of two notes and two requests in a temporary folder, read the Word file back, and compare."""
    started = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            wrong_cells = _draft(Path(folder), settings)
    except AssistantError as error:
        yield wrong(PART, error.problem, error.hint or _REMEDY)
        return
    except Exception as error:  # whatever is broken on this machine is what we are here to tell
        yield wrong(PART, *describe(error))
        return
    seconds = time.perf_counter() - started
    if wrong_cells:
        yield wrong(PART, f"起草的数字不对：{'、'.join(wrong_cells)}", _REMEDY)
    else:
        yield fine(PART, f"起草、写出 Word、再读回都正常，用时{seconds:.1f}秒")


def _draft(folder: Path, settings: Settings) -> list[str]:
    """Return the cells that come back other than they should."""
    case, out = folder / "材料", folder / "输出"
    case.mkdir()
    (case / "case.yaml").write_text(_CASE, encoding="utf-8")
    (case / "工作记录.txt").write_text(_NOTES, encoding="utf-8")
    (case / "依申请公开台账.csv").write_text(_LEDGER, encoding="utf-8")
    pipeline.draft(case, out, settings, say=lambda _: None)
    report = read_published(out / "report.docx")
    found = {key: getattr(report, key.split(".")[0])[key.split(".")[1]][key.split(".")[2]] for key in _EXPECTED}
    return [f"{key}应为{value}，实为{found[key]}" for key, value in _EXPECTED.items() if found[key] != value]
