"""A case: whose report it is, of which year, and the files that go into it."""

from pathlib import Path

import msgspec

from assistant.errors import BadCase
from assistant.ingest.read import join, read_files
from assistant.ingest.source import Material, Place, Problem

CASE_FILE = "case.yaml"
LEVELS = (
    "乡镇", "街道", "县级部门", "县级政府", "市级部门", "市级政府", "省级", "省级部门", "省级政府", "国务院部门",
)  # fmt: skip
_YEARS = range(2008, 2100)
_EXAMPLE = "请写成：\nagency: 某某市某某局\nyear: 2025"
_LITTER = {"thumbs.db", "desktop.ini"}


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the public reaches the office, as the report's opening prints it; never a private person's data."""

    office: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose report it is and of which year; `short_name` is the agency's full name where none is given."""

    agency: str
    year: int
    short_name: str = ""
    level: str | None = None
    """One of LEVELS."""
    region: str | None = None
    """A province whose templates are laid over the common ones."""
    contact: Contact | None = None
    folder: str | None = None
    """Name of the case's folder."""

    def __post_init__(self) -> None:
        """Let the full name stand in for a missing short one."""
        if not self.short_name:
            msgspec.structs.force_setattr(self, "short_name", self.agency)


def read_case(folder: Path, *, columns: Path | None = None) -> tuple[Case, Material]:
    """Read case.yaml and every other file below the folder, in the order of their paths.

    Raises:
        BadCase: there is no case.yaml, or it lacks agency or year, or says something unknown or impossible.
        BadSettings: `columns` is no file of column names.

    """
    if not folder.is_dir():
        raise BadCase(f"找不到案例文件夹 {folder.name}", f"请新建文件夹，放入 {CASE_FILE} 和要用的文件")
    case = load_case(folder / CASE_FILE)
    paths, skipped = _files(folder)
    return case, join((read_files(paths, columns=columns, root=folder), Material(problems=tuple(skipped))))


def load_case(path: Path) -> Case:
    """Read a case.yaml alone.

    Raises:
        BadCase: as `read_case`.

    """
    values = _mapping(path)
    contact = values.get("contact") or {}
    if not isinstance(contact, dict):
        raise BadCase(
            f"{path.name} 中的 contact 应分项填写", "请写成：\ncontact:\n  office: 某某局办公室\n  phone: 0531-00000000"
        )
    _refuse_unknown(contact, Contact, path, "contact 下")
    _refuse_unknown(values, Case, path, "")
    fields = {
        **values,
        "contact": Contact(**{key: _text(value) for key, value in contact.items()}) if contact else None,
    }
    fields |= {key: _text(values.get(key)) for key in ("short_name", "level", "region")}
    fields |= {"agency": _agency(values, path), "year": _year(values, path), "folder": path.parent.name}
    fields["short_name"] = fields["short_name"] or ""
    if fields["level"] and fields["level"] not in LEVELS:
        raise BadCase(f"{path.name} 中的 level“{fields['level']}”不认识", f"可以填：{'、'.join(LEVELS)}")
    return Case(**fields)  # type: ignore[arg-type]


def _mapping(path: Path) -> dict[str, object]:
    import yaml

    try:
        values = _load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadCase(
            f"文件夹 {path.parent.name} 里没有 {path.name}", f"请新建 {path.name}（UTF-8 编码），{_EXAMPLE}"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadCase(f"{path.name} 读不出来", "请用记事本另存为 UTF-8 编码") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise BadCase(f"{path.name} {where}写法不对", f"冒号用半角，冒号后空一格。{_EXAMPLE}") from error
    if not isinstance(values, dict):
        raise BadCase(f"{path.name} 不是“名称: 值”的形式", _EXAMPLE)
    return values


def _load(text: str) -> object:
    """Return what a YAML says. Libyaml is quick, but takes some tabs and marks otherwise, and tells less of what is wrong."""
    import yaml

    if "\t" in text or "\ufeff" in text:
        return yaml.safe_load(text)
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return yaml.safe_load(text)


def _refuse_unknown(values: dict[str, object], record: type[msgspec.Struct], path: Path, where: str) -> None:
    known = [name for name in record.__struct_fields__ if name != "folder"]
    if unknown := [str(key) for key in values if key not in known]:
        raise BadCase(f"{path.name} {where}有不认识的项：{'、'.join(unknown)}", f"可以填的项：{'、'.join(known)}")


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def _agency(values: dict[str, object], path: Path) -> str:
    agency = _text(values.get("agency"))
    if agency is None:
        raise BadCase(f"{path.name} 缺少 agency（机关全称）", "请加一行，例如 agency: 某某市某某局")
    return agency


def _year(values: dict[str, object], path: Path) -> int:
    year = _text(values.get("year"))
    if year is None:
        raise BadCase(f"{path.name} 缺少 year（报告年度）", "请加一行，例如 year: 2025")
    digits = year.removesuffix("年")
    if not digits.isdecimal() or int(digits) not in _YEARS:
        raise BadCase(f"{path.name} 中的 year“{year}”不是年度", "请填四位数的年份，例如 year: 2025")
    return int(digits)


def _files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the files to read, sorted, and a Problem for each that is skipped."""
    paths, skipped = [], []
    for path in sorted(folder.iterdir()):
        if reason := _skipped(path.name):
            skipped.append(
                Problem(
                    Place(path.relative_to(folder).as_posix()), f"{reason}，已跳过", "如果要用，请去掉文件名开头的符号"
                )
            )
        elif path.is_dir():
            inner, inner_skipped = _files(path)
            paths += inner
            skipped += [
                Problem(Place(f"{path.name}/{problem.place.file}"), problem.problem, problem.hint)
                for problem in inner_skipped
            ]
        elif path.name != CASE_FILE:
            paths.append(path)
    return paths, skipped


def _skipped(name: str) -> str | None:
    if name.startswith("~$"):
        return "是 Office 打开文件时留下的临时文件"
    if name.startswith(".") or name.lower() in _LITTER:
        return "是隐藏文件或系统文件"
    return None
