"""Figures in words: what a person calls the number behind a key."""

from collections.abc import Callable

from assistant.tables import load_tables

_FIXED = {
    "publication.total": "主动公开信息总数",
    "publication.postings": "主动公开信息发布条次（各渠道合计）",
    "publication.items": "主动公开信息条数（同一信息只计一次）",
    "publication.late": "超过20个工作日公开的信息",
    "publication.timed": "可核算公开时限的信息",
    "publication.median_days": "从形成到公开的工作日中位数",
    "fees.ipf_yuan": "政府信息公开信息处理费",
    "requests.late": "逾期答复的申请",
    "requests.overdue": "年底逾期未答复的申请",
    "requests.sued": "被提起行政诉讼的申请",
    "requests.on_time_rate": "申请按期答复率",
    "requests.median_days": "申请办理工作日中位数",
    "requests.extended": "延期答复的申请",
    "requests.corrected": "要求补正的申请",
    "requests.third_party": "征求第三方意见的申请",
    "requests.reviewed": "被申请行政复议的申请",
    "requests.fee": "依申请公开台账登记的信息处理费",
    "proposals.total": "建议提案总数",
    "proposals.adopted": "采纳的建议提案",
    "proposals.measures": "建议提案采纳措施",
    "hotline.total": "群众来信办件总数",
    "hotline.agreed": "群众来信办件 同意公开",
    "hotline.not_agreed": "群众来信办件 不同意公开",
    "hotline.on_time": "群众来信办件 按时办结",
    "hotline.late": "群众来信办件 未按时办结",
}
_PREFIXES = {
    "publication.by_category.": "主动公开信息 栏目“{}”",
    "publication.by_channel.": "主动公开信息 渠道“{}”",
    "publication.by_month.": "主动公开信息 {}月",
    "publication.by_form.": "政策解读 {}",
    "requests.by_channel.": "依申请公开 申请方式“{}”",
    "requests.by_topic.": "依申请公开 内容“{}”",
    "hotline.by_kind.": "群众来信办件 类别“{}”",
}
_PROPOSALS = {
    "total": "总数",
    "published": "由本机关公开",
    "exempt": "不公开",
    "others": "由其他单位公开",
    "adopted": "采纳",
    "measures": "采纳措施",
}


def label_of(key: str) -> str:
    """Return what people call a figure; a key nobody knows is returned as it is.

    >>> label_of("table3.granted.natural_person"), label_of("compare.table3.new_received.total.percent")
    ('表三 （一）予以公开 自然人', '表三 一、本年新收政府信息公开申请数量 总计 同比增减幅度')
    """
    if key.startswith("previous."):
        return f"上年 {label_of(key.removeprefix('previous.'))}"
    if key.startswith("compare."):
        inner, _, kind = key.removeprefix("compare.").rpartition(".")
        return f"{label_of(inner)} {'同比增减幅度' if kind == 'percent' else '比上年增减'}"
    for prefix, words in _PREFIXES.items():
        if key.startswith(prefix):
            return words.format(key.removeprefix(prefix))
    parts = tuple(key.split("."))
    if parts[0] in _OF and len(parts) == 3:
        return _OF[parts[0]](parts[1], parts[2]) or key
    return _FIXED.get(key, key)


def _table2(row: str, column: str) -> str:
    for block in load_tables().blocks2:
        rows = {each.key: each.label for each in block.rows}
        columns = {each.key: each.label for each in block.columns}
        if row in rows and column in columns:
            return f"表二 {rows[row]} {columns[column].removesuffix('（单位：万元）')}"
    return ""


def _table3(row: str, column: str) -> str:
    tables = load_tables()
    if row not in {each.key for each in tables.rows3} or column not in {each.key for each in tables.columns3}:
        return ""
    return f"表三 {tables.row_label(row)} {tables.column_label(column)}"


def _table4(group: str, column: str) -> str:
    tables = load_tables()
    labels = {each.key: each.label for each in tables.columns4}
    for each in tables.groups4:
        if each.key == group and column in labels:
            return f"表四 {f'{each.parent}—' if each.parent else ''}{each.label} {labels[column]}"
    return ""


def _proposals(kind: str, what: str) -> str:
    return f"{'人大建议' if kind == '建议' else '政协提案'} {_PROPOSALS.get(what, what)}"


_OF: dict[str, Callable[[str, str], str]] = {
    "table2": _table2,
    "table3": _table3,
    "table4": _table4,
    "proposals": _proposals,
}
