import runpy
import zipfile

import pytest

from assistant.settings import resource


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
