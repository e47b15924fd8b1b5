"""Labelled material becomes notes to train on: website exports, corrections made in review, any line with its labels."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from assistant.classify.kept import BUILT_IN, active, kept, read_office_card, use
from assistant.classify.loading import weights_in_use
from assistant.classify.notes import Note
from assistant.classify.office import load_basis
from assistant.classify.retrain import Outcome, retrain
from assistant.ingest import Material, Place, Problem, Record, Sheet, SheetKind, read_files
from assistant.settings import Settings
from assistant.statistics import map_columns
from assistant.taxonomy import NO_CATEGORY, Part, Taxonomy, load_taxonomy


class Lessons(msgspec.Struct, frozen=True):
    """Notes with labels, and everything that could not be learned from, with the reason."""

    notes: tuple[Note, ...]
    left_out: tuple[Problem, ...] = ()


class KeptModel(msgspec.Struct, frozen=True):
    """A model of labels that can be used: the built-in one, or one that the office trained."""

    name: str
    in_use: bool
    made: str = ""
    learned: int = 0
    right: float | None = None


def train(
    paths: Sequence[Path], settings: Settings, now: datetime, say: Callable[[str], None]
) -> tuple[Outcome, Lessons]:
    """Train an office's model on labelled files; the one in use stays unless the new one is better.

    Raises:
        AssistantError: too few labelled notes; BadSettings and MissingResource as for labelling.

    """
    taxonomy = load_taxonomy(settings.taxonomy)
    lessons = read_lessons(read_files(paths, columns=settings.columns), taxonomy)
    before = weights_in_use(settings, taxonomy)
    basis = load_basis(settings.vectors)
    return retrain(settings.home, taxonomy, basis, before, lessons.notes, now, say), lessons


def models(home: Path) -> list[KeptModel]:
    """Return the built-in model and all that the office trained, oldest first."""
    used = active(home)
    found = [KeptModel(BUILT_IN, used is None)]
    for folder in kept(home):
        card = read_office_card(folder)
        found.append(KeptModel(folder.name, folder == used, card.made, card.learned, card.right))
    return found


def restore(home: Path, name: str) -> None:
    """Use a kept model, or the built-in one, from now on; raises AssistantError where there is none of that name."""
    use(home, name)


def read_lessons(material: Material, taxonomy: Taxonomy) -> Lessons:
    """Return the labelled notes of website exports (标题, 栏目) and of lines with `text`, `category`, `section`."""
    notes: list[Note] = []
    left_out = list(material.problems)
    for sheet in material.sheets:
        if sheet.kind is SheetKind.WEB_EXPORT:
            _take_export(sheet, taxonomy, notes, left_out)
        else:
            left_out.append(
                Problem(Place(sheet.file, sheet=sheet.name), "不是网站信息导出，没有使用", "需要有标题、栏目两列")
            )
    for record in material.records:
        read = _record(record, taxonomy)
        notes.append(read) if isinstance(read, Note) else left_out.append(read)
    left_out += [
        Problem(Place(text.file), "没有标签，没有使用", "请给网站导出（标题、栏目）或带 text、category 的 .jsonl")
        for text in material.texts
    ]
    return Lessons(tuple(notes), tuple(left_out))


def _take_export(sheet: Sheet, taxonomy: Taxonomy, notes: list[Note], left_out: list[Problem]) -> None:
    titles, columns = sheet.cells("标题"), sheet.cells("栏目")
    known = _categories({str(column) for column in columns if column}, taxonomy)
    unknown: Counter[str] = Counter()
    for title, column in zip(titles, columns, strict=True):
        category = known.get(str(column)) if column else None
        if category is None or not title:
            unknown[str(column or "")] += 1
        else:
            part = next(each.part for each in taxonomy.categories if each.name == category)
            notes.append(Note("", str(title), category, part.value, "office"))
    for column, count in unknown.items():
        said = f"栏目“{column}”" if column else "没有写栏目或标题"
        left_out.append(
            Problem(
                Place(sheet.file, sheet=sheet.name),
                f"{said}的{count}条没有使用",
                "栏目要与类别同名，或是常见的同义栏目",
            )
        )


def _categories(columns: set[str], taxonomy: Taxonomy) -> dict[str, str]:
    """Return the category of each website column that stands for one, by its name or by its built-in synonyms."""
    names = taxonomy.names
    roots = {each.root: each.name for each in taxonomy.categories if each.root}
    found = map_columns(sorted(columns), tuple(dict.fromkeys([*names, *roots])))
    return {
        column: category if category in names else roots[category]
        for column, category in found.items()
        if category in names or category in roots
    }


def _record(record: Record, taxonomy: Taxonomy) -> Note | Problem:
    category, section = record.fields.get("category"), record.fields.get("section")
    known = {each.name: each.part.value for each in taxonomy.categories}
    if record.fields.get("correction") not in (None, "label", "accepted"):
        return Problem(record.place, "不是标签更正，没有使用")
    if category not in known and category != NO_CATEGORY:
        return Problem(
            record.place, f"类别“{category or ''}”不在栏目之中，没有使用", f"可用：{'、'.join([*known, NO_CATEGORY])}"
        )
    section = section or known.get(str(category))
    if section not in set(Part):
        return Problem(record.place, f"部分“{section or ''}”不在年报之中，没有使用", f"可用：{'、'.join(Part)}")
    reportable = record.fields.get("reportable", True) is not False
    if not reportable and (category, section) != (NO_CATEGORY, Part.OTHER):
        return Problem(record.place, "与年报无关的记录应为“无”“其他事项”，没有使用")
    return Note("", record.text, str(category), str(section), "office", reportable=reportable)
