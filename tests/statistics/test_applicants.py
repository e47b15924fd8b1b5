import pytest

from assistant.statistics.applicants import load_applicants, save_applicant
from assistant.statistics.lexicon import shipped
from assistant.tables import load_tables


@pytest.mark.parametrize(
    ("kind", "subtype", "column"),
    [
        ("自然人", None, "natural_person"),
        ("自然人（1）", None, "natural_person"),
        ("自然人1人", None, "natural_person"),
        ("公民", None, "natural_person"),
        ("自然人（测试甲）", None, "natural_person"),
        ("法人", "商业企业", "enterprise"),
        ("法人（1）", "商业企业（1）", "enterprise"),
        ("法人或其他组织—商业企业", None, "enterprise"),
        ("法人或者其他组织（商业企业）", None, "enterprise"),
        ("商业企业", "商业企业", "enterprise"),
        (None, "科研机构", "research"),
        ("组织", "社会公益组织", "public_welfare"),
        ("其他组织", "法律服务机构", "legal_service"),
        ("法人", "其他", "other_org"),
        ("法人或其他组织-其他", None, "other_org"),
    ],
)
def test_an_applicant_as_ledgers_write_it_finds_its_column(kind, subtype, column):
    assert load_applicants().match(kind, subtype).column == column


@pytest.mark.parametrize(
    ("kind", "subtype", "candidates", "reason"),
    [
        ("法人", None, (), "没有写明组织类型"),
        ("法人或其他组织", None, (), "没有写明组织类型"),
        (None, None, (), "没有填写申请人类型"),
        ("其他", None, (), "不认识的申请人类型"),
        ("法人", "某某有限公司", ("enterprise",), "须确认"),
        ("公司", None, ("enterprise",), "须确认"),
        ("法人", "律师事务所", ("legal_service",), "须确认"),
        ("组织", "村委会", ("other_org",), "须确认"),
        ("个体工商户", None, ("natural_person", "enterprise"), "须由本单位确定"),
        ("法人", "个体工商户", ("natural_person", "enterprise"), "须由本单位确定"),
        ("联合申请", None, ("natural_person", "other_org"), "须由本单位确定"),
        ("自然人（3）", None, ("natural_person", "other_org"), "不是一个申请人"),
        ("自然人", "商业企业", ("natural_person",), "又填了组织类型"),
        ("法人", "自然人", ("natural_person",), "不一致"),
        ("科研机构", "商业企业", ("research", "enterprise"), "不一致"),
    ],
)
def test_what_is_only_likely_is_asked_never_counted(kind, subtype, candidates, reason):
    match = load_applicants().match(kind, subtype)
    assert (match.column, match.candidates) == (None, candidates)
    assert reason in match.reason


@pytest.mark.parametrize("column", load_tables().leaf_columns3)
def test_the_forms_own_label_means_its_column(column):
    assert load_applicants().match(load_tables().column_label(column), None).column == column


def test_every_hint_and_word_names_a_column_of_the_form():
    raw = shipped()["applicants"]
    assert {*raw["words"], *raw["hints"]} | {key for keys in raw["ask"].values() for key in keys} <= set(
        load_tables().leaf_columns3
    )


def test_an_offices_choice_settles_a_question(tmp_path):
    path = tmp_path / "outcomes.yaml"
    save_applicant(path, "个体工商户", "自然人")
    save_applicant(path, "有限公司", "enterprise")
    applicants = load_applicants(path)
    assert applicants.match("个体工商户", None).column == "natural_person"
    assert applicants.match("法人", "有限公司").column == "enterprise"
