"""Write what the program is made of as CycloneDX 1.6 JSON, from the lock file.

    python packaging/sbom.py requirements.lock dist/nianbao.cdx.json

Every locked package is a component with its package URL, its licence as its own metadata names it, its scope (required;
optional for the extras web, ocr, postgres, train and cluster; excluded for what only developers need) and what it depends
on. Two runs over the same lock and installation give the same bytes. The result is validated against the schema of
CycloneDX before it is written; what is wrong with it is printed and nothing is written.
"""

import os
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from locked import INSTALLED, OPTIONAL, PROGRAM, locked, needs, reached, version
from packageurl import PackageURL

_LONGEST_LICENCE = 60
"""Characters beyond which a licence field is the licence's text, not its name."""


def licences(name: str) -> list[License]:
    """Return a package's licence as its metadata names it, none where it does not or is not installed."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    classifiers = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    short = [text for text in (told.get("License-Expression"), told.get("License")) if text]
    for text in (*short, *classifiers):
        if 0 < len(text.strip()) <= _LONGEST_LICENCE and "\n" not in text.strip():
            return [LicenseFactory().make_from_string(text.strip())]
    return []


def build(versions: dict[str, str], program: str) -> Bom:
    """Return the bill of the program at a version, for locked versions."""
    required, optional = reached(()), reached(OPTIONAL)
    root = _component(PROGRAM, program, ComponentType.APPLICATION, ComponentScope.REQUIRED)
    parts = {
        name: _component(name, version, ComponentType.LIBRARY, _scope(name, required, optional))
        for name, version in versions.items()
    }
    bom = Bom(
        components=parts.values(),
        serial_number=uuid5(NAMESPACE_URL, f"{PROGRAM} {program} {sorted(versions.items())}"),
    )
    bom.metadata.component = root
    bom.metadata.timestamp = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "1767225600")), UTC)
    bom.register_dependency(root, [parts[name] for name, _ in needs(PROGRAM) if name in parts])
    for name, part in parts.items():
        bom.register_dependency(part, {parts[each] for each, _ in needs(name) if each in parts})
    return bom


def _scope(name: str, required: set[str], optional: set[str]) -> ComponentScope:
    if name in required:
        return ComponentScope.REQUIRED
    return ComponentScope.OPTIONAL if name in optional else ComponentScope.EXCLUDED


def _component(name: str, version: str, kind: ComponentType, scope: ComponentScope) -> Component:
    url = PackageURL("pypi", None, name, version)
    return Component(
        name=name, version=version, type=kind, scope=scope, purl=url, bom_ref=url.to_string(), licenses=licences(name)
    )


def main(lock: Path, target: Path) -> int:
    """Write the bill; return 1 where it would not be valid, or where the lock lacks a package that is needed."""
    versions = locked(lock)
    if missing := sorted((reached(()) | reached(INSTALLED)) - versions.keys()):
        sys.stderr.write(f"requirements.lock 里没有这些需要的组件：{'、'.join(missing)}\n")
        return 1
    text = JsonV1Dot6(build(versions, version())).output_as_string(indent=1)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.stderr.write(f"物料清单不合 CycloneDX 1.6：{error}\n")
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{target}：{len(versions)}个组件\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
