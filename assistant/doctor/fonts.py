"""Chinese fonts: those the Word file names, and one for the charts."""

import shutil
import subprocess
from collections.abc import Iterator

from assistant.doctor.complaint import Told, fine, reminder
from assistant.export.pictures import MissingFont, chinese_font

PART = "字体"
FACES: dict[str, tuple[str, ...]] = {
    "小标宋（标题）": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S"),
    "黑体": ("黑体", "SimHei"),
    "楷体": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    "仿宋": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
}
"""Role to the names it goes by, as templates/word/skeleton_styles.py writes them."""
STAND_INS: dict[str, tuple[str, ...]] = {
    "小标宋（标题）": ("SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN", "FandolSong"),
    "黑体": ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei", "FandolHei"),
    "楷体": ("AR PL UKai CN", "LXGW WenKai", "FandolKai"),
    "仿宋": ("FandolFang", "FandolFang R"),
}
"""Free fonts with all characters of GB2312; cwTeXFangSong and cwTeXKai lack a third of them."""
_SECONDS = 20


def examine_fonts() -> Iterator[Told]:
    """Tell which fonts of the report are here, which are replaced, which are lacking, and whether charts can be drawn."""
    yield from judge_fonts(installed_fonts())
    yield _charts()


def judge_fonts(installed: frozenset[str]) -> Iterator[Told]:
    """Tell the same of the four faces of the report, for given names of fonts."""
    for role, names in FACES.items():
        if found := _first(names, installed):
            yield fine(PART, f"{role}：{found}")
        elif found := _first(STAND_INS[role], installed):
            yield reminder(
                PART,
                f"{role}：本机没有{names[0]}，用{found}代替显示",
                f"Word 文件里写的仍是“{names[0]}”，在装有该字体的电脑上显示、打印不受影响；定稿打印前请在本机装上",
            )
        else:
            yield reminder(
                PART,
                f"{role}：本机没有{names[0]}，也没有可代替的字体",
                f"请安装{names[0]}；或免费的{'、'.join(STAND_INS[role][-2:])}",
            )


def _charts() -> Told:
    try:
        return fine(PART, f"图表用字：{chinese_font()}")
    except MissingFont as error:
        return reminder(PART, error.problem, error.hint)


def _first(names: tuple[str, ...], installed: frozenset[str]) -> str:
    return next((name for name in names if name in installed), "")


def installed_fonts() -> frozenset[str]:
    """Return the names of the fonts on this machine, as far as matplotlib and fontconfig know them."""
    from matplotlib import font_manager

    return frozenset(font.name for font in font_manager.fontManager.ttflist) | _fontconfig()


def _fontconfig() -> frozenset[str]:
    """Return what fc-list knows, nothing where there is no fc-list."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    try:
        told = subprocess.run([program, ":", "family"], capture_output=True, timeout=_SECONDS, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(name.strip() for line in told.decode("utf-8", "replace").splitlines() for name in line.split(","))
