"""What each template is given: figures already worded, notes already told, None where a fact is missing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.draft.clauses import enumerated, sentences
from assistant.draft.marks import mark
from assistant.draft.noted import Noted, by_topic
from assistant.draft.wording import cite, counted, last_words, none_of, number, total
from assistant.ingest import Case, Contact
from assistant.statistics import Figure, Figures, growth_words
from assistant.tables import load_tables
from assistant.taxonomy import DEFAULT_CATEGORIES, Part

Facts = Mapping[str, object]

_SHORT = 60
"""A topic told in fewer characters than this shares its paragraph with the next."""


def opening(case: Case) -> Facts:
    """Facts of the opening paragraph."""
    return {"contact": case.contact or Contact()}


def proactive(figures: Figures) -> Facts:
    """Facts of （一）主动公开: the total, its parts by column, the forms of interpretation."""
    total_figure = figures.get("publication.total")
    channels = [figure for figure in figures.below("publication.by_channel") if figure.value]
    by_category = last_words(figures.below("publication.by_category"))
    order = {name: place for place, name in enumerate(DEFAULT_CATEGORIES)}
    by_category.sort(key=lambda each: order.get(each[0], len(order)))
    forms = counted([each for each in last_words(figures.below("publication.by_form")) if each[0] != "文字"], "条")
    one_channel = _CHANNELS.get(channels[0].key.rsplit(".", 1)[1]) if len(channels) == 1 else None
    return {
        "total": cite(total_figure) if total_figure else None,
        "channel": f"通过{mark(one_channel, 'figure', channels[0].key)}" if one_channel else "",
        "categories": counted(by_category, "条"),
        "channels": counted(last_words(channels), "条") if len(channels) > 1 else "",
        "forms": forms,
    }


_CHANNELS = {"网站": "门户网站", "门户网站": "门户网站", "微信": "微信公众号", "微博": "政务微博"}


def on_request(figures: Figures) -> Facts:
    """Facts of （二）依申请公开: what came in, what became of it, what is carried over, reviews and suits."""
    new, carried_in = figures.get("table3.new_received.total"), figures.get("table3.carried_in.total")
    rows = ("new_received", "carried_in", "result_total", "carried_out")
    if new is None or carried_in is None or any(f"table3.{row}.total" not in figures for row in rows):
        return {"state": "unknown", "remedies": _remedies(figures)}
    if not new.value and not carried_in.value:
        return {
            "state": "none",
            "none_received": none_of("未收到", new.key),
            "no_carry": none_of("无", carried_in.key),
            "remedies": _remedies(figures),
        }
    return {"state": "some", **_handled(figures), "remedies": _remedies(figures)}


def _handled(figures: Figures) -> dict[str, object]:
    new, carried_in = figures["table3.new_received.total"], figures["table3.carried_in.total"]
    finished, carried_out = figures["table3.result_total.total"], figures["table3.carried_out.total"]
    return {
        "received": f"新收政府信息公开申请{cite(new)}件{_growth(figures, new)}"
        if new.value
        else f"{none_of('未收到', new.key)}新的政府信息公开申请",
        "carried_in": f"上年结转{cite(carried_in)}件"
        if carried_in.value
        else none_of("无上年结转的申请", carried_in.key),
        "channels": counted(last_words(figures.below("requests.by_channel")), "件"),
        "finished": cite(finished),
        "outcomes": _outcomes(figures) if finished.value else "",
        "carried_out": (
            f"结转下年度继续办理{cite(carried_out)}件"
            if carried_out.value
            else none_of("无结转下年度继续办理的申请", carried_out.key)
        ),
        "timeliness": _timeliness(figures),
    }


def _growth(figures: Figures, now: Figure) -> str:
    """Return `（同比增长25.0%）` where last year's number is known."""
    before = figures.get(f"previous.{now.key}")
    if before is None:
        return ""
    keys = [key for key in (before.key, f"compare.{now.key}.change", f"compare.{now.key}.percent") if key in figures]
    return f"（{mark(growth_words(now.value, before.value, now.unit), 'figure', *keys)}）"


def _outcomes(figures: Figures) -> str:
    """Return `予以公开3件、无法提供3件、其他处理2件`: groups added up, zero groups left out."""
    groups: dict[str, tuple[str, ...]] = {"予以公开": ("granted",), "部分公开": ("partial",)}
    names = {"refused": "不予公开", "unable": "无法提供", "unprocessed": "不予处理", "other": "其他处理"}
    groups |= {names[group]: load_tables().groups3[group] for group in names}
    told = []
    for name, rows in groups.items():
        keys = [f"table3.{row}.total" for row in rows]
        if amount := total(figures, *keys):
            told.append(name + mark(number(amount), "figure", *(key for key in keys if figures.value(key))) + "件")
    return "、".join(told)


def _timeliness(figures: Figures) -> str:
    """Say that all was answered in time, with the median of working days; of late ones the findings speak."""
    late, median = figures.get("requests.late"), figures.get("requests.median_days")
    if late is None:
        return ""
    told = none_of("答复均未超过法定期限", late.key) if not late.value else ""
    return f"{told}，答复用时中位数为{cite(median)}个工作日" if told and median else told


def _remedies(figures: Figures) -> str:
    review = figures.get("table4.review.total")
    direct, after = figures.get("table4.suit_direct.total"), figures.get("table4.suit_after_review.total")
    if review is None or direct is None or after is None:
        return ""
    suits = direct.value + after.value
    if not review.value and not suits:
        return none_of("全年未发生因政府信息公开工作引起的行政复议、行政诉讼", review.key, direct.key, after.key)
    told = [_cases(figures, "review", "行政复议案件", review.value)]
    told.append(
        mark(f"行政诉讼案件{number(suits)}件", "figure", direct.key, after.key)
        if suits
        else none_of("未发生行政诉讼", direct.key, after.key)
    )
    return "，".join(told)


def _cases(figures: Figures, group: str, name: str, amount: int | Decimal) -> str:
    if not amount:
        return none_of("未发生行政复议", f"table4.{group}.total")
    parts = counted(
        [
            (column.label, figures[f"table4.{group}.{column.key}"])
            for column in load_tables().columns4
            if not column.computed
        ],
        "件",
    )
    return f"因政府信息公开工作被申请{name}{cite(figures[f'table4.{group}.total'])}件（{parts}）"


def info_mgmt(figures: Figures, year: int) -> Facts:
    """Facts of （三）政府信息管理: normative documents issued, repealed, in force."""
    keys = [f"table2.normative_docs.{column}" for column in ("issued", "repealed", "in_force")]
    if any(key not in figures for key in keys):
        return {"documents": ""}
    issued, repealed, in_force = (figures[key] for key in keys)
    if not any(each.value for each in (issued, repealed, in_force)):
        return {"documents": none_of("全年未制发、废止行政规范性文件，年末无现行有效的行政规范性文件", *keys)}
    return {
        "documents": f"全年制发行政规范性文件{cite(issued)}件、废止{cite(repealed)}件，"
        f"截至{year}年12月31日现行有效{cite(in_force)}件"
    }


def platform(figures: Figures) -> Facts:
    """Facts of （四）平台建设: letters handled on the interactive board."""
    received = figures.get("hotline.total")
    if not received or not received.value:
        return {"hotline": ""}
    agreed, disagreed = figures.get("hotline.agreed"), figures.get("hotline.not_agreed")
    told = f"互动交流栏目全年受理群众来信{cite(received)}件"
    if agreed and disagreed:
        told += f"，其中来信人同意公开{cite(agreed)}件、不同意公开{cite(disagreed)}件"
    on_time = figures.get("hotline.on_time")
    if on_time and on_time.value == received.value:
        told += f"，{mark('均按时办结', 'figure', on_time.key)}"
    return {"hotline": told}


def told_notes(notes: Sequence[Noted], part: Part) -> list[list[str]]:
    """Tell a part's notes topic by topic; short topics share a paragraph."""
    paragraphs: list[list[str]] = []
    length = _SHORT
    for topic, group in by_topic(notes, part):
        told = sentences(topic, group)
        if length < _SHORT:
            paragraphs[-1] += told
            length += sum(len(each.clause) for each in group)
        else:
            paragraphs.append(told)
            length = sum(len(each.clause) for each in group)
    return paragraphs


def problems(notes: Sequence[Noted]) -> Facts:
    """Facts of section five: problems and improvements, each note one of the two."""
    topics = {topic.name: group for topic, group in by_topic(notes, Part.PROBLEMS)}
    as_noted = {name: sorted(group, key=lambda each: each.sort_key[1:]) for name, group in topics.items()}
    return {"problems": enumerated(as_noted.get("问题", ())), "measures": enumerated(as_noted.get("改进", ()))}


def other_matters(notes: Sequence[Noted], figures: Figures, year: int) -> Facts:
    """Facts of section six: fees, the year's key points, proposals, innovations, explanations."""
    topics = {topic.name: (topic, group) for topic, group in by_topic(notes, Part.OTHER)}

    def told(name: str) -> list[str]:
        return sentences(*topics[name]) if name in topics else []

    fee = _fee(figures, year)
    return {
        "fee": fee,
        "fee_notes": told("收费") if not fee else [],
        "proposals": _proposals(figures, year),
        "proposal_notes": [
            each for topic, group in by_topic(notes, Part.PROPOSALS) for each in sentences(topic, group)
        ],
        "key_points": told("要点"),
        "innovations": told("创新"),
        "explanations": told("说明"),
        "others": told("其他"),
    }


def _fee(figures: Figures, year: int) -> str:
    fee = figures.get("fees.ipf_yuan")
    if fee is None:
        return ""
    law = f"依据《政府信息公开信息处理费管理办法》，{year}年度"
    return law + (f"收取信息处理费{cite(fee)}元" if fee.value else none_of("未收取信息处理费", fee.key))


_WAYS = ("独办", "主办", "分办", "会办", "协办")
_KINDS = {"建议": "人大代表建议", "提案": "政协提案"}


def _answers(figures: Figures, kind: str) -> str:
    """Return `；答复由本机关公开2件、由主办单位公开4件、依法不予公开1件`."""
    ways = (("由本机关公开", "published"), ("由主办单位公开", "others"), ("依法不予公开", "exempt"))
    named = [(words, each) for words, way in ways if (each := figures.get(f"proposals.{kind}.{way}"))]
    told = counted(named, "件")
    return f"；答复{told}" if told else ""


def _proposals(figures: Figures, year: int) -> list[str]:
    """Tell suggestions and proposals: how many, how handled, how many published, measures adopted."""
    told = []
    for kind, name in _KINDS.items():
        amount = figures.get(f"proposals.{kind}.total")
        if amount is None:
            continue
        if not amount.value:
            told.append(none_of(f"{year}年未承办{name}", amount.key) + "。")
            continue
        ways = counted([(way, each) for way in _WAYS if (each := figures.get(f"proposals.{kind}.{way}"))], "件")
        told.append(f"{year}年承办{name}{cite(amount)}件{f'，其中{ways}' if ways else ''}{_answers(figures, kind)}。")
    measures = figures.get("proposals.measures")
    if measures and measures.value:
        told.append(f"建议、提案提出的具体措施共采纳{cite(measures)}条。")
    return told
