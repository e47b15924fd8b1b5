"""The build of a report broken: sections, headings, years, sources, statements that must stand, last year's text."""

import re
from collections.abc import Iterator
from random import Random

from clean_reports import Clean
from msgspec.structs import replace as changed
from mutant import Broken, Mutant, mutant, sentence_at, with_line, with_lines

from assistant.report import Line

_NAMES = ("", "总体情况", "主动公开政府信息情况", "收到和处理", "行政复议", "存在的主要问题", "其他需要报告的事项")
_FEE = re.compile(r"[^。，；]*(?:信息处理费|检索、复制)[^。]*。?")
_OTHER = re.compile(r"[^。]*(?:“其他处理|其他处理—其他)[^。]*。")
_SOURCES = (
    ("decree-number", "国务院令第711号", ("国务院令第492号", "国务院令第771号", "国务院令第117号")),
    ("format-number", "国办公开办函〔2021〕30号", ("国办公开办函〔2019〕60号", "国办公开办函〔2021〕3号")),
    ("format-number", "〔2021〕30号", ("[2021]30号", "（2021）30号")),
)


def broken_structure(clean: Clean, chance: Random) -> Iterator[Mutant]:
    """Break the build in one place."""
    yield from _sections(clean)
    yield from _years(clean)
    yield from _sources(clean)
    yield from _statements(clean)
    yield from _headings(clean)
    yield from _last_years_text(clean, chance)


def _sections(clean: Clean) -> Iterator[Mutant]:
    lines = clean.document.lines
    for number in range(1, 7):
        rest = with_lines(clean.document, [line for line in lines if line.section != number])
        rest = changed(rest, **{f"table{number}": {}}) if number in (2, 3, 4) else rest
        broken = Broken(_NAMES[number], None, None, names=(_NAMES[number],))
        yield mutant(clean, "section-missing", broken, document=rest)
    for number in (1, 5, 6):
        kept = [line for line in lines if line.section != number or line.level == 1]
        yield _built(clean, "section-empty", kept, _NAMES[number])
    for number in range(1, 6):
        swapped = {number: number + 1, number + 1: number}
        moved = sorted(lines, key=lambda line: swapped.get(line.section, line.section))
        yield _built(clean, "section-reordered", moved, _NAMES[number], _NAMES[number + 1])


def _built(clean: Clean, kind: str, lines: list[Line], *names: str) -> Mutant:
    broken = Broken(names[0], None, None, names=names)
    return mutant(clean, kind, broken, document=with_lines(clean.document, lines))


def _years(clean: Clean) -> Iterator[Mutant]:
    document, year = clean.document, clean.document.year or 0
    for wrong in (year - 1, year + 1):
        title = document.title.replace(str(year), str(wrong))
        broken = Broken("标题", year, wrong, sentence=title, names=("标题", "题目"), right=(float(year),))
        yield mutant(clean, "title-year", broken, document=changed(document, title=title))
    for at, line in enumerate(document.lines):
        for match in re.finditer(rf"{year}年?(?:[1-9]\d?月\d+日)?", line.text):
            kind = "period-year" if "日" in match[0] else "text-year"
            if line.section == 0 or (kind == "text-year" and match[0].endswith("年") and match.start() < 3):
                yield _year(clean, kind, at, match.start())


def _year(clean: Clean, kind: str, at: int, start: int) -> Mutant:
    year, text = clean.document.year or 0, clean.document.lines[at].text
    new = text[:start] + str(year - 1) + text[start + 4 :]
    broken = Broken(f"第{at + 1}段", year, year - 1, sentence=sentence_at(new, start), names=("统计期限",))
    return mutant(clean, kind, broken, document=with_line(clean.document, at, new))


def _sources(clean: Clean) -> Iterator[Mutant]:
    for kind, right, wrongs in _SOURCES:
        for at, line in enumerate(clean.document.lines):
            for wrong in wrongs if right in line.text else ():
                new = line.text.replace(right, wrong)
                broken = Broken(f"第{at + 1}段", right, wrong, sentence=sentence_at(new, new.index(wrong)))
                yield mutant(clean, kind, broken, document=with_line(clean.document, at, new))
    for at, line in enumerate(clean.document.lines):
        if line.section == 0 and re.search("六个?部分", line.text):
            for wrong in ("五", "七", "四"):
                new = re.sub("六(?=个?部分)", wrong, line.text)
                start = line.text.index(re.search("六个?部分", line.text)[0])
                broken = Broken(f"第{at + 1}段", 6, wrong, sentence=sentence_at(new, start))
                yield mutant(clean, "announced-parts", broken, document=with_line(clean.document, at, new))


def _statements(clean: Clean) -> Iterator[Mutant]:
    lines = clean.document.lines
    at = [at for at, line in enumerate(lines) if line.section == 6 and not line.heading]
    if clean.document.format == "2021":
        without = clean.document
        for each in at:
            without = with_line(without, each, _FEE.sub("", lines[each].text) or "无其他需要报告的事项。")
        yield mutant(clean, "fee-unstated", Broken("第六部分", None, None, names=("信息处理费",)), document=without)
    yield from _no_problem(clean)
    for each in at:
        if _OTHER.search(lines[each].text) and clean.cell("table3.other_other.total"):
            gone = with_line(clean.document, each, _OTHER.sub("", lines[each].text) or "无。")
            yield mutant(clean, "other-unexplained", Broken("第六部分", None, None, names=("其他",)), document=gone)


def _no_problem(clean: Clean) -> Iterator[Mutant]:
    """Put praise, or the statement that there is none, in the place of the problems."""
    lines = clean.document.lines
    problems = [line for line in lines if line.section == 5 and not line.heading]
    for praise in ("全年工作成效显著。", "今后将继续努力，再上新台阶。", "我单位无存在问题。"):
        rest = [line for line in lines if line.section != 5 or line.level == 1]
        place = next(number for number, line in enumerate(rest) if line.section == 5) + 1
        rest.insert(place, changed(problems[0], text=praise))
        broken = Broken("第五部分", None, praise, sentence=praise, names=("问题",))
        yield mutant(clean, "no-problem-named", broken, document=with_lines(clean.document, rest))


def _headings(clean: Clean) -> Iterator[Mutant]:
    second = [at for at, line in enumerate(clean.document.lines) if line.level == 2]
    for at in second[1:] if len(second) > 2 else ():
        text = clean.document.lines[at].text
        for other, level in ((re.sub("（(.)）", r"\1、", text), 1), (re.sub("（.）", "2.", text), 3)):
            lines = list(clean.document.lines)
            lines[at] = changed(lines[at], text=other, level=level)
            broken = Broken(text, None, other, sentence=other, names=("标题", "层级", "序号"))
            yield mutant(clean, "heading-level", broken, document=with_lines(clean.document, lines))


def _last_years_text(clean: Clean, chance: Random) -> Iterator[Mutant]:
    if clean.previous is None:
        return
    here = [at for at, line in enumerate(clean.document.lines) if not line.heading and line.section in (1, 5)]
    for line in clean.previous.lines:
        if line.heading or line.section not in (1, 5):
            continue
        same = [at for at in here if clean.document.lines[at].section == line.section]
        for sentence in re.findall("[^。]{20,}。", line.text):
            at = chance.choice(same)
            text = clean.document.lines[at].text + sentence
            broken = Broken(f"第{at + 1}段", None, sentence, sentence=sentence, info=True)
            yield mutant(clean, "last-years-sentence", broken, document=with_line(clean.document, at, text))
