"""Every test gets a user folder of its own; agreed prose is a golden file."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NIANBAO_HOME", str(folder))
    return folder


@pytest.fixture
def golden(request):
    """Compare text with tests/<room>/golden/<name>; `pytest --accept` rewrites it and the diff is reviewed."""

    def same(text: str, name: str) -> bool:
        path = Path(request.path).parent / "golden" / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {path}; run pytest --accept and review it"
        assert text == path.read_text(encoding="utf-8")
        return True

    return same
