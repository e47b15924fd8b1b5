from assistant.classify import Label
from assistant.draft.clauses import enumerated, sentences
from assistant.draft.marks import plain
from assistant.draft.noted import Noted, Topic
from assistant.ingest import Place
from assistant.items import Item
from assistant.taxonomy import Part

LABEL = Label("其他文件", 0.9, "主动公开", 0.9, False, ())


def noted(clause, number=1, part=Part.PROACTIVE, topic="政策文件"):
    return Noted(Item(f"n:{number}", clause, Place("n", line=number)), LABEL, clause, part, topic)


def test_documents_that_were_only_issued_become_one_list():
    notes = [
        noted("印发《甲办法》", 1),
        noted("8月21日，《乙通知》在网站发布", 2),
        noted("《丙意见》也印发，收到意见3条", 3),
    ]
    assert [plain(each) for each in sentences(Topic("政策文件"), notes)] == [
        "印发并公开《甲办法》《乙通知》等文件。",
        "《丙意见》也印发，收到意见3条。",
    ]


def test_short_neighbours_share_a_sentence_and_a_lead():
    notes = [noted("发布图解1份", 1), noted("发布视频2条", 2)]
    assert [plain(each) for each in sentences(Topic("政策解读", lead="政策解读方面"), notes)] == [
        "政策解读方面，发布图解1份；发布视频2条。"
    ]


def test_long_neighbours_stay_apart():
    notes = [noted("甲" * 90, 1), noted("乙" * 90, 2)]
    assert len(sentences(Topic("工作动态"), notes)) == 2


def test_problems_are_numbered_anew():
    notes = [noted("问题一：推动力度不够", 1), noted("②机制尚未理顺", 2)]
    assert [plain(each) for each in enumerated(notes)] == ["一是推动力度不够。", "二是机制尚未理顺。"]
    assert [plain(each) for each in enumerated(notes[:1])] == ["推动力度不够。"]
