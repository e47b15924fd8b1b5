"""Templates lay out; they do not think: facts go in worded, lines come out as headings, paragraphs and sentences."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.draft.marks import gap, to_sentence
from assistant.report import Block, Heading, Paragraph, Sentence, TableBlock
from assistant.settings import resource

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment(region: str | None) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folders: list[Path] = [resource("templates", "report")]
    if region and (overlay := resource("templates", "regions") / region).is_dir():
        folders.insert(0, overlay)
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.globals["gap"] = gap
    return environment


def render(template: str, facts: Mapping[str, object], region: str | None = None) -> tuple[Block, ...]:
    """Fill a template and read its lines: `## ` and `### ` are headings, `[表N]` a table, a blank line ends a paragraph.

    Every other line is one sentence. A region's overlay, where there is one, takes the place of the national template.
    A fact the template names and `facts` lacks is an error (jinja2.UndefinedError), never a blank.
    """
    text = _environment(region).get_template(template).render(facts)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    part = str(facts.get("part", ""))

    def close() -> None:
        if sentences:
            blocks.append(Paragraph(tuple(sentences), part=part))
            sentences.clear()

    for line in map(str.strip, text.splitlines()):
        if line.startswith("#"):
            close()
            level = len(line) - len(line.lstrip("#"))
            blocks.append(Heading(level, line[level:].strip()))
        elif line.startswith("[表"):
            close()
            blocks.append(TableBlock(int(line[2])))
        elif line:
            sentences.append(to_sentence(line, template))
        else:
            close()
    close()
    return tuple(blocks)
