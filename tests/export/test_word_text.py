from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistant.export.word_text import DECLARE, NAMESPACE, Range, paragraph

W = f"{{{NAMESPACE}}}"


def parse(xml):
    return etree.fromstring(f"<w:body {DECLARE}>{xml}</w:body>")[0]


def inside(element, comment):
    """Return the text between a comment's start and end."""
    words, within = "", False
    for child in element:
        if child.get(f"{W}id") == str(comment):
            within = child.tag == f"{W}commentRangeStart"
        if within:
            words += "".join(text.text or "" for text in child.iter(f"{W}t"))
    return words


@st.composite
def marked(draw):
    text = draw(st.lists(st.sampled_from(["甲", "乙丙", "【待补充：数】", "&<"]), max_size=6).map("".join))
    edge = st.integers(0, len(text))
    bounds = draw(st.lists(st.tuples(edge, edge).map(sorted), max_size=4))
    return text, [Range(*pair, comment) for comment, pair in enumerate(bounds)]


@given(marked())
def test_a_comment_holds_exactly_its_words_however_ranges_overlap(drawn):
    text, ranges = drawn
    element = parse(paragraph(text, "BodyText", ranges))
    assert "".join(each.text or "" for each in element.iter(f"{W}t")) == text
    for each in ranges:
        assert inside(element, each.comment) == text[each.start : each.end]
        assert len(element.findall(f".//{W}commentReference[@{W}id='{each.comment}']")) == 1


@given(marked())
def test_gaps_and_nothing_else_are_highlighted(drawn):
    text, ranges = drawn
    element = parse(paragraph(text, "BodyText", ranges))
    runs = element.findall(f".//{W}highlight/../..")
    assert "".join(run.findtext(f"{W}t") for run in runs) == "【待补充：数】" * text.count("【待补充：数】")


def test_a_break_stands_before_its_character():
    element = parse(paragraph("甲乙丙", "Title", [Range(0, 3, 0)], [1]))
    assert [child.tag.removeprefix(W) for run in element.iter(f"{W}r") for child in run][:3] == ["t", "br", "t"]
