import io
import json
import zipfile
from pathlib import Path

import pytest

from assistant import pipeline

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "jinan-bigdata-2023"


def packed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for path in sorted(EXAMPLE.iterdir()):
            made.write(path, f"jinan/{path.name}")
    out.seek(0)
    out.name = "case.zip"
    return out


def work():
    from assistant.web.services import jobs

    while job := jobs.claim():
        jobs.perform(job)
        assert job.state == "done", (job.problem, job.hint)


@pytest.fixture
def imported(client):
    from assistant.web.models import Case

    assert client.post("/cases/import/", {"archive": packed()}).status_code == 302
    work()
    return Case.objects.get()


def test_an_imported_folder_comes_out_as_it_went_in(client, imported):
    answer = client.get(f"/cases/{imported.pk}/export/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as out:
        told = {name.split("/", 1)[1]: out.read(name) for name in out.namelist()}
    assert told == {path.name: path.read_bytes() for path in EXAMPLE.iterdir()}


def test_what_is_exported_after_work_imports_again_with_every_label(client, imported):
    from assistant.web.models import Case
    from assistant.web.services import cutting, notes, people

    who = people.desk_user()
    rows = list(imported.notes.order_by("position")[:4])
    notes.relabel(imported, who, [notes.Seen(rows[0].pk, 1)], category="公示公告")
    cutting.merge(imported, who, [notes.Seen(rows[1].pk, 1), notes.Seen(rows[2].pk, 1)])
    exported = io.BytesIO(client.get(f"/cases/{imported.pk}/export/").content)
    before = [(note.text, note.category_now, note.status) for note in imported.notes.order_by("position")]
    Case.objects.filter(pk=imported.pk).update(year=2010)
    exported.name = "again.zip"
    assert client.post("/cases/import/", {"archive": exported}).status_code == 302
    work()
    again = Case.objects.get(year=2023)
    assert [(note.text, note.category_now, note.status) for note in again.notes.order_by("position")] == before


def test_the_page_drafts_what_the_command_drafts(imported, drafted, tmp_path):
    case = drafted(imported)
    assert case.state == "drafting"
    command = pipeline.draft(EXAMPLE, tmp_path / "out", pipeline.settings(), say=lambda _: None)
    told = json.loads((case.outputs / "report.json").read_text(encoding="utf-8"))
    assert told == json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    version = case.versions.get()
    from assistant.casework import bytes_of

    assert bytes(version.report) == bytes_of(command.report)
    assert case.all_findings == len(command.findings)


def test_a_case_is_made_once_per_agency_and_year(client, make_case):
    make_case("某县水务局", 2025)
    answer = client.post("/cases/new/", {"agency": "某县水务局", "year": "2025"})
    assert answer.status_code == 400 and "已有" in answer.content.decode()
    assert client.post("/cases/new/", {"agency": "某县水务局", "year": "2024"}).status_code == 302


@pytest.mark.parametrize("year", ["", "abc", "1999", "99999", "-1"])
def test_a_year_that_is_none_is_refused(client, year):
    assert client.post("/cases/new/", {"agency": "某县水务局", "year": year}).status_code == 400


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_names_in_a_zip_are_read_as_their_writer_meant_them(encoding, tmp_path):
    from assistant.web.services import folder

    entry = zipfile.ZipInfo("x")
    name = "依申请公开台账.csv"
    entry.filename = name.encode(encoding or "gbk").decode("cp437")
    assert folder._name(entry) == name


def test_a_file_replaced_or_taken_out_is_kept_aside(client, make_case):
    case = make_case()

    def put(text):
        upload = io.BytesIO(text.encode())
        upload.name = "补充.txt"
        return client.post(f"/cases/{case.pk}/files/", {"files": upload})

    put("6.1 发布公告2条")
    put("6.1 发布公告3条")
    work()
    assert "6.1 发布公告3条" in {note.text for note in case.notes.all()}
    assert client.post(f"/cases/{case.pk}/files/remove/", {"name": "补充.txt"}).status_code == 302
    work()
    assert "6.1 发布公告3条" not in {note.text for note in case.notes.all()}
    kept = sorted(path.read_text(encoding="utf-8") for path in case.outputs.rglob("补充.txt"))
    assert kept == ["6.1 发布公告2条", "6.1 发布公告3条"]


def test_folders_dropped_keep_their_shape(client, make_case):
    case = make_case()
    files = []
    for text in ("1.1 发布公告1条", "1.2 发布公告2条"):
        upload = io.BytesIO(text.encode())
        upload.name = "a.txt"
        files.append(upload)
    sent = {"files": files, "paths": ["上半年/a.txt", "下半年/a.txt"]}
    assert client.post(f"/cases/{case.pk}/files/", sent, headers={"HX-Request": "true"}).status_code == 200
    assert (case.inputs / "上半年" / "a.txt").exists() and (case.inputs / "下半年" / "a.txt").exists()


def test_what_could_not_be_read_is_listed(client, make_case):
    case = make_case()
    upload = io.BytesIO(b"\x00\x01\x02not a known file" * 20)
    upload.name = "怪文件.bin"
    client.post(f"/cases/{case.pk}/files/", {"files": upload})
    work()
    assert "怪文件.bin" in client.get(f"/cases/{case.pk}/").content.decode().split("没有读到，请看")[1]


def test_the_agencys_contact_is_written_to_the_case_file_and_never_over_somebody_elses(client, make_case):
    case = make_case()
    sent = {"version": "1", "short_name": "县水务局", "level": "县级部门", "office": "办公室", "phone": "0531-00000000"}
    assert client.post(f"/cases/{case.pk}/profile/", sent).status_code == 302
    assert "县水务局" in (case.inputs / "case.yaml").read_text(encoding="utf-8")
    answer = client.post(f"/cases/{case.pk}/profile/", {**sent, "short_name": "水务"})
    assert answer.status_code == 409
    assert "short_name: 县水务局" in (case.inputs / "case.yaml").read_text(encoding="utf-8")
    case.refresh_from_db()
    bad = {**sent, "version": str(case.version), "level": "没有的级别"}
    assert client.post(f"/cases/{case.pk}/profile/", bad).status_code == 400
    assert case.notes.count() == 6


def test_a_state_is_changed_by_its_version_and_final_only_by_locking(client, make_case):
    case = make_case()
    where = f"/cases/{case.pk}/state/"
    assert client.post(where, {"version": str(case.version), "state": "final"}).status_code == 400
    assert client.post(where, {"version": str(case.version), "state": "review"}).status_code == 302
    assert client.post(where, {"version": str(case.version), "state": "drafting"}).status_code == 409
    case.refresh_from_db()
    assert case.state == "review"


def test_a_final_report_refuses_changes(client, make_case):
    from assistant.web.models import Case

    case = make_case()
    Case.objects.filter(pk=case.pk).update(state="final")
    assert client.post(f"/cases/{case.pk}/notes/paste/", {"text": "1.2 x"}).status_code == 409
    assert client.post(f"/cases/{case.pk}/draft/start/").status_code == 409
    assert client.get(f"/cases/{case.pk}/notes/").status_code == 200


def test_a_job_that_was_running_when_the_program_ended_is_done_again(make_case):
    from assistant.web.services import jobs

    case = make_case()
    jobs.start(case, "read", None)
    first = jobs.claim()
    assert jobs.claim() is None
    assert jobs.recover() == 1
    again = jobs.claim()
    assert again.pk == first.pk
    jobs.perform(again)
    assert again.state == "done"


def test_a_job_that_fails_tells_why_on_the_page(client, make_case):
    from assistant.web.services import jobs

    case = make_case()
    (case.inputs / "case.yaml").write_text("agency: x\n", encoding="utf-8")
    job = jobs.start(case, "draft", None)
    jobs.perform(jobs.claim())
    answer = client.get(f"/cases/{case.pk}/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert "缺少 year" in answer.content.decode()
