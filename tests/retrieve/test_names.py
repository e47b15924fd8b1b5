import pytest

from assistant.retrieve.names import (
    looks_like_agency,
    names_of,
    place_names,
    places_of,
    pronoun,
    self_words,
    short_name,
)


@pytest.mark.parametrize(
    ("agency", "places"),
    [
        ("云川市水务局", (("云川", "市"),)),
        ("江苏省淮安市洪泽区财政局", (("江苏", "省"), ("淮安", "市"), ("洪泽", "区"))),
        ("国家税务总局云川市税务局", (("云川", "市"),)),
        ("国家金融监督管理总局榆关监管分局", (("榆关", ""),)),
        ("嘉湖市卫生健康委员会", (("嘉湖", "市"),)),
        ("平涂海关", (("平涂", ""),)),
        ("白鹭滩街道办事处", (("白鹭滩", "街道"),)),
        ("浦岚新区管理委员会", (("浦岚", "新区"),)),
        ("月阳湖管理处", (("月阳", "湖"),)),
        ("沛县财政局", (("沛", "县"),)),
        ("财政局", ()),
    ],
)
def test_the_places_in_an_agency_s_name_are_found(agency, places):
    assert places_of(agency) == places


def test_a_name_is_known_by_its_whole_and_by_its_places_longest_first():
    assert names_of("国家税务总局云川市税务局") == ("国家税务总局云川市税务局", "云川市税务局", "云川市", "云川")


def test_one_letter_of_a_place_never_stands_for_it():
    assert "沛" not in names_of("沛县财政局")


def test_places_of_many_agencies_are_gathered_without_the_agencies():
    assert place_names(["云川市水务局", "云川市财政局"]) == {"云川市", "云川"}


@pytest.mark.parametrize(
    ("agency", "word"),
    [
        ("济南市大数据局", "我局"),
        ("锦桥街道办事处", "我街道"),
        ("云川市人民政府办公室", "我办"),
        ("云川市发展和改革委员会", "我委"),
        ("", "本机关"),
    ],
)
def test_an_agency_speaks_of_itself_as_its_kind_does(agency, word):
    assert pronoun(agency) == word


@pytest.mark.parametrize(
    ("text", "said"), [("我局印发", ["我局"]), ("本年本局", ["本局"]), ("本次会议，本法", []), ("基本办法", [])]
)
def test_words_for_oneself_are_found_and_nothing_else(text, said):
    assert [text[start:end] for start, end in self_words(text)] == said


@pytest.mark.parametrize(("word", "is_one"), [("济南市大数据局", True), ("12345", False), ("柳泉镇人民政府", True)])
def test_an_agency_is_told_from_other_words_of_a_case(word, is_one):
    assert looks_like_agency(word) is is_one


@pytest.mark.parametrize(
    ("agency", "short"),
    [
        ("济南市大数据局", "市大数据局"),
        ("江苏省淮安市洪泽区财政局", "区财政局"),
        ("云川市人民政府", ""),
        ("平涂海关", ""),
        ("", ""),
    ],
)
def test_an_agency_is_also_known_without_its_place(agency, short):
    assert short_name(agency) == short
