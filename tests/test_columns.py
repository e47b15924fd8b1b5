from assistant.classify import Label
from assistant.columns import guess_columns
from assistant.ingest import Sheet, SheetKind


def sheet(rows):
    columns = {"标题": [title for title, _ in rows], "栏目": [column for _, column in rows]}
    return Sheet("导出.csv", None, SheetKind.WEB_EXPORT, columns, range(2, len(rows) + 2))


def label(titles):
    return [Label("政策解读" if "图解" in each else "无", 0.9, "主动公开", 0.9, False, ()) for each in titles]


def test_a_column_nobody_knows_is_judged_by_its_titles():
    rows = [("图解甲", "看得懂"), ("图解乙", "看得懂"), ("丙", "看得懂"), ("丁", "杂项"), ("图解戊", "通知公告")]
    assert guess_columns([sheet(rows)], label) == {"看得懂": "政策解读"}


def test_a_column_without_a_majority_keeps_its_name():
    assert guess_columns([sheet([("图解甲", "杂"), ("乙", "杂"), ("丙", "杂")])], label) == {}
