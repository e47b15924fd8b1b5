import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadSettings
from assistant.statistics.lexicon import CARRIED_OUT, shipped
from assistant.statistics.outcomes import load_outcomes, save_outcome, suggest_outcomes
from assistant.tables import load_tables

LISTED = [
    (row, word)
    for row, entry in shipped()["outcomes"].items()
    for kind in ("words", "phrases", "customary")
    for word in entry.get(kind, ())
]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("公开", "granted"),
        ("同意公开", "granted"),
        ("予以公开（已主动公开，告知获取方式）", "granted"),
        ("已公开告知", "granted"),
        ("延期后公开", "granted"),
        ("非涉密，予以公开", "granted"),
        ("部分", "partial"),
        ("部分公开+不予公开", "partial"),
        ("部分公开，部分信息不存在", "partial"),
        ("公开部分，其余属于个人隐私不予公开", "partial"),
        ("涉及国家秘密，不予公开", "refused_state_secret"),
        ("法律、行政法规禁止公开", "refused_law_forbids"),
        ("危及“三安全一稳定”", "refused_three_safety"),
        ("第三方不同意公开", "refused_third_party"),
        ("不予公开：个人隐私", "refused_third_party"),
        ("内部管理信息不予公开", "refused_internal"),
        ("不予公开（条例第十六条第一款）", "refused_internal"),
        ("属于过程性信息", "refused_process"),
        ("行政执法案卷信息", "refused_enforcement"),
        ("不动产查询，依照有关规定办理", "refused_admin_query"),
        ("1. 信息不存在（第三十六条第四项）", "unable_not_held"),
        ("非本机关公开，已告知应向哪个单位申请", "unable_not_held"),
        ("不属于我局职责", "unable_not_held"),
        ("信息不存在，建议向市住建局咨询", "unable_not_held"),
        ("36(4)", "unable_not_held"),
        ("依据第三十六条第（五）项", "unable_not_held"),
        ("经 检 索 未 找 到", "unable_not_held"),
        ("没有现成信息，需汇总加工", "unable_need_creation"),
        ("补正后内容仍不明确", "unable_unclear"),
        ("转信访局办理", "unprocessed_petition"),
        ("重复申请，不予处理", "unprocessed_repeat"),
        ("要求提供公开出版物", "unprocessed_publication"),
        ("无正当理由大量反复申请", "unprocessed_mass"),
        ("要求确认或重新出具", "unprocessed_confirm"),
        ("逾期不补正，不再处理", "other_no_correction"),
        ("逾期未缴费", "other_no_payment"),
        ("其他处理（不属于政府信息）", "other_other"),
        ("申请人撤回", "other_other"),
        ("办理中", CARRIED_OUT),
        ("结转下年度继续办理", CARRIED_OUT),
    ],
)
def test_an_outcome_as_ledgers_write_it_finds_its_row(cell, row):
    assert load_outcomes().match(cell).row == row


@pytest.mark.parametrize(("row", "word"), LISTED)
def test_every_listed_word_means_the_row_it_stands_under(row, word):
    assert load_outcomes().match(word).row == row


@pytest.mark.parametrize("row", load_tables().leaf_rows3)
def test_the_forms_own_label_means_its_row(row):
    outcomes, tables = load_outcomes(), load_tables()
    label = next(each.label for each in tables.rows3 if each.key == row)
    assert outcomes.match(label).row == outcomes.match(tables.row_label(row)).row == row


def test_every_row_of_the_form_has_words_and_no_other_row_has():
    assert set(shipped()["outcomes"]) == set(load_tables().leaf_rows3)


@pytest.mark.parametrize(
    ("cell", "candidates"),
    [
        ("不存在；重复申请", ("unable_not_held", "unprocessed_repeat")),
        ("予以公开、撤回", ("granted", "other_other")),
        ("部分信息不存在", ("partial", "unable_not_held")),
        ("办理中，信息不存在", (CARRIED_OUT, "unable_not_held")),
    ],
)
def test_two_outcomes_in_one_cell_are_refused_and_both_are_named(cell, candidates):
    match = load_outcomes().match(cell)
    assert match.row is None
    assert sorted(match.candidates) == sorted(candidates)


@pytest.mark.parametrize(
    ("cell", "group"), [("不予公开", "refused"), ("36（三）", "refused"), ("无法提供", "unable"), ("其他处理", "other")]
)
def test_a_group_of_rows_alone_is_refused_and_its_rows_are_offered(cell, group):
    match = load_outcomes().match(cell)
    assert match.row is None
    assert match.candidates == load_tables().groups3[group]


@pytest.mark.parametrize(
    "cell", ["已办结", "按时答复", "不属于信访", "未公开", "公开/不予公开", "依申请公开", "？", "张三", 7]
)
def test_what_is_not_known_is_refused(cell):
    assert load_outcomes().match(cell).row is None


def test_a_customary_outcome_counts_and_says_that_it_is_custom():
    assert not load_outcomes().match("撤回").sure
    assert load_outcomes().match("信访").sure


def test_a_plain_reason_outranks_a_customary_one():
    assert load_outcomes().match("属于过程性信息（会议纪要、内部文件）").row == "refused_process"


@given(
    st.sampled_from(LISTED),
    st.sampled_from(["{}", " {} ", "（{}）", "1.{}", "“{}”", "{}。", "（一）{}", "{}（见答复书）"]),
)
def test_marks_and_numbering_change_nothing(listed, frame):
    row, word = listed
    assert load_outcomes().match(frame.format(word)).row == row


@given(st.text(max_size=12))
def test_no_text_is_ever_counted_under_a_row_the_form_does_not_have(text):
    assert load_outcomes().match(text).row in {None, CARRIED_OUT, *load_tables().leaf_rows3}


def test_suggestions_are_the_nearest_rows_best_first():
    found = suggest_outcomes("信息没有存在过")
    assert found[0][0] == "unable_not_held"
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_suggestions_for_a_group_stay_within_it():
    assert {row for row, _ in suggest_outcomes("不予公开", limit=8)} == set(load_tables().groups3["refused"])


def test_a_saved_choice_is_found_again_and_outranks_the_shipped_words(tmp_path):
    path = tmp_path / "office" / "outcomes.yaml"
    save_outcome(path, "转住建局阅处", "unable_not_held")
    save_outcome(path, "撤回", "（五）不予处理 2.重复申请")
    outcomes = load_outcomes(path)
    assert outcomes.match("1. 转住建局 阅处").row == "unable_not_held"
    assert outcomes.match("撤回").row == "unprocessed_repeat"
    assert load_outcomes().match("撤回").row == "other_other"


def test_saving_a_word_again_replaces_the_older_choice_and_keeps_the_rest(tmp_path):
    path = tmp_path / "outcomes.yaml"
    path.write_text("applicants:\n  个体工商户: natural_person\n", encoding="utf-8")
    save_outcome(path, "已转阅", "other_other")
    save_outcome(path, "已 转阅", "granted")
    assert load_outcomes(path).match("已转阅").row == "granted"
    assert path.read_text(encoding="utf-8").count("转阅") == 1
    assert "个体工商户: natural_person" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outcomes:\n  已转阅: 第二十六行\n", "不是表三的行"),
        ("outcome:\n  已转阅: granted\n", "不认识的部分：outcome"),
        ("- 已转阅\n", "写法不对"),
        ("outcomes: [已转阅]\n", "写法不对"),
        ("outcomes: {\n", "读不出来"),
        ("applicants:\n  个体工商户: 农民\n", "不是表三的列"),
    ],
)
def test_a_file_that_does_not_say_what_it_must_is_refused(tmp_path, text, said):
    path = tmp_path / "outcomes.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=said):
        load_outcomes(path)


def test_an_unknown_row_or_an_empty_word_is_not_saved(tmp_path):
    path = tmp_path / "outcomes.yaml"
    with pytest.raises(BadSettings, match="不是表三的行"):
        save_outcome(path, "已转阅", "nothing")
    with pytest.raises(BadSettings, match="空的"):
        save_outcome(path, " 1. ", "granted")
    assert not path.exists()
