import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.wording import _synonyms, expand, letters, mask, plain, tidy
from assistant.settings import resource


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("全年发布信息412条", "全年发布信息条"),
        ("8月21日公布《云川市节水办法》", "公布办法"),
        ("2023年度培训２次、63人次", "培训次、人次"),
        ("印发《共建口径》", "印发文件"),
        ("满意率94.2%", "满意率"),
        ("落实三审三校", "落实三审三校"),
        ("协调青山市财政局", "协调财政局"),
    ],
)
def test_only_the_wording_is_left(text, masked):
    assert mask(text) == masked


def test_the_agency_s_own_names_are_masked():
    assert mask("云川市水务局在“云川水务”推送", "云川市水务局") == "在“水务”推送"


@given(st.text(alphabet="云川市年月日条0123456789.％，《》a1", max_size=40))
def test_no_digit_survives_masking(text):
    assert not re.search(r"\d", mask(text))


@given(st.text(max_size=60))
def test_plain_text_is_stable(text):
    assert plain(plain(text)) == plain(text)


def test_colloquial_words_bring_their_official_ones_once():
    assert expand("老百姓看不懂，老百姓没人来要") == "群众 居民 公众 专业术语 解读 名词解释 未收到 申请"


def test_the_longest_colloquial_word_wins():
    assert expand("没人来要") == "未收到 申请"
    assert expand("没人来") == "未收到"


def test_a_formal_question_is_not_expanded():
    assert expand("组织业务培训") == ""


def test_the_lexicon_is_written_without_repeats_and_is_large():
    text = resource("corpus", "lexicons", "synonyms.yaml").read_text(encoding="utf-8")
    said = re.findall(r"^([^#\s][^:]*):", text, re.MULTILINE)
    assert len(said) == len(set(said)) == len(_synonyms()[1])
    assert len(said) >= 150


def test_no_entry_of_the_lexicon_is_its_own_translation():
    assert [said for said, written in _synonyms()[1].items() if written.split() == [said]] == []


@pytest.mark.parametrize(
    ("text", "set_text"),
    [
        ('共 550 余篇,其中"图解" 3 份(含视频);', "共550余篇，其中“图解”3份（含视频）；"),
        ("（国办函 [2020] 109号）", "（国办函[2020]109号）"),
        ("金额1,234元,比例3:2", "金额1,234元，比例3:2"),
        ("IPv6 改造, see web", "IPv6改造, see web"),
    ],
)
def test_a_text_copied_from_a_page_is_set_in_full_width_marks(text, set_text):
    assert tidy(text) == set_text
    assert tidy(set_text) == set_text


@given(st.text(max_size=40))
def test_letters_hold_no_punctuation(text):
    assert all(char.isalnum() or char == " " for char in letters(text))
