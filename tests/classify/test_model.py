import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.classify import Classifier, load_classifier
from assistant.classify.model import encoder_of
from assistant.classify.notes import read_notes
from assistant.classify.weights import Bounds
from assistant.classify.words import STOP
from assistant.settings import resource
from assistant.taxonomy import DEFAULT_CATEGORIES, NO_CATEGORY, Part

CATEGORIES = {*DEFAULT_CATEGORIES, NO_CATEGORY}
SECTIONS = {part.value for part in Part}


@pytest.fixture(scope="module")
def shipped():
    return load_classifier()


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(deadline=None, max_examples=60)
def test_any_text_gets_labels_of_the_taxonomy(shipped, texts):
    labels = shipped.label(texts)
    assert len(labels) == len(texts)
    for text, label in zip(texts, labels, strict=True):
        assert label.category in CATEGORIES
        assert label.section in SECTIONS
        assert 0 <= label.category_confidence <= 1
        assert 0 <= label.section_confidence <= 1
        assert len(label.why) <= 3
        assert all(word in text and len(word) >= 2 for word in label.why)


def test_a_batch_is_labelled_as_its_notes_alone(notes):
    shipped = load_classifier(vectors=False)
    texts = [*(note.text for note in notes), "", "😂", "12345"] * 6
    assert shipped.label(texts) == [shipped.label([text])[0] for text in texts]


def test_with_vectors_a_batch_differs_from_its_notes_alone_by_rounding_only(shipped, notes):
    texts = [note.text for note in notes]
    for one, other in zip(shipped.label(texts), (shipped.label([text])[0] for text in texts), strict=True):
        if not one.needs_review and not other.needs_review:
            assert (one.category, one.section) == (other.category, other.section)
            assert one.category_confidence == pytest.approx(other.category_confidence, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "😂",
        "12345",
        "——————",
        "【1月】",
        "2023-08-21",
        "。。。",
        "See you at lunch",
        "print(x) 出错",
        "ありがとう",
    ],
)
def test_a_text_that_says_nothing_is_to_be_reviewed(shipped, text):
    (label,) = shipped.label([text])
    assert (label.category, label.needs_review, label.reportable, label.why) == ("无", True, False, ())


def test_no_texts_have_no_labels(shipped):
    assert shipped.label([]) == []


def test_ten_thousand_characters_are_one_note(shipped):
    (label,) = shipped.label(["收到政府信息公开申请1件，已按时答复。" * 600])
    assert label.section == Part.ON_REQUEST


def test_what_is_not_reportable_is_none_other_matters_and_for_review(classifier):
    (label,) = classifier.label(["打印机卡纸了"])
    assert (label.category, label.section, label.reportable, label.needs_review) == ("无", "其他事项", False, True)


def test_doubt_is_for_review_and_certainty_is_not(weights):
    bounds = weights.quick.bounds
    labels = Classifier(weights).label(["供水办法图解挂网", "区块链", "申请答复书", "预算和培训"])
    assert {label.needs_review for label in labels} == {True, False}
    for label in labels:
        if label.reportable:
            sure = min(label.category_confidence, label.section_confidence) >= bounds.review - 1e-4
            assert sure or label.needs_review


def test_only_notes_that_characters_leave_open_reach_the_encoder(weights, encoder):
    sure = replace(weights, quick=replace(weights.quick, bounds=Bounds(1e-3, 0.0, 0.0)))
    unsure = replace(weights, quick=replace(weights.quick, bounds=Bounds(1.0, 1.0, 2.0)))
    encoder.asked.clear()
    Classifier(sure, lambda: encoder).label(["图解挂网", "决算公开"])
    assert encoder.asked == []
    Classifier(unsure, lambda: encoder).label(["图解挂网", "决算公开"])
    assert encoder.asked == ["图解挂网", "决算公开"]


def test_without_an_encoder_characters_decide(weights, notes):
    texts = [note.text for note in notes]
    assert Classifier(weights).label(texts) == Classifier(replace(weights, full=None, meanings=None)).label(texts)


def test_vectors_of_another_encoder_are_not_compared(weights, tmp_path):
    assert encoder_of(weights)() is None
    assert encoder_of(weights, tmp_path)() is None


def test_a_category_never_contradicts_its_section(shipped, notes):
    for label in shipped.label([note.text for note in notes]):
        assert (label.category, label.section) in {
            *((name, "主动公开") for name in DEFAULT_CATEGORIES if name != "建议提案"),
            ("建议提案", "建议提案办理"),
            *(("无", section) for section in SECTIONS),
        }


@pytest.mark.parametrize(
    ("text", "category", "section"),
    [
        ("8.21挂了开放工作安排的图解和专家解读各1份", "政策解读", "主动公开"),
        ("组织了一次政策解读业务培训，42人参加", "无", "监督保障"),
        ("部门预算公示挂网", "财政预决算信息", "主动公开"),
        ("申请人要三公经费明细，部分公开", "无", "依申请公开"),
        ("网站新增政策解读专栏", "无", "平台建设"),
        ("政协提案答复函挂网公开", "建议提案", "建议提案办理"),
        ("公告发布前做了保密审查", "无", "政府信息管理"),
        ("图解太少，明年要多做", "无", "问题与改进"),
        ("《供水办法》征求意见稿挂网30天", "调查征集及结果反馈", "主动公开"),
        ("本年未收取信息处理费", "无", "其他事项"),
    ],
)
def test_plain_notes_are_labelled_as_the_guidelines_say(shipped, text, category, section):
    (label,) = shipped.label([text])
    assert (label.category, label.section) == (category, section)


DATA = Path(__file__).parent / "data"


def lines(name):
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_notes_with_a_giveaway_word_of_another_label_are_seen_through(shipped):
    """Written by hand before any result was looked at, never trained with; so are those out of scope."""
    asked = lines("misleading.jsonl")
    labels = shipped.label([each["text"] for each in asked])
    right = [
        (label.category, label.section) == (each["category"], each["section"])
        for label, each in zip(labels, asked, strict=True)
    ]
    trapped = sum(label.category == each["trap"] != each["category"] for label, each in zip(labels, asked, strict=True))
    assert len(asked) == 120
    assert sum(right) >= 108
    assert trapped <= 6


def test_notes_of_writers_who_came_after_the_training_are_labelled(shipped):
    asked = lines("unseen.jsonl")
    labels = shipped.label([each["text"] for each in asked])
    pairs = list(zip(labels, asked, strict=True))
    right = [(label.category, label.section) == (each["category"], each["section"]) for label, each in pairs]
    sure = [good for good, label in zip(right, labels, strict=True) if not label.needs_review]
    assert len({each["writer"] for each in asked}) == 4
    assert sum(right) >= 0.9 * len(asked)
    assert sum(sure) >= 0.92 * len(sure)
    assert len(sure) >= 0.8 * len(asked)


def test_notes_out_of_scope_are_none_or_reviewed(shipped):
    labels = shipped.label([each["text"] for each in lines("out_of_scope.jsonl")])
    assert len(labels) == 120
    assert sum(label.category == "无" for label in labels) >= 108
    assert sum(label.category == "无" and label.needs_review for label in labels) >= 102
    assert sum(label.category != "无" and not label.needs_review for label in labels) <= 6


def test_why_names_words_and_no_stop_words(shipped):
    texts = [note.text for note in read_notes(resource("corpus", "notes.jsonl"))[::40]]
    labels = shipped.label(texts)
    words = [word for label in labels for word in label.why]
    assert all(len(word) >= 2 and word not in STOP for word in words)
    assert sum(bool(label.why) for label in labels) > 0.8 * len(labels)


def test_labelling_loads_neither_scikit_learn_nor_scipy():
    code = (
        "import sys; from assistant.classify import load_classifier; load_classifier().label(['图解挂网']);"
        "print(*{'sklearn', 'scipy', 'torch', 'pandas'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == ""
