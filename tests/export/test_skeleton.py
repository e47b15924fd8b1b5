import runpy
import zipfile

import pytest
from docx import Document

from assistant.errors import MissingResource
from assistant.export import word_tables
from assistant.settings import resource
from assistant.tables import load_tables


@pytest.fixture
def skeleton():
    return resource("templates", "word", "report.docx")


def test_the_shipped_skeleton_is_what_its_script_builds(skeleton, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(skeleton.parent))
    script = runpy.run_path(str(skeleton.parent / "build_skeleton.py"))
    script["build"](tmp_path / "report.docx")
    with zipfile.ZipFile(skeleton) as shipped, zipfile.ZipFile(tmp_path / "report.docx") as built:
        assert shipped.namelist() == built.namelist()
        for name in shipped.namelist():
            assert shipped.read(name).decode() == built.read(name).decode(), name


def test_every_cell_of_the_tables_has_its_place_in_the_skeleton():
    forms, tables = word_tables.skeleton().forms, load_tables()
    cells = {number: [(cell.row, cell.column) for cell in form.cells] for number, form in forms.items()}
    columns3 = [column.key for column in tables.columns3]
    columns4 = [column.key for column in tables.columns4]
    assert sorted(cells) == [2, 3, 4]
    assert cells[2] == [(row.key, col.key) for block in tables.blocks2 for row in block.rows for col in block.columns]
    assert cells[3] == [(row.key, column) for row in tables.rows3 for column in columns3]
    assert cells[4] == [(group.key, column) for group in tables.groups4 for column in columns4]
    assert not any("{{" in text for form in forms.values() for text in (form.before, *(c.after for c in form.cells)))


def test_a_skeleton_that_lost_a_table_is_refused(skeleton, tmp_path, monkeypatch):
    document = Document(str(skeleton))
    lost = document.tables[1]._tbl
    lost.getparent().remove(lost)
    document.save(str(tmp_path / "report.docx"))
    monkeypatch.setattr(word_tables, "resource", lambda *parts: tmp_path / "report.docx")
    with pytest.raises(MissingResource, match="没有表3"):
        word_tables.skeleton.__wrapped__()
