"""A model small enough to train in every run: three hands, six pairs of labels, an encoder of a few words."""

import pytest

from assistant.classify.fit import Recipe, fit, lessons_of, meanings_of
from assistant.classify.model import Classifier
from assistant.classify.notes import Note
from assistant.classify.train import bounded, bounds_of, out_of_fold

HANDS = {
    "ann": {
        ("政策解读", "主动公开"): ("供水新规图解3份已挂网", "问答上网，讲清补贴办法", "请专家解读节水条例"),
        ("财政预决算信息", "主动公开"): ("部门预算2月公开", "决算和三公经费表上网", "专项资金分配结果公布"),
        ("无", "监督保障"): ("组织政务公开培训一期", "领导小组开会部署公开工作", "考核得了92分"),
        ("无", "依申请公开"): ("收到信函申请1件", "答复申请人信息不存在", "补正通知已寄出"),
        ("无", "平台建设"): ("网站新开一个栏目", "公众号菜单改版", "大厅放了查阅电脑"),
        ("无", "无关"): ("打印机又卡纸", "明天请假半天", "食堂周三停伙"),
    },
    "bo": {
        ("政策解读", "主动公开"): ("把办法画成漫画发官网", "解读视频传了一条", "图解配文件同步挂"),
        ("财政预决算信息", "主动公开"): ("预算调整表传上去了", "晒了三公", "局属单位决算都发了"),
        ("无", "监督保障"): ("培训来了四十人", "请老师讲公开条例的课", "公开方案任务分到科室"),
        ("无", "依申请公开"): ("网上来一件申请", "申请延期答复", "申请人要合同，部分公开"),
        ("无", "平台建设"): ("网站改版上线", "关停一个微博账号", "站内搜索换引擎"),
        ("无", "无关"): ("快递放门卫了", "空调坏了报修", "打印机没墨"),
    },
    "cai": {
        ("政策解读", "主动公开"): ("图解一张讲补贴", "专家谈新条例", "办法的问答版挂出"),
        ("财政预决算信息", "主动公开"): ("公开预算19张表", "三公经费决算说明", "专项资金绩效表上网"),
        ("无", "监督保障"): ("公开工作培训班办了两期", "考核通报下发", "领导小组成员调整"),
        ("无", "依申请公开"): ("申请要求公开图纸", "申请答复书送达", "信函申请转办"),
        ("无", "平台建设"): ("栏目合并三个", "网站断链修了", "公众号改名"),
        ("无", "无关"): ("中午食堂吃啥", "请假一天体检", "门口快递认领"),
    },
}


class LetterEncoder:
    """Sentence vectors of how often a few dozen characters occur: enough to be near or far."""

    name = "letters"

    def __init__(self):
        self.asked = []

    def questions(self, texts):
        import numpy as np

        self.asked += texts
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in text:
                rows[row, ord(letter) % 64] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def passages(self, texts):
        return iter(self.questions(list(texts)))


def notes_of(hands):
    return tuple(
        Note(f"{writer}-{index}-{at}", text, category, "其他事项" if section == "无关" else section, writer,
             reportable=section != "无关")
        for writer, labelled in hands.items()
        for index, ((category, section), texts) in enumerate(labelled.items())
        for at, text in enumerate(texts)
    )  # fmt: skip


@pytest.fixture(scope="session")
def notes():
    return notes_of(HANDS)


@pytest.fixture(scope="session")
def recipe():
    return Recipe("tiny", {1: 0.7, 2: 1.0, 3: 0.63})


@pytest.fixture(scope="session")
def encoder():
    return LetterEncoder()


@pytest.fixture(scope="session")
def vectors(notes, encoder):
    return encoder.questions([note.text for note in notes])


@pytest.fixture(scope="session")
def lessons(notes, encoder, vectors):
    return lessons_of(notes, meanings_of(encoder.name, vectors))


@pytest.fixture(scope="session")
def weights(notes, lessons, recipe):
    unseen = out_of_fold(notes, lessons, recipe)
    quick, full = (bounds_of(unseen, scores, wanted=0.9) for scores in (unseen.quick, unseen.full))
    return bounded(fit(lessons, recipe), quick, full)


@pytest.fixture(scope="session")
def classifier(weights, encoder):
    return Classifier(weights, lambda: encoder)
