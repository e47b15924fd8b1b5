"""Items, figures and past wording become a Report."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from assistant.draft import facts
from assistant.draft.claims import Claim
from assistant.draft.noted import Noted
from assistant.draft.render import render
from assistant.draft.select import OVERVIEW, left_out, select
from assistant.draft.wording import pronoun
from assistant.ingest import Case
from assistant.report import Block, Paragraph, Report, Section, Unused
from assistant.retrieve import Suggestion
from assistant.statistics import Statistics, summary
from assistant.taxonomy import Part

Suggest = Callable[[str, str], Sequence[Suggestion]]
"""A paragraph's text and its part to past wording that fits."""

_HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_TEMPLATES = {
    Part.PROACTIVE: "proactive.j2",
    Part.ON_REQUEST: "on_request.j2",
    Part.INFO_MGMT: "info_mgmt.j2",
    Part.PLATFORM: "platform.j2",
    Part.SUPERVISION: "supervision.j2",
}


class Draft(msgspec.Struct, frozen=True):
    """A drafted report, the notes behind it, and the notes whose numbers contradict the spreadsheets."""

    report: Report
    told: tuple[Noted, ...]
    conflicts: tuple[Claim, ...]


def compose(case: Case, notes: Sequence[Noted], statistics: Statistics, suggest: Suggest, limit: int) -> Draft:
    """Draft the report of one agency and year; `limit` is how many characters section one may have."""
    figures = statistics.figures
    base: Mapping[str, object] = {
        "year": case.year,
        "we": pronoun(case.agency),
        "agency": case.agency,
        "is_government": case.agency.endswith("人民政府"),
    }
    given: dict[Part, Mapping[str, object]] = {
        Part.PROACTIVE: facts.proactive(figures),
        Part.ON_REQUEST: facts.on_request(figures),
        Part.INFO_MGMT: facts.info_mgmt(figures, case.year),
        Part.PLATFORM: facts.platform(figures),
        Part.SUPERVISION: {"results": ()},
    }

    def overview(told: Sequence[Noted]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for part in OVERVIEW:
            context = {**base, **given[part], "part": part.value, "notes": facts.told_notes(told, part)}
            blocks += render(_TEMPLATES[part], context, case.region)
        return tuple(blocks)

    selection = select(notes, figures, limit - _length(overview(())))
    kept = selection.kept
    parts = (
        Section(0, "", render("opening.j2", {**base, **facts.opening(case)}, case.region)),
        Section(1, _HEADINGS[0], overview(kept)),
        *(Section(no, _HEADINGS[no - 1], render("tables.j2", {"table": no}, case.region)) for no in (2, 3, 4)),
        Section(5, _HEADINGS[4], _render("problems.j2", {**base, **facts.problems(kept)}, Part.PROBLEMS, case)),
        Section(
            6,
            _HEADINGS[5],
            _render("other_matters.j2", {**base, **facts.other_matters(kept, figures, case.year)}, Part.OTHER, case),
        ),
    )
    report = Report(
        agency=case.agency,
        year=case.year,
        title=f"{case.agency}{case.year}年政府信息公开工作年度报告",
        sections=tuple(_with_suggestions(section, suggest) for section in parts),
        table2=statistics.table2,
        table3=statistics.table3,
        table4=statistics.table4,
        statistics=summary(statistics),
        unused=(
            *selection.unused,
            *_untold(kept, parts),
            *(Unused("row", str(place), "", reason, place) for place, reason in statistics.unused),
        ),
    )
    return Draft(report, kept, selection.conflicts)


def _untold(kept: Sequence[Noted], parts: Sequence[Section]) -> list[Unused]:
    """Return the notes no template had room for: what they say is told by a figure."""
    told = {
        source.id
        for section in parts
        for block in section.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for source in sentence.sources
    }
    return [one for each in kept if each.item.id not in told for one in left_out(each, "所说情况已由统计语句写明")]


def _render(template: str, context: Mapping[str, object], part: Part, case: Case) -> tuple[Block, ...]:
    return render(template, {**context, "part": part.value}, case.region)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if isinstance(block, Paragraph))


def _with_suggestions(section: Section, suggest: Suggest) -> Section:
    """Offer past wording beside every paragraph of the written sections."""
    if section.no == 0:
        return section
    blocks = tuple(
        msgspec.structs.replace(block, suggestions=tuple(suggest(block.text, block.part)))
        if isinstance(block, Paragraph)
        else block
        for block in section.blocks
    )
    return msgspec.structs.replace(section, blocks=blocks)
