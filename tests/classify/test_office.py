import pytest

from assistant.classify.model import Classifier
from assistant.classify.office import Basis, Known, examples, fingerprint, fit_office, office_lessons
from assistant.taxonomy import Category, Taxonomy

OFFICE = Taxonomy(
    (
        Category("图说新政", maps_to="政策解读"),
        Category("晒家底", "部门花钱的账", ("部门预算公开", "决算公开表"), maps_to="财政预决算信息"),
        Category("安全提示", "用气用电的提醒", ("冬季用煤安全提醒", "燃气安全小贴士", "雷雨天用电提醒")),
    )
)


@pytest.fixture(scope="module")
def basis(notes, weights, encoder):
    return Basis(Known(notes, weights.meanings.rows), weights, encoder)


@pytest.fixture(scope="module")
def office(basis, encoder):
    return Classifier(fit_office(OFFICE, basis, basis.known), lambda: encoder)


def categories(classifier, *texts):
    return [label.category for label in classifier.label(list(texts))]


def test_mapped_categories_work_at_once(office):
    assert categories(office, "供水办法图解挂网", "部门决算和三公经费公开") == ["图说新政", "晒家底"]


def test_a_category_of_its_own_works_by_its_examples(office):
    (label,) = office.label(["燃气安全提醒"])
    assert (label.category, label.section) == ("安全提示", "主动公开")


def test_what_is_not_published_stays_none(office):
    labels = office.label(["收到信函申请2件", "打印机又没墨了"])
    assert [(each.category, each.section, each.reportable) for each in labels] == [
        ("无", "依申请公开", True),
        ("无", "其他事项", False),
    ]


def test_only_the_offices_names_come_out(office, notes):
    assert {label.category for label in office.label([note.text for note in notes])} <= {*OFFICE.names, "无"}


def test_two_categories_that_share_a_built_in_one_are_told_apart_by_examples(basis, encoder):
    shared = Taxonomy(
        (
            Category("预算", examples=("部门预算公开表",), maps_to="财政预决算信息"),
            Category("决算", examples=("部门决算公开表",), maps_to="财政预决算信息"),
        )
    )
    lessons = office_lessons(shared, basis, basis.known, Known(()))
    at = [note.category for note in basis.known.notes if note.category in ("无", "财政预决算信息")].index(
        "财政预决算信息"
    )
    budget, account = (lessons.pairs.index((name, "主动公开")) for name in shared.names)
    assert lessons.wanted[at, budget] == lessons.wanted[at, account] == 1.0
    classifier = Classifier(fit_office(shared, basis, basis.known), lambda: encoder)
    assert categories(classifier, "预算公开了", "决算公开了") == ["预算", "决算"]


def test_without_an_encoder_characters_alone_are_learned(basis, notes, weights):
    bare = Basis(Known(notes), weights)
    made = fit_office(OFFICE, bare, bare.known)
    assert made.full is None
    assert categories(Classifier(made), "供水办法图解挂网") == ["图说新政"]


def test_a_name_in_few_notes_is_not_remembered(basis):
    from assistant.classify.grams import key
    from assistant.classify.notes import Note

    def own(count):
        notes = [Note("", f"赵钱孙燃气提醒{'好' * at}", "安全提示", "主动公开", "office") for at in range(count)]
        return fit_office(OFFICE, basis, basis.known, basis.know(notes))

    assert key("赵钱") not in own(3).vocabulary.keys
    assert key("赵钱") in own(6).vocabulary.keys


def test_a_description_and_every_example_are_told(basis):
    told = [note.text for note, _ in examples(OFFICE)]
    assert {"晒家底", "部门花钱的账", "部门预算公开", "燃气安全小贴士"} <= set(told)
    assert fingerprint(OFFICE) != fingerprint(Taxonomy(OFFICE.categories[:2]))
