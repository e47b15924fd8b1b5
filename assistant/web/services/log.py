"""The log: who did what, when, before and after."""

import csv
import io
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime

from assistant.web.models import Case, LogEntry

WORDS = {
    "case.new": "新建案例",
    "case.import": "导入案例",
    "case.profile": "改机关信息",
    "case.state": "改状态",
    "case.export": "导出案例",
    "file.add": "上传文件",
    "file.remove": "移出文件",
    "note.paste": "粘贴记录",
    "note.label": "改标签",
    "note.accept": "确认标签",
    "note.split": "拆分记录",
    "note.merge": "合并记录",
    "note.remove": "剔除记录",
    "note.add": "补为记录",
    "note.undo": "撤销",
    "figure.type": "填数",
    "draft.start": "起草",
    "draft.done": "起草完成",
    "edit.accept": "采用",
    "edit.edit": "改稿",
    "edit.reject": "退回",
    "edit.resolve": "处理冲突",
    "finding.accept": "接受检查结果",
    "finding.reopen": "重开检查结果",
    "finding.fix": "一键修正",
    "finding.rules": "改规则设置",
    "word.download": "下载 Word",
    "word.upload": "上传 Word",
    "word.decide": "处理 Word 修改",
    "version.save": "保存版本",
    "version.restore": "恢复版本",
    "version.lock": "定稿",
    "version.unlock": "重新打开",
    "user.login": "登录",
    "user.refused": "登录失败",
    "user.locked": "登录锁定",
    "user.new": "新建用户",
    "user.grant": "授权",
    "user.revoke": "取消授权",
    "user.off": "停用用户",
    "user.on": "启用用户",
    "user.password": "改密码",
    "audit.export": "导出日志",
}
"""Every action's word for the pages; an action that is not here cannot be logged."""


def new_batch() -> str:
    """Return a name for the entries of one action."""
    return uuid.uuid4().hex


def record(
    who: Any,  # noqa: ANN401
    what: str,
    case: Case | None = None,
    target: str = "",
    before: object = None,
    after: object = None,
    batch: str = "",
) -> LogEntry:
    """Add one entry; `who` is a user or None for a visitor."""
    return LogEntry.objects.create(**_entry(who, what, case, target, before, after, batch))


def record_all(who: Any, what: str, case: Case, changes: Iterable[tuple[str, object, object]], batch: str) -> None:  # noqa: ANN401
    """Add an entry for each (target, before, after) of one action."""
    rows = [LogEntry(**_entry(who, what, case, target, before, after, batch)) for target, before, after in changes]
    LogEntry.objects.bulk_create(rows)


def _entry(
    who: Any,  # noqa: ANN401
    what: str,
    case: Case | None,
    target: str,
    before: object,
    after: object,
    batch: str,
) -> dict[str, Any]:
    if what not in WORDS:
        raise KeyError(what)
    known = who is not None and who.pk is not None
    return {
        "case": case,
        "by": who if known else None,
        "who": display(who) if known else "访客",
        "what": what,
        "target": target[:300],
        "before": before,
        "after": after,
        "batch": batch,
    }


def display(user: Any) -> str:  # noqa: ANN401
    """Return how a user is called on pages."""
    return str(user.first_name or user.username)


def as_csv(entries: Iterable[LogEntry]) -> bytes:
    """Return entries as a CSV that spreadsheets open; what would be a formula is kept text."""
    import json

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["时间", "人员", "案例", "操作", "对象", "之前", "之后"])
    for entry in entries:
        told = [
            f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}",
            entry.who,
            str(entry.case or ""),
            WORDS[entry.what],
            entry.target,
            *("" if value is None else json.dumps(value, ensure_ascii=False) for value in (entry.before, entry.after)),
        ]
        writer.writerow([_plain(value) for value in told])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
