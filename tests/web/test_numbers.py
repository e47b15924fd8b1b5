import pytest

from assistant import pipeline
from assistant.numbers import BadNumber, case_numbers, last_year, parse_value

KEY = "table2.licensing.decisions"
HX = {"HX-Request": "true"}


def typed(client, case, key, value, version=0):
    return client.post(f"/cases/{case.pk}/numbers/{key}/type/", {"value": value, "version": version}, headers=HX)


def test_the_page_shows_the_three_tables_and_what_is_missing(client, make_case):
    case = make_case()
    page = client.get(f"/cases/{case.pk}/numbers/").content.decode()
    assert (
        "主动公开政府信息情况" in page and "收到和处理政府信息公开申请情况" in page and 'class="cell missing"' in page
    )


def test_a_typed_figure_is_in_the_folder_and_the_command_reads_it(client, make_case):
    case = make_case()
    assert typed(client, case, KEY, "12").status_code == 200
    made = pipeline.figures(case.inputs, pipeline.settings())
    assert made.figures[KEY].value == 12
    page = client.get(f"/cases/{case.pk}/numbers/{KEY}/", headers=HX).content.decode()
    assert "手填" in page and "12" in page
    assert case.log.filter(what="figure.type").count() == 1


def test_a_number_typed_twice_is_one_change_and_another_ones_is_never_overwritten(client, make_case):
    case = make_case()
    assert typed(client, case, KEY, "12").status_code == 200
    assert typed(client, case, KEY, "12").status_code == 200
    answer = typed(client, case, KEY, "13")
    assert answer.status_code == 409
    assert "12" in answer.content.decode() and "13" in answer.content.decode()
    assert pipeline.figures(case.inputs, pipeline.settings()).figures[KEY].value == 12
    assert typed(client, case, KEY, "13", 1).status_code == 200
    assert typed(client, case, KEY, "", 2).status_code == 200
    assert not (case.inputs / "手填数据.yaml").exists()


def test_a_figures_file_changed_outside_is_noticed_and_not_overwritten(client, make_case):
    case = make_case()
    assert typed(client, case, KEY, "12").status_code == 200
    file = case.inputs / "手填数据.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("12", "15"), encoding="utf-8")
    page = client.get(f"/cases/{case.pk}/numbers/{KEY}/", headers=HX).content.decode()
    assert "15" in page and "不是在页面上填的" in page
    answer = typed(client, case, KEY, "13", 1)
    assert answer.status_code == 409 and "15" in answer.content.decode()
    assert pipeline.figures(case.inputs, pipeline.settings()).figures[KEY].value == 15
    assert typed(client, case, KEY, "13", 2).status_code == 200
    assert pipeline.figures(case.inputs, pipeline.settings()).figures[KEY].value == 13


def test_a_cell_a_file_gives_cannot_be_typed(client, make_case):
    case = make_case()
    (case.inputs / "台账.csv").write_text(
        "序号,收到日期,申请人类型,申请内容,办理结果\n1,2025-03-01,自然人,某文件,予以公开\n", encoding="utf-8"
    )
    answer = typed(client, case, "table3.granted.natural_person", "9")
    assert answer.status_code == 400 and "材料给出" in answer.content.decode()


def test_a_cell_opens_to_its_rows_without_personal_data(client, make_case):
    case = make_case()
    (case.inputs / "台账.csv").write_text(
        "序号,申请人,收到日期,申请人类型,申请内容,办理结果\n1,欧阳测试,2025-03-01,自然人,欧阳测试的房产,予以公开\n",
        encoding="utf-8",
    )
    page = client.get(f"/cases/{case.pk}/numbers/table3.granted.total/", headers=HX).content.decode()
    assert "台账.csv" in page and "欧阳" not in page


def test_a_broken_identity_is_red_with_its_calculation(client, make_case):
    case = make_case()
    for key, value in (("new_received", 5), ("carried_in", 0), ("result_total", 3), ("carried_out", 1)):
        assert typed(client, case, f"table3.{key}.total", str(value)).status_code == 200
    page = client.get(f"/cases/{case.pk}/numbers/").content.decode()
    assert "不成立" in page and "应等于" in page


@pytest.mark.parametrize(("text", "value"), [("12", 12), (" 1,200 ", 1200), ("", None)])
def test_what_is_typed_is_read(text, value):
    assert parse_value(KEY, text) == value


@pytest.mark.parametrize("text", ["-1", "1.5", "十", "1e5", "²"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(BadNumber):
        parse_value(KEY, text)


def test_last_year_stands_beside_this_year(client, make_case):
    case = make_case()
    (case.inputs / "上年.yaml").write_text("year: 2024\ntable2: {licensing: {decisions: 77}}\n", encoding="utf-8")
    assert last_year(case_numbers(case.inputs, pipeline.settings()))[KEY] == 77
    assert "<small>77</small>" in client.get(f"/cases/{case.pk}/numbers/").content.decode()
