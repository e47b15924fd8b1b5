"""The two label sets: disclosure categories of a website and sections of the report."""

from enum import StrEnum
from pathlib import Path

import msgspec

from assistant.errors import BadSettings

NO_CATEGORY = "无"

DEFAULT_CATEGORIES = (
    "建议提案",
    "财政预决算信息",
    "其他文件",
    "政策解读",
    "办公会议信息",
    "会议解读",
    "工作进展",
    "公示公告",
    "调查征集及结果反馈",
    "部门政策评价结果",
)


class Part(StrEnum):
    """A part of the report a note can belong to. The value is the label users see."""

    PROACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"
    INFO_MGMT = "政府信息管理"
    PLATFORM = "平台建设"
    SUPERVISION = "监督保障"
    PROPOSALS = "建议提案办理"
    PROBLEMS = "问题与改进"
    OTHER = "其他事项"


def part_of(category: str) -> Part:
    """Return the section of what is published under a built-in category: a reply to a proposal stands apart.

    >>> part_of("建议提案").value, part_of("政策解读").value
    ('建议提案办理', '主动公开')
    """
    return Part.PROPOSALS if category == "建议提案" else Part.PROACTIVE


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disclosure category: its name, what belongs there, a few examples, and the built-in category it stands for."""

    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    maps_to: str = ""

    @property
    def root(self) -> str:
        """The built-in category whose notes belong here; empty where there is none."""
        return self.maps_to or (self.name if self.name in DEFAULT_CATEGORIES else "")

    @property
    def part(self) -> Part:
        """The section of what is published under this category."""
        return part_of(self.root)


class Taxonomy(msgspec.Struct, frozen=True):
    """The disclosure categories of an office."""

    categories: tuple[Category, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The categories' names in the office's own order."""
        return tuple(category.name for category in self.categories)

    @property
    def built_in(self) -> bool:
        """Whether these are the categories that ship, so that nothing has to be learned."""
        return set(self.names) == set(DEFAULT_CATEGORIES) and not any(
            each.examples or each.description or each.maps_to for each in self.categories
        )

    def root(self, category: str) -> str:
        """Return the built-in category that a category stands for; its own name where there is none."""
        return next((each.root for each in self.categories if each.name == category and each.root), category)


BUILT_IN = Taxonomy(tuple(Category(name) for name in DEFAULT_CATEGORIES))


def load_categories(path: Path | None = None) -> tuple[str, ...]:
    """Return the names of an office's disclosure categories, or the default ten; errors as `load_taxonomy`."""
    return load_taxonomy(path).names


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Return an office's categories from a YAML list under `categories`, or the default ten.

    An entry is a name, or a mapping of `name` and, if wanted, `description`, `examples`, `maps_to`.

    Raises:
        BadSettings: the file holds no such list, names a category twice, or maps one to what is not built in.

    """
    if path is None:
        return BUILT_IN
    import yaml

    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSettings(f"栏目文件 {path} 读不出来", "请检查它是否存在、是否为 UTF-8 编码的 YAML 文件") from error
    entries = values.get("categories") if isinstance(values, dict) else None
    if not isinstance(entries, list) or not entries:
        raise BadSettings(f"{path} 中没有 categories 列表", "请写成：categories: [政策解读, 公示公告, …]")
    return _checked(Taxonomy(tuple(_category(path, entry) for entry in entries)), path)


def _category(path: Path, entry: object) -> Category:
    try:
        category = Category(entry) if isinstance(entry, str) else msgspec.convert(entry, Category)
    except msgspec.ValidationError as error:
        raise BadSettings(
            f"{path} 中的栏目“{entry}”写法不对", "每个栏目可写 name、description、examples（列表）、maps_to"
        ) from error
    if not category.name.strip():
        raise BadSettings(f"{path} 中有栏目没有名称", "请写 name: 栏目名")
    if category.maps_to and category.maps_to not in DEFAULT_CATEGORIES:
        raise BadSettings(
            f"{path} 中“{category.name}”的 maps_to “{category.maps_to}”不是内置栏目",
            f"可用：{'、'.join(DEFAULT_CATEGORIES)}",
        )
    return category


def _checked(taxonomy: Taxonomy, path: Path) -> Taxonomy:
    names = taxonomy.names
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadSettings(f"{path} 中栏目重复：{'、'.join(twice)}", "每个栏目只写一次")
    if NO_CATEGORY in names:
        raise BadSettings(f"{path} 中不必写“{NO_CATEGORY}”", "不属于任何栏目的记录总是归入“无”，请删去这一项")
    return taxonomy
