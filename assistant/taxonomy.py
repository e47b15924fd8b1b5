"""The two label sets: disclosure categories of a website and sections of the report."""

from enum import StrEnum
from pathlib import Path

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


def load_categories(path: Path | None = None) -> tuple[str, ...]:
    """Return the disclosure categories of an office (YAML list under `categories`), or the default ten.

    Raises:
        BadSettings: the file holds no list of names under `categories`.

    """
    if path is None:
        return DEFAULT_CATEGORIES
    import yaml

    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = values.get("categories") if isinstance(values, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise BadSettings(f"{path} 中没有 categories 列表", "请写成：categories: [政策解读, 公示公告, …]")
    return tuple(names)
