"""A task becomes an outcome: plain functions that know nothing of processes, machines or who else is at work."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from assistant.batch.key import bytes_hash, case_key
from assistant.batch.record import DONE_FILE, done_bytes
from assistant.batch.task import Outcome, State, Task, failed
from assistant.errors import AssistantError
from assistant.mishaps import describe
from assistant.pipeline import Drafted, draft

_MISSING = "missing-fact"
_TRIES = 2
"""Times a case is drafted whose files change while they are read."""


def unchanged(task: Task) -> Outcome | None:
    """Return the outcome of a task whose outputs stand and still fit its inputs, else None; no model is needed for it."""
    if not task.known:
        return None
    try:
        return Outcome(task.name, task.case, State.KEPT, key=task.known) if _key(task) == task.known else None
    except (AssistantError, OSError):
        return None


def run_case(task: Task) -> Outcome:
    """Draft and check one case; return its outcome, whatever happens: no case can fail its neighbours.

    With `task.aside` the files lie there, whole and on the disk, with their record (.done.json) among them; `place` puts
    the folder where it belongs. Without, they come back in `Outcome.content`, the record too.
    """
    began = time.monotonic()
    try:
        made = _run(task)
    except AssistantError as error:
        made = failed(task, error.problem, error.hint)
    except Exception as error:  # one case's fault must not end the others; it is named
        made = failed(task, *describe(error))
    return msgspec.structs.replace(made, seconds=round(time.monotonic() - began, 3))


def _run(task: Task) -> Outcome:
    key = _key(task)
    for _ in range(_TRIES):
        if key == task.known:
            return Outcome(task.name, task.case, State.KEPT, key=key)
        with _workshop(task) as folder:
            drafted = draft(task.folder, folder, task.settings, say=lambda _: None)
            content = {path.name: path.read_bytes() for path in drafted.files}
            before, key = key, _key(task)
            if before == key:
                return _finished(task, key, drafted, content, folder)
    raise AssistantError("材料在处理过程中被改动", "请等材料不再变动后重新运行")


def _key(task: Task) -> str:
    if not task.folder.is_dir():
        raise AssistantError("案例文件夹在处理过程中消失，或网络盘已断开", "请检查文件夹是否还在，再重新运行")
    try:
        return case_key(task.folder, task.base)
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        raise AssistantError(
            f"材料 {name} 在处理过程中消失", "请检查文件是否还在、网络盘是否断开，再重新运行"
        ) from error


@contextmanager
def _workshop(task: Task) -> Iterator[Path]:
    """Yield an empty folder to draft into; one of our own making goes again, and so does one that came to nothing."""
    if task.aside is None:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            yield Path(folder)
        return
    shutil.rmtree(task.aside, ignore_errors=True)
    task.aside.mkdir(parents=True)
    yield task.aside


def _finished(task: Task, key: str, drafted: Drafted, content: dict[str, bytes], folder: Path) -> Outcome:
    outcome = _told(task, key, drafted, {name: bytes_hash(each) for name, each in content.items()})
    record = done_bytes(outcome)
    if task.aside is None:
        return msgspec.structs.replace(outcome, content={**content, DONE_FILE: record})
    _write_through(folder / DONE_FILE, record)
    return outcome


def _told(task: Task, key: str, drafted: Drafted, files: dict[str, str]) -> Outcome:
    report, findings = drafted.report, drafted.findings
    counts = {name: sum(each.severity == name for each in findings) for name in ("error", "warning", "info")}
    return Outcome(
        task.name,
        task.case,
        State.DONE,
        agency=report.agency,
        year=report.year,
        title=report.title,
        counts=counts,
        errors=tuple(each.message for each in findings if each.severity == "error"),
        missing=tuple(each.message for each in findings if each.rule == _MISSING),
        unused=len(report.unused),
        key=key,
        files=files,
    )


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
