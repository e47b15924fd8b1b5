"""What the log keeps, in words: before and after as a clerk reads them. The exported log keeps the values themselves."""

from collections.abc import Mapping

from assistant.web.models import State

_NAMES = {
    "version": "版本", "sha256": "校验码", "files": "文件", "notes": "记录条数", "noise": "不算记录的行数",
    "category": "栏目", "section": "年报部分", "status": "状态", "by": "人员", "name": "用户名",
    "agency": "机关", "year": "年度", "short_name": "简称", "level": "级别", "region": "地区", "contact": "联系方式",
    "office": "联系机构", "address": "地址", "postcode": "邮编", "phone": "电话", "email": "电子邮箱",
    "other": "新草稿", "choice": "处理", "reason": "理由", "findings": "批注数", "proposals": "待决定的改动",
    "off": "不检查", "severity": "改程度", "role": "角色", "administrator": "管理员", "link": "一次性地址",
    "digest": "内容摘要", "size": "大小", "parts": "拆成", "text": "文字", "remark": "备注",
}  # fmt: skip
_WORDS = {
    "mine": "保留改过的", "new": "待确认", "drop": "不再保留", "accepted": "采用", "rejected": "不采用", "edited": "已修改",
    "conflict": "有冲突", "drafted": "起草", "corrected": "已更正", "drafter": "起草", "reviewer": "审核", "True": "是",
    "False": "否", "error": "错误", "warning": "警告", "info": "提示",
    **{str(value): str(label) for value, label in State.choices},
}  # fmt: skip
_INNER = frozenset({"key", "seen", "note", "batch"})
_SHORT = 12


def in_words(value: object) -> str:
    """Return a kept value in words; nothing for None.

    >>> in_words({"category": "政策解读", "status": "new", "note": 3})
    '栏目：政策解读；状态：待确认'
    """
    if isinstance(value, Mapping):
        if "text" in value:
            reason = value.get("reason")
            return f"{value['text']}（{reason}）" if reason else str(value["text"])
        return "；".join(_named(str(name), each) for name, each in value.items() if _tells(str(name), each))
    if isinstance(value, list | tuple):
        return "、".join(in_words(each) for each in value)
    return "" if value is None else _WORDS.get(str(value), str(value))


def _tells(name: str, value: object) -> bool:
    return name not in _INNER and value not in (None, "", [], {})


def _named(name: str, value: object) -> str:
    words = str(value)[:_SHORT] if name == "sha256" else in_words(value)
    if name == "choice" and value == "new":
        words = "用新草稿"
    return f"{_NAMES.get(name, name)}：{words}"
