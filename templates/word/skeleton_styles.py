"""Styles and fonts of the Word skeleton: official font names, sizes and lines after GB/T 9704—2012."""

from collections.abc import Iterator

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TITLE, HEI, KAI, FANG, SONG, LATIN = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体", "Times New Roman"
ALTERNATIVES = {
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,宋体",
    HEI: "SimHei",
    KAI: "楷体,KaiTi",
    FANG: "仿宋,FangSong",
    SONG: "SimSun",
}

INDENT = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'


def fonts(east_asia: str, latin: str = LATIN) -> str:
    """Return a run's fonts: Chinese by its official name, digits and letters beside it."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asia}" w:cs="{latin}"/>'


def style(kind: str, name: str, paragraph: str = "", run: str = "", **names: str) -> str:
    """Return a style; `names` are its id, what it is based on, and what follows it."""
    based = f'<w:basedOn w:val="{names["based"]}"/>' if "based" in names else ""
    following = f'<w:next w:val="{names["following"]}"/>' if "following" in names else ""
    default = ' w:default="1"' if name == "Normal" else ""
    formats = "".join(f"<w:{tag}>{xml}</w:{tag}>" for tag, xml in (("pPr", paragraph), ("rPr", run)) if xml)
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{names["id"]}"><w:name w:val="{name}"/>{based}{following}'
        f"<w:qFormat/>{formats}</w:style>"
    )


def exact(twips: int, after: int = 0) -> str:
    """Return lines exactly so high, and the space after the last."""
    return f'<w:spacing w:before="0" w:after="{after}" w:line="{twips}" w:lineRule="exact"/>'


def size(half_points: int) -> str:
    """Return a font size in half points."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def styles() -> str:
    """Return styles.xml: sizes are 2号 44, 3号 32, 4号 28, 小四 24, 五号 21, 小五 18 half points."""
    black, condensed = '<w:color w:val="000000"/>', '<w:spacing w:val="-5"/>'
    plain = '<w:b w:val="0"/><w:bCs w:val="0"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}{size(32)}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )
    return (
        f"{HEAD}<w:styles {W}>{defaults}"
        + style(
            "paragraph",
            "Normal",
            f'<w:widowControl w:val="0"/>{exact(579)}<w:jc w:val="both"/>',
            f"{fonts(FANG)}{black}{condensed}{size(32)}",
            id="Normal",
        )
        + style("paragraph", "Body Text", INDENT, id="BodyText", based="Normal")
        + style(
            "paragraph",
            "Title",
            f'<w:keepLines/>{exact(640, after=579)}<w:jc w:val="center"/>',
            f'{fonts(TITLE)}{plain}<w:spacing w:val="0"/>{size(44)}',
            id="Title",
            based="Normal",
            following="BodyText",
        )
        + "".join(headings(plain))
        + "".join(small_styles())
        + "</w:styles>"
    )


def headings(plain: str) -> Iterator[str]:
    """Yield the three levels of headings: 黑体, 楷体, 仿宋, all 3号, none bold."""
    for level, font in enumerate((HEI, KAI, FANG)):
        paragraph = f'<w:keepNext/><w:keepLines/>{INDENT}<w:outlineLvl w:val="{level}"/>'
        names = {"id": f"Heading{level + 1}", "based": "Normal", "following": "BodyText"}
        yield style("paragraph", f"heading {level + 1}", paragraph, f"{fonts(font)}{plain}", **names)


def small_styles() -> Iterator[str]:
    """Yield the styles of page numbers, tables, pictures and comments."""
    flat = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    loose = '<w:spacing w:val="0"/>'
    table = f'{exact(280)}<w:jc w:val="center"/>'
    yield style("paragraph", "footer", flat, f"{fonts(SONG, SONG)}{loose}{size(28)}", id="Footer", based="Normal")
    yield style("paragraph", "Table Text", table, f"{fonts(SONG)}{loose}{size(21)}", id="TableText", based="Normal")
    yield style(
        "paragraph", "Table Label", '<w:ind w:left="40"/><w:jc w:val="left"/>', id="TableLabel", based="TableText"
    )
    yield style("paragraph", "Table Text Large", exact(320), size(24), id="TableTextLarge", based="TableText")
    yield style("paragraph", "Table Missing", exact(150), size(13), id="TableMissing", based="TableText")
    figure = (
        '<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
    )
    yield style("paragraph", "Figure", figure, id="Figure", based="Normal", following="Caption")
    caption = '<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
    yield style("paragraph", "caption", caption, f"{fonts(SONG)}{loose}{size(24)}", id="Caption", based="Normal")
    comment = f'{flat}<w:jc w:val="left"/>'
    yield style(
        "paragraph", "annotation text", comment, f"{fonts(SONG)}{loose}{size(21)}", id="CommentText", based="Normal"
    )
    yield style("character", "annotation reference", run=size(21), id="CommentReference")


def font_table() -> str:
    """Return fontTable.xml: every official name with the names under which systems carry the like."""
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in ALTERNATIVES.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"{HEAD}<w:fonts {W}>{chinese}{latin}</w:fonts>"
