"""What a note says about a number the spreadsheets give too: the spreadsheet's number is printed, the note is compared."""

import re
from typing import NamedTuple

from assistant.items import Item, parse_number
from assistant.statistics import Figures

_NUMBER = r"(?P<n>[\d０-９,，.]+万?|[〇零一二两三四五六七八九十百千万]+)\s*(?P<approximate>[余多]?)"
_WHOLE_YEAR = r"(?:全年|今年|本年|年度|一年|总共|一共|合计|共计|累计|总计|共|年底)"


class Claim(NamedTuple):
    """A number a note states for a figure we have: equal or not."""

    item: Item
    key: str
    stated: int | float
    figure: int | float
    words: str


_CLAIMS = tuple(
    (re.compile(pattern.replace("N", _NUMBER)), key)
    for pattern, key in (
        (
            rf"(?:网站|门户|主动公开|发布)[^，。；、]{{0,6}}(?:信息|发布)[^，。；、\d]{{0,4}}{_WHOLE_YEAR}?N条",
            "publication.total",
        ),
        (rf"{_WHOLE_YEAR}[^，。；、\d]{{0,10}}(?:主动公开|公开|发布)[^，。；、\d]{{0,6}}信息N条", "publication.total"),
        (rf"依申请(?:公开)?(?:申请)?[^，。；\d]{{0,4}}{_WHOLE_YEAR}[^，。；\d]{{0,6}}N件", "table3.new_received.total"),
        (
            rf"{_WHOLE_YEAR}[^，。；\d]{{0,8}}(?:收到|新收|受理)[^，。；\d]{{0,8}}申请[^，。；\d]{{0,4}}N件",
            "table3.new_received.total",
        ),
        (
            r"解读材料[^，。；\d]{0,6}[^。；\d]{0,12}(?:一?共|总共|全年)[^，。；\d]{0,6}N[份条篇]",
            "publication.by_category.政策解读",
        ),
        (r"民声连线[^，。；\d]{0,8}N件", "hotline.total"),
        (r"人大(?:代表)?建议N件", "proposals.建议.total"),
        (r"政协(?:委员)?提案N件", "proposals.提案.total"),
        (r"提案N件[^，。；]{0,4}(?:上网|公开|挂网)", "proposals.提案.published"),
        (r"建议N件[^，。；]{0,4}(?:上网|公开|挂网)", "proposals.建议.published"),
        (r"(?:具体)?措施[^，。；\d]{0,6}N条", "proposals.measures"),
    )
)


def find_claims(item: Item, figures: Figures) -> list[Claim]:
    """Return the numbers of a note that a figure states too. Approximate ones (余, 多) are not compared."""
    claims: dict[str, Claim] = {}
    for pattern, key in _CLAIMS:
        figure = figures.value(key)
        match = pattern.search(item.text)
        if figure is None or key in claims or not match or match["approximate"]:
            continue
        stated = parse_number(match["n"])
        if stated is not None:
            claims[key] = Claim(item, key, stated, float(figure) if figure % 1 else int(figure), match.group())
    return list(claims.values())
