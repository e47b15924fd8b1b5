import json

from assistant.export import Chart, export


def read(path):
    from docx import Document

    return Document(str(path))


def test_all_five_files_are_written_and_named(report, findings, tmp_path):
    paths = export(report, findings, tmp_path / "out")
    assert [path.name for path in paths] == ["report.docx", "report.html", "report.md", "report.json", "findings.json"]
    assert sorted(paths) == sorted((tmp_path / "out").iterdir())
    assert json.loads(paths[4].read_text(encoding="utf-8"))["counts"]["error"] == 2
    assert read(paths[0]).core_properties.author == "临湖市数据局"


def test_pictures_go_into_both_the_document_and_the_page(report, png, tmp_path):
    paths = export(report, [], tmp_path, [Chart(png, "图1 按月", "一月最多", 1)])
    assert len(read(paths[0]).inline_shapes) == 1
    assert "图1 按月" in paths[1].read_text(encoding="utf-8")


def test_a_second_export_replaces_the_first(report, findings, tmp_path):
    export(report, findings, tmp_path)
    export(report, [], tmp_path)
    assert json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["findings"] == []
    assert len(list(tmp_path.iterdir())) == 5


def test_what_was_not_used_is_no_part_of_the_word_document(report, tmp_path):
    document = read(export(report, [], tmp_path)[0])
    assert "下午擦玻璃" not in "".join(document.element.body.itertext())
