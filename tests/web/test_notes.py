import json

import pytest

from assistant import casework, pipeline
from assistant.corrections import CUTS_FILE, LABELS_FILE, read_corrections


def rows(case):
    return list(case.notes.order_by("position"))


def as_read_again(case):
    """Return the notes' rows after the whole folder was read again."""
    from assistant.web.services import reading

    def told():
        return [
            (note.key, note.text, note.category_now, note.section_now, note.status, round(note.certainty, 4), note.file)
            for note in rows(case)
        ]

    before = told()
    reading.read(case, pipeline.settings())
    return before, told()


def post(client, case, action, **fields):
    return client.post(f"/cases/{case.pk}/notes/{action}/", fields, headers={"HX-Request": "true"})


def seen(note):
    return f"{note.pk}:{note.version}"


def test_a_paste_becomes_notes_and_a_file_of_the_case(make_case):
    case = make_case()
    assert len(rows(case)) == 6
    files = [path.name for path in case.inputs.iterdir()]
    assert any(name.startswith("粘贴-") for name in files)
    before, after = as_read_again(case)
    assert before == after


def test_the_page_labels_as_the_command_does(make_case):
    case = make_case()
    case_file, material = casework.read_case(case.inputs)
    told = {each.item.text: each.label for each in pipeline.classify(material, case.year)}
    for note in rows(case):
        label = told[note.text]
        assert (note.category, note.section, note.needs_review) == (label.category, label.section, label.needs_review)
    assert case_file.agency == "某县水务局"


def test_a_correction_is_kept_for_training_and_used_when_drafting(client, make_case):
    case = make_case()
    note = next(note for note in rows(case) if "培训" in note.text)
    answer = post(client, case, "label", seen=seen(note), section="其他事项")
    assert answer.status_code == 200
    line = json.loads((case.inputs / LABELS_FILE).read_text(encoding="utf-8"))
    assert (line["text"], line["category"], line["section"]) == (note.text, note.category_now, "其他事项")
    from assistant.classify.notes import read_notes

    assert read_notes(case.inputs / LABELS_FILE)[0].section == "其他事项"
    _, material = casework.read_case(case.inputs)
    drafted = {each.item.text: each.label.section for each in pipeline.label_notes(material, case.year)}
    assert drafted[note.text] == "其他事项"
    assert len(drafted) == 6


def test_two_people_at_one_note_get_a_conflict_and_nothing_is_overwritten(client, make_case):
    case = make_case()
    note = rows(case)[0]
    old = seen(note)
    assert post(client, case, "label", seen=old, category="公示公告").status_code == 200
    answer = post(client, case, "label", seen=old, category="其他文件")
    assert answer.status_code == 409
    assert "公示公告" in answer.content.decode() and "其他文件" in answer.content.decode()
    note.refresh_from_db()
    assert note.category_now == "公示公告"


def test_the_same_answer_sent_twice_is_no_conflict(client, make_case):
    case = make_case()
    old = seen(rows(case)[0])
    assert post(client, case, "label", seen=old, category="公示公告").status_code == 200
    assert post(client, case, "label", seen=old, category="公示公告").status_code == 200
    assert case.log.filter(what="note.label").count() == 1


def test_accepting_all_takes_what_the_filter_shows_and_undo_gives_it_back(client, make_case):
    case = make_case()
    assert post(client, case, "accept", all="1", show="new", words="公开").status_code == 200
    done = [note for note in rows(case) if note.status == "accepted"]
    assert done and all("公开" in note.text for note in done)
    assert len(done) == sum("公开" in note.text for note in rows(case))
    assert len(read_corrections(case.inputs / LABELS_FILE)) == len(done)
    assert post(client, case, "undo").status_code == 200
    assert {note.status for note in rows(case)} == {"new"}
    assert not (case.inputs / LABELS_FILE).exists()


def test_undo_goes_back_step_by_step_and_ends(client, make_case):
    case = make_case()
    note = rows(case)[0]
    first = note.category_now
    post(client, case, "label", seen=seen(note), category="公示公告")
    note.refresh_from_db()
    post(client, case, "label", seen=seen(note), category="其他文件")
    for expected in ("公示公告", first):
        post(client, case, "undo")
        note.refresh_from_db()
        assert note.category_now == expected
    assert "没有可撤销" in post(client, case, "undo").content.decode()


def test_undo_leaves_what_somebody_changed_since(client, make_case):
    from assistant.web.services import notes, people

    case = make_case()
    note = rows(case)[0]
    post(client, case, "label", seen=seen(note), category="公示公告")
    note.refresh_from_db()
    from django.contrib.auth import get_user_model

    other = get_user_model().objects.create(username="other")
    notes.relabel(case, other, [notes.Seen(note.pk, note.version)], category="其他文件")
    assert post(client, case, "undo").status_code == 409
    note.refresh_from_db()
    assert note.category_now == "其他文件"
    assert people.desk_user() != other


@pytest.mark.parametrize("action", ["split", "merge", "leave-out"])
def test_a_cut_gives_the_rows_that_reading_again_gives(client, make_case, action):
    case = make_case()
    notes = rows(case)
    if action == "split":
        note = next(note for note in notes if "培训" in note.text)
        at = note.text.index("，") + 1
        answer = post(client, case, action, seen=seen(note), text=f"{note.text[:at]}\n{note.text[at:]}")
        expected = 7
    elif action == "merge":
        answer = post(client, case, action, seen=[seen(notes[3]), seen(notes[1])])
        expected = 5
    else:
        answer = post(client, case, action, seen=seen(notes[2]))
        expected = 5
    assert answer.status_code == 200
    assert len(rows(case)) == expected
    before, after = as_read_again(case)
    assert before == after
    assert post(client, case, "undo").status_code == 200
    assert [note.text for note in rows(case)] == [note.text for note in notes]
    assert not (case.inputs / CUTS_FILE).exists()


def test_a_split_may_not_change_the_words(client, make_case):
    case = make_case()
    note = rows(case)[0]
    answer = post(client, case, "split", seen=seen(note), text="1月4日\n召开会议99次")
    assert answer.status_code == 400
    assert "不一致" in answer.content.decode()


def test_a_line_left_out_can_be_taken_in(client, make_case):
    case = make_case(text="收到\n1.2 网站发布通知公告5条\n好的辛苦了")
    noise = case.reading["noise"]
    assert noise
    answer = client.post(f"/cases/{case.pk}/notes/take-in/", {"line": "0", "text": noise[0]["text"]})
    assert answer.status_code == 302
    assert noise[0]["text"] in [note.text for note in rows(case)]
    before, after = as_read_again(case)
    assert before == after


def test_the_words_that_decided_are_marked_and_escaped(client, make_case):
    case = make_case(text="1.2 发布政策解读<script>alert(1)</script>图解2份")
    page = client.get(f"/cases/{case.pk}/notes/").content.decode()
    assert "<mark>" in page
    assert "<script>alert" not in page
    assert "alert(1)&lt;/" in page


def test_a_changed_file_is_read_again_beside_the_pages(client, make_case):
    from assistant.web.services import jobs, reading

    case = make_case()
    (case.inputs / "补充.txt").write_text("6.1 发布公告2条\n", encoding="utf-8")
    assert not reading.up_to_date(case)
    client.get(f"/cases/{case.pk}/notes/")
    job = jobs.claim()
    jobs.perform(job)
    assert "6.1 发布公告2条" in [note.text for note in rows(case)]


def test_corrections_survive_a_new_reading_and_rows_keep_their_version(client, make_case):
    case = make_case()
    note = rows(case)[0]
    post(client, case, "label", seen=seen(note), category="公示公告")
    note.refresh_from_db()
    (case.inputs / "补充.txt").write_text("6.1 发布公告2条\n", encoding="utf-8")
    as_read_again(case)
    again = case.notes.get(key=note.key)
    assert (again.category_now, again.version, again.pk) == ("公示公告", note.version, note.pk)
