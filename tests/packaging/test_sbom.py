"""The bill of materials: valid, the same twice, complete; and the lock file has what it must."""

import json
import re
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"


@pytest.fixture(scope="module")
def sbom():
    pytest.importorskip("cyclonedx", reason="the bill is made with the packages of the extra dev")
    folder = str(ROOT / "packaging")
    sys.path.insert(0, folder)
    try:
        yield runpy.run_path(f"{folder}/sbom.py")
    finally:
        sys.path.remove(folder)


@pytest.fixture(scope="module")
def bill(sbom, tmp_path_factory):
    target = tmp_path_factory.mktemp("sbom") / "one.json"
    assert sbom["main"](LOCK, target) == 0
    assert sbom["main"](LOCK, target.with_name("two.json")) == 0
    assert target.read_bytes() == target.with_name("two.json").read_bytes()
    return json.loads(target.read_text(encoding="utf-8"))


def test_every_locked_package_is_a_component_with_its_version(bill, sbom):
    assert bill["bomFormat"] == "CycloneDX" and bill["specVersion"] == "1.6"
    found = {each["name"]: each["version"] for each in bill["components"]}
    assert found == sbom["locked"](LOCK)
    assert found["torch"] == "2.13.0"
    assert bill["metadata"]["component"]["name"] == "nianbao"


def test_what_an_office_needs_is_not_called_a_developers_tool(bill):
    scopes = {each["name"]: each["scope"] for each in bill["components"]}
    assert {scopes[name] for name in ("click", "onnxruntime", "lancedb", "jinja2")} == {"required"}
    assert {scopes[name] for name in ("django", "waitress", "rapidocr")} == {"optional"}
    assert {scopes[name] for name in ("pytest", "ruff", "hypothesis")} == {"excluded"}


def test_dependencies_name_components_only(bill):
    names = {each["bom-ref"] for each in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    for each in bill["dependencies"]:
        assert {each["ref"], *each.get("dependsOn", ())} <= names
    own = next(each for each in bill["dependencies"] if each["ref"].startswith("pkg:pypi/nianbao@"))
    assert any(name.startswith("pkg:pypi/click@") for name in own["dependsOn"])


def test_a_lock_without_a_needed_package_is_refused_by_name(sbom, tmp_path, capsys):
    short = tmp_path / "requirements.lock"
    short.write_text(re.sub(r"(?m)^click==.*\n", "", LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    assert sbom["main"](short, tmp_path / "bill.json") == 1
    assert "click" in capsys.readouterr().err
    assert not (tmp_path / "bill.json").exists()


def test_torch_stays_where_it_works_without_a_graphics_card():
    assert '"torch>=2.2,<2.14"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_service_is_hardened_and_listens_to_this_machine_only():
    unit = (ROOT / "packaging" / "nianbao.service").read_text(encoding="utf-8")
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "IPAddressAllow=localhost"):
        assert f"\n{line}\n" in unit
    assert "nianbao serve --office --no-browser --host 127.0.0.1" in unit
