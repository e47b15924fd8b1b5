import io
import zipfile

import pytest

from assistant.errors import UnreadableFile
from assistant.returned import Kind, proposals, read_parts

HX = {"HX-Request": "true"}


@pytest.fixture
def case(drafted_case):
    return drafted_case


def downloaded(client, case):
    answer = client.get(f"/cases/{case.pk}/word/report.docx")
    assert answer.status_code == 200
    return answer.content


def returned(data, change):
    """Return a Word file after somebody worked on its paragraphs."""
    import docx

    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(client, case, data, name="领导改.docx"):
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"/cases/{case.pk}/word/upload/", {"file": file})


def some(document, words="培训"):
    return next(each for each in document.paragraphs if words in each.text)


def tracked(document):
    """Delete the paragraph's first run and insert words, as Word tracks it, and add a comment."""
    from docx.oxml import parse_xml

    spot = some(document)
    run = spot.runs[-1]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run._r.addnext(
        parse_xml(f'<w:ins {space} w:id="901" w:author="王局长"><w:r><w:t>新增加的一句。</w:t></w:r></w:ins>')
    )
    document.add_comment(spot.runs[:1], "这一段请再压缩", author="王局长", initials="王")


def test_a_file_that_comes_back_untouched_proposes_nothing(client, case):
    upload(client, case, downloaded(client, case))
    assert case.proposals.count() == 0


def test_tracked_changes_and_comments_become_proposals_at_their_paragraph(client, case):
    upload(client, case, returned(downloaded(client, case), tracked))
    rows = {row.kind: row for row in case.proposals.all()}
    assert set(rows) == {"修改", "批注"}
    assert rows["修改"].theirs.endswith("新增加的一句。") and rows["修改"].author == "王局长"
    assert rows["修改"].paragraph == rows["批注"].paragraph != ""
    assert rows["批注"].remark == "这一段请再压缩"
    assert "新增加的一句。" in client.get(f"/cases/{case.pk}/word/").content.decode()


def test_an_accepted_change_is_in_the_draft_and_a_rejected_one_is_not(client, case):
    upload(client, case, returned(downloaded(client, case), tracked))
    change, remark = case.proposals.get(kind="修改"), case.proposals.get(kind="批注")
    where = f"/cases/{case.pk}/word/{{}}/decide/"
    for row, choice in ((change, "accept"), (remark, "reject")):
        answer = client.post(where.format(row.pk), {"version": 1, "choice": choice}, headers=HX)
        assert answer.status_code == 204
    assert "新增加的一句。" in client.get(f"/cases/{case.pk}/draft/").content.decode()
    assert {row.status for row in case.proposals.all()} == {"accepted", "rejected"}
    assert client.post(where.format(change.pk), {"version": 1, "choice": "accept"}, headers=HX).status_code == 204
    assert client.post(where.format(change.pk), {"version": 1, "choice": "reject"}, headers=HX).status_code == 409


def test_an_accepted_change_never_overwrites_what_was_edited_since(client, case):
    from assistant.revision import placed
    from assistant.web.services import edits, people

    upload(client, case, returned(downloaded(client, case), tracked))
    row = case.proposals.get(kind="修改")
    base = placed(edits.standing(case).draft)[row.paragraph].text
    edits.save(case, people.desk_user(), edits.Seen(row.paragraph, edits.digest(base), 0), "后来改成了这样。")
    answer = client.post(f"/cases/{case.pk}/word/{row.pk}/decide/", {"version": 1, "choice": "accept"}, headers=HX)
    assert answer.status_code == 400 and edits.standing(case).edits[row.paragraph].text == "后来改成了这样。"


def test_nothing_that_was_changed_is_lost(client, case):
    def change(document):
        some(document).add_run("直接加的话。")
        document.paragraphs[1].insert_paragraph_before("多出来的一整段，谁也对不上。")
        some(document, "政策解读")._p.getparent().remove(some(document, "政策解读")._p)
        document.tables[0].rows[-1].cells[-1].paragraphs[0].runs[0].text = "987"

    upload(client, case, returned(downloaded(client, case), change))
    told = {(row.kind, bool(row.paragraph)): f"{row.theirs}|{row.ours}" for row in case.proposals.all()}
    assert "直接加的话。" in told["修改", True]
    assert "多出来的一整段" in told["新增段落", False]
    assert "政策解读" in told["删去段落", True]
    assert "987" in told["表格改动", False]


def with_part(data, name, kind, text):
    """Return a Word file with one more part of notes, as Word writes them."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = f'<w:{kind}s {space}><w:{kind} w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        for each in packed.namelist():
            made.writestr(each, packed.read(each))
        made.writestr(name, part)
    return out.getvalue()


def test_headers_footers_and_notes_are_compared_too(client, case):
    def change(document):
        section = document.sections[0]
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "内部征求意见稿"
        section.footer.paragraphs[0].add_run("局办公室印")

    data = with_part(returned(downloaded(client, case), change), "word/footnotes.xml", "footnote", "数据截至年底。")
    upload(client, case, data)
    rows = {row.place: row.theirs for row in case.proposals.filter(kind="页眉页脚脚注")}
    assert rows["页眉"] == "内部征求意见稿" and "局办公室印" in rows["页脚"] and rows["脚注"] == "数据截至年底。"
    assert case.proposals.count() == 3
    page = client.get(f"/cases/{case.pk}/word/").content.decode()
    assert "内部征求意见稿" in page and "页脚" in page


def test_what_the_user_edited_is_in_the_file(client, case):
    from assistant.revision import placed
    from assistant.web.services import edits, people

    here = edits.standing(case)
    key, each = next((key, each) for key, each in placed(here.draft).items() if "培训" in each.text)
    edits.save(case, people.desk_user(), edits.Seen(key, edits.digest(each.text), 0), "手改的培训情况。")
    parts, _ = read_parts(downloaded(client, case))
    assert "手改的培训情况。" in [part.after for part in parts]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"<html>", "文字".encode()])
def test_what_is_no_word_file_is_refused(client, case, data):
    answer = upload(client, case, data + b" ")
    assert answer.status_code == 400 and case.proposals.count() == 0


def test_a_file_made_to_harm_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (61 << 20))
    with pytest.raises(UnreadableFile):
        read_parts(out.getvalue())


def test_script_in_a_comment_is_text(client, case):
    def change(document):
        document.add_comment(some(document).runs[:1], "<img src=x onerror=alert(1)>", author="<b>x", initials="x")

    upload(client, case, returned(downloaded(client, case), change))
    page = client.get(f"/cases/{case.pk}/word/").content.decode()
    assert "<img src=x" not in page and "&lt;img src=x" in page and "<b>x" not in page


def test_every_kind_of_proposal_has_a_word():
    assert {each.value for each in Kind} == {"修改", "批注", "新增段落", "删去段落", "表格改动", "页眉页脚脚注"}
    assert callable(proposals)
