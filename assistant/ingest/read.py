"""Files become material. What cannot be used becomes a Problem, and the rest goes on."""

from collections.abc import Iterable
from pathlib import Path, PurePath

from assistant.ingest.columns import Names, load_columns
from assistant.ingest.content import MAX_BYTES, Content, recognise_content
from assistant.ingest.delimited import read_delimited
from assistant.ingest.encoding import Readable, readable
from assistant.ingest.jsonl import looks_like_jsonl, read_jsonl
from assistant.ingest.source import Material, Place, Problem
from assistant.ingest.spreadsheet import read_workbook
from assistant.ingest.text import read_text
from assistant.ingest.typed import read_json, read_yaml
from assistant.ingest.word import read_document
from assistant.ingest.wording import spell_size

_TABLE = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".tab"}
_PROSE = {"", ".txt", ".md", ".markdown", ".text", ".docx", ".doc", ".wps"}
_USUAL = {
    Content.WORKBOOK: {".xlsx", ".xlsm", ".xltx", ".xltm", ""},
    Content.OLD_WORKBOOK: {".xls", ".et", ".xlt", ""},
    Content.DOCUMENT: {".docx", ".docm", ".dotx", ""},
    Content.TEXT: {
        ".csv",
        ".tsv",
        ".tab",
        ".txt",
        ".md",
        ".markdown",
        ".text",
        ".jsonl",
        ".ndjson",
        ".json",
        ".yaml",
        ".yml",
        "",
    },
}
_FORMATS = "可用的格式：.txt .md .docx .csv .tsv .xlsx .xlsm .xls .jsonl .json .yaml；如果里面是文字，请改名为 .txt"


def read_file(path: Path, *, columns: Path | None = None, name: str | None = None) -> Material:
    """Read one file; `name` is how it is called in places and problems, its own name when left out.

    Args:
        path: the file; its content decides how it is read, its extension only what kind of text a text is.
        columns: YAML with an office's own names for columns.
        name: the path below a case's folder, for instance.

    Raises:
        BadSettings: `columns` is no file of column names. Nothing in `path` raises: it is told as a Problem.

    """
    return _read_path(path, name or path.name, load_columns(columns))


def read_files(paths: Iterable[Path], *, columns: Path | None = None, root: Path | None = None) -> Material:
    """Read several files, in order; those below `root` are called by their path in it."""
    names = load_columns(columns)
    return join(_read_path(path, path.relative_to(root).as_posix() if root else path.name, names) for path in paths)


def read_paste(data: bytes, name: str = "粘贴内容", *, columns: Path | None = None) -> Material:
    """Read what was pasted or piped in, in whatever encoding or format it turns out to be."""
    return _read_data(data, name, load_columns(columns))


def join(parts: Iterable[Material]) -> Material:
    """Return all materials as one, in order."""
    every = list(parts)
    return Material(
        tuple(text for part in every for text in part.texts),
        tuple(sheet for part in every for sheet in part.sheets),
        tuple(record for part in every for record in part.records),
        tuple(typed for part in every for typed in part.typed),
        tuple(problem for part in every for problem in part.problems),
    )


def _read_path(path: Path, file: str, names: Names) -> Material:
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            return _problem(file, f"有 {spell_size(size)}，超过了 {spell_size(MAX_BYTES)} 的上限", "请分成几个文件")
        return _read_data(path.read_bytes(), file, names)
    except FileNotFoundError:
        return _problem(file, "找不到这个文件", "请核对路径和文件名")
    except IsADirectoryError:
        return _problem(file, "是文件夹，不是文件", "请写文件的路径；整个案例文件夹请直接交给 nianbao draft")
    except PermissionError:
        return _problem(file, "没有读取的权限", "请确认文件没有被其他程序占用，并允许当前用户读取")
    except OSError:
        return _problem(file, "读取时出错", "请把文件复制到本机硬盘后重试")


def _read_data(data: bytes, file: str, names: Names) -> Material:
    content = recognise_content(data, file)
    if isinstance(content, Problem):
        return Material(problems=(content,))
    if content is Content.DOCUMENT:
        material = read_document(data, file, names)
    elif content is Content.TEXT:
        material = _read_text(data, file, names)
    else:
        material = read_workbook(data, file, names, old=content is Content.OLD_WORKBOOK)
    if material == Material():
        return _problem(file, "没有任何内容", "如果不该为空，请重新导出或保存后再放进来")
    return material + Material(problems=_renamed(content, file, bool(material.texts or material.sheets)))


def _renamed(content: Content, file: str, used: bool) -> tuple[Problem, ...]:
    """Tell where a file is not what its extension says."""
    suffix = PurePath(file).suffix.lower()
    if not used or suffix in _USUAL[content]:
        return ()
    problem = f"扩展名是 {suffix}，内容其实是{content}，已按{content}读取"
    return (Problem(Place(file), problem, "如果内容读对了就无需处理，最好把扩展名改对"),)


def _read_text(data: bytes, file: str, names: Names) -> Material:
    suffix = PurePath(file).suffix.lower()
    read = readable(data, file)
    if isinstance(read, Problem):
        return Material(problems=(read,))
    told = Material(problems=read.problems)
    if suffix in _TABLE:
        return read_delimited(read, file, names) + told
    if suffix in (".jsonl", ".ndjson"):
        return read_jsonl(read, file) + told
    if suffix in (".json", ".yaml", ".yml"):
        return (read_json if suffix == ".json" else read_yaml)(read, file) + told
    if suffix in _PROSE or " " in suffix:
        return _read_prose(read, file, names) + told
    return _problem(file, f"不认识的文件类型（{suffix}），没有读取", _FORMATS)


def _read_prose(read: Readable, file: str, names: Names) -> Material:
    text = read.text()
    return read_jsonl(read, file) if looks_like_jsonl(text) else read_text(text, file, names)


def _problem(file: str, problem: str, hint: str) -> Material:
    return Material(problems=(Problem(Place(file), problem, hint),))
