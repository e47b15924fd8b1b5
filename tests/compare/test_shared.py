from assistant.compare.body import Body, Kind, Piece
from assistant.compare.masked import mask, read_pieces
from assistant.compare.shared import find_shared
from assistant.report import Document, Line

ONE = "建立政府信息公开审查机制，明确由起草科室提出公开属性，办公室复核后发布"
TWO = "组织业务骨干到先进地区学习政务公开标准化规范化建设经验并形成调研报告"


def piece(text):
    return Piece(mask(text.replace("，", "")), text, 1, "第1段")


def body(name, *texts, before=None):
    last = f"{name}去年.txt" if before is not None else ""
    previous = tuple(map(piece, before or ()))
    return Body(name, f"{name}.txt", 2024, Kind.DEPARTMENT, (), tuple(map(piece, texts)), previous, last)


def test_a_sentence_of_two_bodies_is_listed_with_both():
    found = find_shared([body("甲局", ONE), body("乙局", TWO), body("丙局", ONE, TWO[:20])])
    (shared,) = found.between
    assert [where.agency for where in shared.where] == ["甲局", "丙局"]
    assert shared.same and shared.bodies == 2
    assert [copied.shared for copied in found.copied] == [1, 0, 1]
    assert found.copied[0].shared_share == 1.0
    assert found.copied[0].repeated is None
    assert [(pair.left, pair.right) for pair in found.pairs] == [("甲局", "丙局")]


def test_a_sentence_with_other_words_in_it_is_shared_but_not_the_same():
    (shared,) = find_shared([body("甲局", ONE), body("乙局", ONE.replace("起草", "承办"))]).between
    assert not shared.same


def test_a_sentence_said_twice_by_one_body_is_not_shared():
    assert find_shared([body("甲局", ONE, ONE), body("乙局", TWO)]).between == ()


def test_last_years_own_sentence_is_listed_apart_from_another_bodys():
    found = find_shared([body("甲局", ONE, before=[ONE]), body("乙局", TWO, before=[])])
    assert found.between == ()
    (again,) = found.last_year
    assert [(where.agency, where.last_year) for where in again.where] == [("甲局", False), ("甲局", True)]
    assert (found.copied[0].repeated, found.copied[0].repeated_share) == (1, 1.0)
    assert found.copied[1].repeated == 0


def test_another_bodys_report_of_last_year_counts_as_a_source():
    found = find_shared([body("甲局", ONE, before=[]), body("乙局", TWO, before=[ONE])])
    (shared,) = found.between
    assert [(where.agency, where.last_year) for where in shared.where] == [("甲局", False), ("乙局", True)]
    assert [copied.shared for copied in found.copied] == [1, 0]


def test_two_reports_of_last_year_alone_are_nobodys_concern():
    found = find_shared([body("甲局", before=[ONE]), body("乙局", before=[ONE])])
    assert found.between == found.last_year == ()


def test_what_most_bodies_say_is_a_common_formula_and_not_counted():
    found = find_shared([body(f"第{number}局", ONE) for number in range(12)])
    assert found.between == () and found.pairs == ()
    assert found.common[0].bodies == 12
    assert {copied.shared for copied in found.copied} == {0}


def document(agency, *texts):
    return Document(agency, 2024, "", tuple(Line(1, text, place="第1段") for text in texts))


def test_numbers_and_the_bodys_own_name_make_no_difference():
    left = document("云川市水务局", "2024年，云川市水务局组织政务公开业务培训3次，培训干部120人次。")
    right = document("云川市教育局", "2024年，市教育局组织政务公开业务培训5次，培训干部98人次。")
    (one,), (other,) = read_pieces(left), read_pieces(right)
    assert one.key == other.key
    assert one.shown.startswith("2024年，云川市水务局组织")


def test_law_form_and_a_drafts_own_templates_are_not_compared():
    fixed = "本年度通过政府网站公开各类政府信息，未出现应公开未公开的情况。"
    texts = (
        "按照《中华人民共和国政府信息公开条例》的要求，现将有关情况公布如下。",
        "本机关未收取信息处理费，此项为零。",
        fixed,
    )
    assert list(read_pieces(document("某局", *texts), [fixed])) == []
