import pytest

from assistant.classify.kept import OfficeCard, use, write_office_card
from assistant.classify.loading import load_classifier, weights_in_use
from assistant.classify.weights import load, save
from assistant.settings import load_settings, resource
from assistant.taxonomy import BUILT_IN, load_taxonomy

OFFICE = """
categories:
  - 公示公告
  - name: 政策图解
    description: 用图说明政策
    maps_to: 政策解读
  - name: 预决算
    maps_to: 财政预决算信息
  - name: 便民提示
    examples: [停水通知, 高温天气提醒, 假期大厅照常办事]
"""


def settings_of(home, **values):
    lines = "".join(f"{name}: {value}\n" for name, value in values.items())
    (home / "settings.yaml").write_text(lines, encoding="utf-8")


def test_an_office_without_settings_gets_the_model_that_ships(home):
    shipped = load(resource("models", "labels"))
    assert weights_in_use(load_settings(), BUILT_IN).pairs == shipped.pairs


def test_vectors_can_be_switched_off_by_a_setting_and_by_a_call(home, monkeypatch):
    import assistant.encoder as encoder

    def refuse(folder):
        raise AssertionError("the encoder was opened")

    monkeypatch.setattr(encoder, "open_encoder", refuse)
    load_classifier(vectors=False).label(["这事该算谁的"])
    settings_of(home, vectors="false")
    load_classifier().label(["这事该算谁的"])


def test_the_model_an_office_trained_is_used_for_its_categories_only(home, weights, tmp_path):
    folder = home / "models" / "labels-1"
    save(weights, folder)
    write_office_card(folder, OfficeCard("", BUILT_IN, 1, 1, 1.0, 0.5, 1.0, 1.0))
    use(home, "labels-1")
    assert load_classifier().weights.pairs == weights.pairs
    other = tmp_path / "office.yaml"
    other.write_text("categories: [政策解读]\n", encoding="utf-8")
    assert ("政策解读", "主动公开") in weights_in_use(load_settings(), load_taxonomy(other)).pairs
    assert ("财政预决算信息", "主动公开") not in weights_in_use(load_settings(), load_taxonomy(other)).pairs


@pytest.mark.parametrize("text", ["《供水办法》一图读懂"])
def test_an_offices_own_categories_work_at_once_and_are_kept(home, text):
    (home / "office.yaml").write_text(OFFICE, encoding="utf-8")
    settings_of(home, taxonomy="office.yaml")
    first = load_classifier()
    labels = first.label([text, "部门决算公开", "高温天气提醒", "培训了42名信息员", "拟聘人员名单公示"])
    assert [label.category for label in labels] == ["政策图解", "预决算", "便民提示", "无", "公示公告"]
    (folder,) = (home / "models").glob("taxonomy-*")
    before = folder.stat().st_mtime_ns
    assert load_classifier().label([text]) == first.label([text])
    assert folder.stat().st_mtime_ns == before
