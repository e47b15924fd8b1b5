import pytest

from assistant.items import find_facts
from assistant.retrieve.align import align, is_law
from assistant.retrieve.matching import context
from assistant.retrieve.slots import find_slots


def filled(passage: str, question: str) -> dict[str, str]:
    slots = find_slots(passage)
    return {slot.text: words for slot, words in align(slots, passage, question, find_facts(question, 2023)).items()}


@pytest.mark.parametrize(
    ("passage", "question", "words"),
    [
        ("全年发布信息412条。", "全年网站发了信息289条", {"412条": "289条"}),
        ("制作图解9张、短视频6条。", "做了图解3个", {"9张": "3个"}),
        ("组织业务培训2次，参训63人次。", "培训3场40多人", {"2次": "3场", "63人次": "40多人"}),
        ("收到政府信息公开申请27件。", "今年收到申请8件", {"27件": "8件"}),
        ("组织28个部门参观。", "带了12个部门去参观", {"28个": "12个"}),
        ("删除重复信息62条。", "全年发布信息289条", {}),
        ("关停账号31个。", "新开账号2个", {}),
        ("全年发布信息不足20条。", "全年发布信息289条", {}),
        ("发布信息412条。", "图解3个", {}),
        ("满意率94.2%。", "发布信息94条", {}),
        ("公开行政处罚决定信息58条。", "全年公开信息289条", {}),
    ],
)
def test_a_number_goes_where_unit_and_counted_thing_agree(passage, question, words):
    assert filled(passage, question) == words


def test_each_number_fills_one_slot():
    assert filled("组织培训2次；另办培训3次。", "培训5次") == {"2次": "5次"}


def test_two_things_that_share_a_number_both_get_it():
    words = filled("发布图解9个、专家解读4篇。", "挂了图解和专家解读各1份")
    assert words == {"9个": "1份", "4篇": "1份"}


@pytest.mark.parametrize(
    ("passage", "question", "words"),
    [
        ("印发《水务办法》。", "印发了《大数据发展办法》", {"《水务办法》": "《大数据发展办法》"}),
        ("印发《水务办法》。", "印发《甲方案》和《乙办法》", {"《水务办法》": "《甲方案》《乙办法》"}),
        ("公布《甲公报》，印发《乙办法》。", "发了《丙方案》", {"《乙办法》": "《丙方案》"}),
        ("依据《政府信息公开信息处理费管理办法》收费。", "印发《丙方案》", {}),
        ("学习《中华人民共和国政府信息公开条例》。", "印发《丙方案》", {}),
        ("对照《工作要点》落实。", "印发《丙方案》", {}),
        ("废止《旧办法》。", "印发《丙方案》", {}),
        ("废止《旧办法》。", "废止了《丙方案》", {"《旧办法》": "《丙方案》"}),
        ("在《澄湾日报》公告。", "印发《丙方案》", {}),
    ],
)
def test_a_title_goes_where_a_document_of_the_year_is_named(passage, question, words):
    assert filled(passage, question) == words


@pytest.mark.parametrize(
    ("passage", "question", "words"),
    [
        ("8月，组织人员参观。", "9.21组织参观", {"8月": "9月21日"}),
        ("5月15日举办培训班。", "2023年6月办了培训班", {"5月15日": "6月"}),
        ("6月底前完成培训。", "9.21培训", {}),
        ("申请延期至次年1月答复，完成培训。", "9.21培训", {}),
        ("3月因抽样调整作了说明。", "9.21培训", {}),
        ("3月至5月举办培训。", "9.21培训", {}),
        ("3月培训信息员。7月培训窗口人员。", "4.1培训，9.2又培训", {"3月": "4月1日", "7月": "9月2日"}),
    ],
)
def test_a_date_goes_where_the_same_is_said_to_have_happened(passage, question, words):
    assert filled(passage, question) == words


def test_people_and_organisations_take_the_place_of_their_kind():
    passage = "邀请朱效民院长授课，委托青山师范大学评估。"
    question = "请了孙立华教授来讲课，白水理工大学给打了分"
    assert filled(passage, question) == {"朱效民": "孙立华", "青山师范大学": "白水理工大学"}


def test_what_stands_around_a_number_is_read_within_its_clause():
    around = context("培训班，发布图解9张，参观", 8, 10)
    assert (around.before, around.behind) == ("图解", "")
    assert "参观" not in around.near


@pytest.mark.parametrize(("title", "law"), [("政府信息公开条例", True), ("考核办法", False), ("行政复议法", True)])
def test_laws_are_told_from_documents_of_the_year(title, law):
    assert is_law(title) is law
