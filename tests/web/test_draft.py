import pytest

HX = {"HX-Request": "true"}


@pytest.fixture
def case(drafted_case):
    return drafted_case


def standing(case):
    from assistant.web.services import edits

    return edits.standing(case)


def some(case, words="培训"):
    """Return (key, text, digest) of the first paragraph that says something."""
    from assistant.revision import placed
    from assistant.web.services import edits

    found = next(each for each in placed(standing(case).draft).values() if words in each.text)
    return found.key, found.text, edits.digest(found.text)


def edit(client, case, key, digest, text, version=0):
    fields = {"digest": digest, "version": version, "text": text}
    return client.post(f"/cases/{case.pk}/draft/p/{key}/edit/", fields, headers=HX)


def again(case, drafted, name, text):
    (case.inputs / name).write_text(text, encoding="utf-8")
    return drafted(case)


def test_the_page_shows_every_sentence_with_its_sources(client, case):
    page = client.get(f"/cases/{case.pk}/draft/").content.decode()
    assert 'role="tooltip"' in page and "工作记录：" in page
    key, text, _ = some(case)
    assert f'id="{key}"' in page and text[:8] in page


def test_an_edit_is_kept_and_shown_and_logged(client, case):
    key, text, digest = some(case)
    answer = edit(client, case, key, digest, text + "另补一句。")
    assert answer.status_code == 200 and "hx-swap-oob" in answer.content.decode()
    assert "另补一句。" in client.get(f"/cases/{case.pk}/draft/").content.decode()
    entry = case.log.filter(what="edit.edit").get()
    assert entry.before["text"] == text and entry.after["text"].endswith("另补一句。")


def test_a_stale_edit_answers_both_texts_and_overwrites_nothing(client, case):
    key, _, digest = some(case)
    assert edit(client, case, key, digest, "甲改的文字。").status_code == 200
    answer = edit(client, case, key, digest, "乙改的文字。")
    page = answer.content.decode()
    assert answer.status_code == 409 and "甲改的文字。" in page and "乙改的文字。" in page
    assert standing(case).edits[key].text == "甲改的文字。"
    assert edit(client, case, key, digest, "甲改的文字。").status_code == 200, "the same change sent again"
    assert edit(client, case, key, digest, "乙改的文字。", version=1).status_code == 200


def test_drafting_again_keeps_an_edit_whose_base_is_the_same(client, case, drafted):
    key, text, digest = some(case)
    edit(client, case, key, digest, text + "手工补充。")
    drafted(case)
    here = standing(case)
    kept = next(each for each in here.edits.values() if each.text == text + "手工补充。")
    assert kept.status == "edited" and here.version.pk != case.versions.last().pk


def test_drafting_again_shows_both_texts_where_the_base_changed(client, case, drafted):
    key, text, digest = some(case)
    edit(client, case, key, digest, "我改过的培训一段。")
    again(case, drafted, "更多记录.txt", "9月3日 组织政务公开专题培训1期，45人参加\n")
    row = next(iter(standing(case).edits.values()))
    assert row.text == "我改过的培训一段。" and row.status == "conflict"
    assert row.other and row.other != text
    page = client.get(f"/cases/{case.pk}/draft/p/{row.paragraph}/", headers=HX).content.decode()
    assert "我改过的培训一段。" in page and row.other in page
    client.post(f"/cases/{case.pk}/draft/conflicts/{row.pk}/", {"version": row.version, "choice": "mine"}, headers=HX)
    row.refresh_from_db()
    assert (row.status, row.text) == ("edited", "我改过的培训一段。")


def test_an_edit_whose_paragraph_is_gone_is_listed_not_lost(client, case, drafted):
    key, _, digest = some(case)
    edit(client, case, key, digest, "只在旧草稿里的一段。")
    for path in case.inputs.glob("粘贴-*.txt"):
        path.write_text("2.20 网站发布政策解读3份\n", encoding="utf-8")
    drafted(case)
    page = client.get(f"/cases/{case.pk}/draft/").content.decode()
    assert "只在旧草稿里的一段。" in page


def test_a_number_that_no_longer_equals_its_figure_is_red(client, case, drafted):
    ledger = "序号,收到日期,申请人类型,申请内容,办理结果\n" + "".join(
        f"{at},2025-03-0{at},自然人,某文件{at},予以公开\n" for at in range(1, 6)
    )
    again(case, drafted, "台账.csv", ledger)
    key, text, digest = some(case, "新收")
    assert "wrong" not in client.get(f"/cases/{case.pk}/draft/").content.decode()
    typed = {"text": text.replace("5件", "8件")}
    told = client.post(f"/cases/{case.pk}/draft/p/{key}/typed/", typed, headers=HX).content.decode()
    assert 'class="s wrong"' in told and "8件" in told and not standing(case).edits
    assert client.post(f"/cases/{case.pk}/draft/p/{key}/typed/", {"text": text}, headers=HX).content.strip() == b""
    assert 'class="s wrong"' in edit(client, case, key, digest, text.replace("5件", "8件")).content.decode()
    assert 'class="s wrong"' not in edit(client, case, key, digest, text, 1).content.decode()
    (case.inputs / "台账.csv").write_text(ledger + "6,2025-04-01,自然人,另一份,予以公开\n", encoding="utf-8")
    assert 'class="s wrong"' in client.get(f"/cases/{case.pk}/draft/").content.decode()


def test_a_paragraph_is_sent_back_only_with_a_reason(client, case):
    key, _, digest = some(case)
    where = f"/cases/{case.pk}/draft/p/{key}/decide/"
    assert client.post(where, {"digest": digest, "version": 0, "choice": "reject"}, headers=HX).status_code == 400
    told = {"digest": digest, "version": 0, "choice": "reject", "reason": "次数不对"}
    assert client.post(where, told, headers=HX).status_code == 200
    assert "次数不对" in client.get(f"/cases/{case.pk}/draft/").content.decode()
    assert client.post(where, {"digest": digest, "version": 1, "choice": "accept"}, headers=HX).status_code == 200
    assert standing(case).edits[key].status == "accepted"


def test_a_past_wording_is_put_in_with_its_gaps_filled(client, case):
    from assistant.revision import placed

    here = standing(case)
    key, each, found = next(
        (key, each, found)
        for key, each in placed(here.draft).items()
        for found in each.paragraph.suggestions
        if not found.inspiration_only and found.adapted
    )
    from assistant.web.services import edits

    fields = {"digest": edits.digest(each.text), "version": 0, "passage": found.passage_id, "how": "after", "gap0": "7"}
    answer = client.post(f"/cases/{case.pk}/draft/p/{key}/insert/", fields, headers=HX)
    assert answer.status_code == 200
    text = standing(case).edits[key].text
    wanted = found.adapted.replace(found.gaps[0], "7") if found.gaps else found.adapted
    assert text == each.text + wanted
