from assistant.classify import Label
from assistant.draft.context import place_by_context
from assistant.draft.noted import Noted
from assistant.ingest import Line, Place, Text
from assistant.items import Item, find_facts
from assistant.taxonomy import Part


def paste(*lines):
    text = Text("群聊", tuple(Line(number, line) for number, line in enumerate(lines, 1)))
    label = Label("无", 0.9, "监督保障", 0.9, False, ())
    notes = []
    for number, line in enumerate(lines, 1):
        said = line.lstrip("①②③④ ")
        item = Item(f"群聊:{number}", said, Place("群聊", line=number), find_facts(said, 2025))
        notes.append(Noted(item, label, said, Part.SUPERVISION, "培训"))
    return place_by_context(notes, [text])


def test_a_lead_says_where_a_note_belongs():
    placed = paste("问题一：解读形式单一", "打算：①一季度建清单", "②四月底前补齐栏目", "③培训办两期", "组织培训2次")
    assert [(each.part, each.topic) for each in placed] == [
        (Part.PROBLEMS, "问题"),
        (Part.PROBLEMS, "改进"),
        (Part.PROBLEMS, "改进"),
        (Part.PROBLEMS, "改进"),
        (Part.SUPERVISION, "培训"),
    ]


def test_rows_of_one_table_are_told_together_and_all_of_them_are_sources():
    (row,) = paste("市级，发稿350余篇，说明：日报", "省级，发稿150篇", "中央，发稿50篇")
    assert row.clause == "发稿市级350余篇、省级150篇、中央50篇"
    assert row.ids == ("群聊:1", "群聊:2", "群聊:3")
    assert [quantity.value for quantity in row.item.facts.quantities] == [350, 150, 50]


def test_rows_that_count_different_things_stay_apart():
    assert len(paste("市级，发稿350篇", "省级，发布15条")) == 2
