import hashlib

import pytest

from assistant.casework import findings_of

HX = {"HX-Request": "true"}


@pytest.fixture
def case(drafted_case):
    return drafted_case


def put(case, text):
    from assistant.revision import placed
    from assistant.web.services import edits, people

    here = edits.standing(case)
    key, each = next((key, each) for key, each in placed(here.draft).items() if "培训" in each.text)
    edit = here.edits.get(key)
    seen = edits.Seen(key, edits.digest(each.text), edit.version if edit else 0)
    edits.save(case, people.desk_user(), seen, text)
    return key


def post(client, case, action, **fields):
    case.refresh_from_db()
    return client.post(f"/cases/{case.pk}/history/{action}/", {"version": case.version, **fields})


def test_two_versions_are_compared_word_by_word(client, case):
    post(client, case, "save", note="改之前")
    put(case, "完全改写的一段培训情况。")
    post(client, case, "save", note="改之后")
    new, old = case.versions.filter(kind="saved")
    page = client.get(f"/cases/{case.pk}/history/compare/?one={old.pk}&other={new.pk}").content.decode()
    assert "<ins>" in page and "<del>" in page and "改写" in page
    same = client.get(f"/cases/{case.pk}/history/compare/?one={old.pk}&other={old.pk}").content.decode()
    assert "完全相同" in same


def test_a_version_is_restored_and_what_stood_before_is_kept(client, case):
    from assistant.web.services import edits

    key = put(case, "第一种写法的培训。")
    post(client, case, "save", note="一")
    first = case.versions.filter(kind="saved").first()
    put(case, "第二种写法的培训。")
    assert post(client, case, f"{first.pk}/restore").status_code == 302
    assert edits.standing(case).text(key) == "第一种写法的培训。"
    kept = [each for version in case.versions.filter(kind="saved") for each in version.edits]
    assert "第二种写法的培训。" in [each["text"] for each in kept]


def test_a_final_version_is_locked_with_its_hash_and_findings(client, case):
    from assistant.revision import placed
    from assistant.web.models import Version
    from assistant.web.services import history

    put(case, "定稿里的培训情况。")
    assert post(client, case, "lock", note="送签稿").status_code == 302
    final = case.versions.get(kind="final")
    assert final.locked and final.sha256 == hashlib.sha256(bytes(final.report)).hexdigest()
    assert "定稿里的培训情况。" in [each.text for each in placed(history.text_of(final)).values()]
    assert isinstance(findings_of(bytes(final.findings)), list)
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=final.pk).update(note="x")
    page = client.get(f"/cases/{case.pk}/history/").content.decode()
    assert final.sha256 in page


def test_a_final_report_refuses_changes_until_it_is_reopened_with_a_reason(client, case):
    assert post(client, case, "lock").status_code == 302
    assert client.post(f"/cases/{case.pk}/draft/start/").status_code == 409
    assert post(client, case, "reopen", reason=" ").status_code == 400
    assert post(client, case, "reopen", reason="上级要求更正").status_code == 302
    case.refresh_from_db()
    assert not case.locked and case.versions.filter(kind="final", locked=True).count() == 1


def test_a_version_with_other_words_has_another_code_and_the_same_words_the_same(client, case):
    drafted = case.versions.get()
    post(client, case, "save")
    put(case, "另一种写法。")
    post(client, case, "save")
    post(client, case, "lock")
    final, edited, same = case.versions.all()[:3]
    assert same.sha256 == drafted.sha256 != edited.sha256
    assert final.kind == "final"


def test_two_people_do_not_lock_and_change_unseen(client, case):
    assert client.post(f"/cases/{case.pk}/history/lock/", {"version": case.version + 5}).status_code == 409


def test_the_log_shows_before_and_after(client, case):
    put(case, "记录里看得到的改动。")
    page = client.get(f"/cases/{case.pk}/history/").content.decode()
    assert "改稿" in page and "记录" in page and "<del>" in page
