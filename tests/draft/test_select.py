from assistant.classify import Label
from assistant.draft.noted import Noted
from assistant.draft.select import select, weight
from assistant.ingest import Place
from assistant.items import Item, find_facts
from assistant.statistics import Figure, Figures, Origin
from assistant.taxonomy import Part


def noted(number, text, part=Part.SUPERVISION, confidence=0.95, reportable=True, residue=(), topic="培训"):
    label = Label("无", 0.9, part.value, confidence, not reportable, (), reportable)
    item = Item(f"记录:{number}", text, Place("记录", line=number), find_facts(text, 2025))
    return Noted(item, label, text, part, topic, residue)


def figure(key, value):
    return Figure(key, value, "条", Origin.COUNTED)


def reasons(notes, figures=(), budget=1000):
    selection = select(notes, Figures(figures), budget)
    return {each.id: each.reason for each in selection.unused}


def test_a_note_told_twice_is_told_once_with_more_facts():
    short, full = noted(1, "6月组织去12345热线大厅参观学习"), noted(2, "6月5日组织15人赴12345热线大厅参观学习")
    assert reasons([short, full]) == {"记录:1": "与“记录:2”说的是同一件事"}


def test_notes_that_differ_in_a_number_are_both_told():
    assert reasons([noted(1, "组织业务培训2次，63人次参加"), noted(2, "组织业务培训3次，40人次参加")]) == {}


def test_what_has_nothing_to_do_with_the_report_is_left_out():
    assert reasons([noted(1, "打印机又卡纸了要换硒鼓2个", reportable=False)]) == {"记录:1": "看起来与年度报告无关"}


def test_an_unsure_label_is_asked_about_and_not_placed():
    assert "归类没有把握" in reasons([noted(1, "6月5日组织15人参观", confidence=0.4)])["记录:1"]


def test_a_question_is_no_work_done():
    assert reasons([noted(1, "6月5日的培训通知谁发的？")]) == {"记录:1": "是询问，不是已做的工作"}


def test_the_days_of_one_request_are_left_to_the_ledger():
    note = noted(1, "8月8日那件申请8月29日答复", Part.ON_REQUEST, topic="办理")
    assert reasons([note]) == {}
    assert reasons([note], [figure("table3.new_received.total", 8)]) == {"记录:1": "单件申请的办理经过，已计入台账统计"}


def test_a_number_the_spreadsheets_confirm_is_not_told_twice():
    note = noted(1, "全年网站共公开信息12条", Part.PROACTIVE, topic="工作动态")
    assert "与表格统计一致" in reasons([note], [figure("publication.total", 12)])["记录:1"]


def test_a_number_the_spreadsheets_contradict_is_reported():
    note = noted(1, "全年网站共公开信息15条", Part.PROACTIVE, topic="工作动态")
    selection = select([note], Figures([figure("publication.total", 12)]), 1000)
    assert [(claim.stated, claim.figure) for claim in selection.conflicts] == [(15, 12)]
    assert selection.kept == ()


def test_the_weighty_notes_come_first_when_room_is_short():
    heavy = noted(1, "5月8日印发《政务公开培训计划》，组织培训2次，63人次参加")
    light = noted(2, "各科室都比以前更加重视政务公开工作了")
    assert weight(heavy) > weight(light)
    selection = select([light, heavy], Figures(), 45)
    assert [each.item.id for each in selection.kept] == ["记录:1"]
    assert "篇幅有限" in selection.unused[0].reason


def test_every_note_is_kept_or_listed():
    notes = [
        noted(number, f"{number % 12 + 1}月{number % 28 + 1}日组织第{number}期培训，参加{number + 20}人次")
        for number in range(1, 80)
    ]
    selection = select(notes, Figures(), 500)
    assert len(selection.kept) + len(selection.unused) == len(notes)
