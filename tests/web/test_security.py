"""Each page and action as a visitor, as another agency's drafter, as reviewer; forgery, script, paths, bombs, headers."""

import io
import re
import zipfile

import pytest

BEFORE_LOGIN = {"static", "enter", "login", "ticket"}
OPEN = {"logout"}


def patterns():
    from assistant.web.urls import urlpatterns

    return urlpatterns


def address(pattern, case):
    """Return an address of a pattern, with the case's number and something for every other part."""
    from django.urls import reverse

    found = pattern.pattern.converters
    args = {
        name: case.pk if name == "case_id" else (1 if type(converter).__name__ == "IntConverter" else "x")
        for name, converter in found.items()
    }
    return reverse(pattern.name, kwargs=args)


def each_page(case):
    return [(pattern, address(pattern, case)) for pattern in patterns() if pattern.name not in BEFORE_LOGIN | OPEN]


def test_every_view_says_who_may_open_it(site):
    for pattern in patterns():
        assert getattr(pattern.callback, "guard", None), pattern.name
    names = [pattern.name for pattern in patterns()]
    assert len(names) == len(set(names))
    in_cases = [pattern for pattern in patterns() if "case_id" in pattern.pattern.converters]
    assert len(in_cases) >= 15
    assert all(pattern.callback.guard[0] == "case" for pattern in in_cases)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_of_a_desk_is_refused_everywhere(site, make_case, method):
    from django.test import Client

    case = make_case()
    visitor = Client(SERVER_NAME="127.0.0.1")
    for pattern, where in each_page(case):
        assert getattr(visitor, method)(where).status_code == 403, pattern.name


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_of_an_office_is_sent_to_the_login(site, make_case, office, method):
    case = make_case()
    for pattern, where in each_page(case):
        answer = getattr(office.anonymous, method)(where)
        assert answer.status_code == 302 and answer["Location"].startswith("/login/"), pattern.name


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["drafter", "reviewer", "administrator"])
def test_another_agencys_people_find_no_case_and_no_trace_of_it(site, make_case, office, role, method):
    case = make_case("某县水务局")
    before = case.log.count()
    stranger = office.user(role, "某县教育局")
    for pattern, where in each_page(case):
        answer = getattr(stranger, method)(where)
        if pattern.callback.guard[0] == "case":
            assert answer.status_code == 404, pattern.name
        assert "某县水务局" not in answer.content.decode(errors="ignore"), pattern.name
    assert case.log.count() == before


def test_a_reviewer_reads_every_page_and_changes_only_what_is_a_reviewers(site, make_case, office):
    from assistant.web.access import _GRANTED

    case = make_case()
    reviewer = office.user("reviewer", case.agency.name)
    for pattern, where in each_page(case):
        kind, write, _ = pattern.callback.guard
        if kind != "case":
            continue
        assert reviewer.get(where).status_code in (200, 302, 404), pattern.name
        refused = write is None or write not in _GRANTED["reviewer"]
        status = reviewer.post(where).status_code
        assert (status in (403, 405)) is refused, (pattern.name, status)


def test_only_managers_see_people_and_log(site, make_case, office):
    case = make_case()
    drafter = office.user("drafter", case.agency.name)
    managed = [where for pattern, where in each_page(case) if pattern.callback.guard[0] == "manager"]
    assert len(managed) >= 6
    for where in managed:
        assert drafter.get(where).status_code == 403
        assert drafter.post(where).status_code == 403
    assert office.admin.get("/people/").status_code == 200
    assert office.admin.get("/audit/audit.csv").status_code == 200


def test_a_manager_of_one_agency_cannot_grant_at_another(site, office):
    from django.contrib.auth import get_user_model

    from assistant.web.models import Agency, Membership

    other = Agency.objects.create(name="某县教育局")
    manager = office.user("administrator", "某县水务局", "manager")
    me = get_user_model().objects.get(username="manager")
    answer = manager.post("/people/grant/", {"name": "manager", "agency": other.pk, "role": "administrator"})
    assert answer.status_code in (400, 404)
    assert not Membership.objects.filter(user=me, agency=other).exists()
    assert manager.post("/people/switch/", {"user": office.administrator.pk, "active": "0"}).status_code == 404
    assert "某县教育局" not in manager.get("/people/").content.decode()


def test_a_form_without_its_token_is_refused(site, make_case):
    from django.test import Client

    from assistant.web.services import people

    case = make_case()
    client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    client.force_login(people.desk_user())
    for pattern, where in each_page(case):
        answer = client.post(where)
        assert answer.status_code in (403, 404, 405), pattern.name
        assert answer.status_code != 404 or pattern.callback.guard[0] == "manager", pattern.name
    page = client.get(f"/cases/{case.pk}/notes/").content.decode()
    token = re.search(r'data-csrf="([^"]+)"', page)[1]
    answer = client.post(f"/cases/{case.pk}/notes/paste/", {"text": "1.2 发布公告1条"}, headers={"X-CSRFToken": token})
    assert answer.status_code == 302


def test_every_answer_carries_the_headers(client, make_case, office):
    case = make_case()
    pages = [client.get(where) for _, where in each_page(case)]
    pages += [
        office.anonymous.get("/"),
        office.anonymous.get("/login/"),
        client.get("/nowhere"),
        client.get("/static/style.css"),
    ]
    for answer in pages:
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"


def test_no_page_holds_inline_script_or_style(client, drafted_case):
    for pattern, where in each_page(drafted_case):
        answer = client.get(where)
        if not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), pattern.name
        assert not re.search(r"\son\w+\s*=|\sstyle\s*=|javascript:", page), pattern.name
        assert len(answer.content) < 300_000, pattern.name


EVIL = "<img src=x onerror=alert(1)>"


def test_stored_script_is_text_everywhere(client, make_case, drafted):
    case = make_case(name=f"某县{EVIL}局", text=f"5月2日 发布政策解读{EVIL}3份\n6.1 召开会议{{{{7*7}}}}1次")
    name = "<b>记录&.txt".replace("<", "＜").replace(">", "＞")
    upload = io.BytesIO("7.1 发布公告2条".encode())
    upload.name = name
    assert client.post(f"/cases/{case.pk}/files/", {"files": upload}).status_code == 302
    drafted(case)
    for pattern, where in [*each_page(case), (None, f"/cases/{case.pk}/notes/?words={EVIL}&show={EVIL}")]:
        answer = client.get(where)
        if answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            assert "<img src=x" not in page, pattern
            assert "会议49" not in page


@pytest.mark.parametrize(
    "name",
    [
        "../x.txt",
        "/etc/x.txt",
        "a/../../x.txt",
        "..\\x.txt",
        "C:\\x.txt",
        ".hidden",
        "a/.b/c.txt",
        "con.txt",
        "x\0.txt",
        "a" * 300,
        "x.",
    ],
)
def test_names_that_lead_elsewhere_are_refused(client, make_case, site, name):
    from assistant.web.services import folder

    case = make_case()
    before = sorted(site.rglob("*.txt"))
    with pytest.raises(folder.BadUpload):
        folder.safe_name(name)
    upload = io.BytesIO(b"1.2 x")
    upload.name = "plain.txt"
    answer = client.post(f"/cases/{case.pk}/files/", {"files": upload, "paths": name})
    assert answer.status_code == 400
    assert sorted(site.rglob("*.txt")) == before
    assert client.post(f"/cases/{case.pk}/files/remove/", {"name": name}).status_code == 400


def zipped(entries, link=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == link:
                info.external_attr = 0o120777 << 16
            packed.writestr(info, data)
    out.seek(0)
    out.name = "case.zip"
    return out


CASE = "agency: 某县林业局\nyear: 2025\n"


@pytest.mark.parametrize(
    ("archive", "told"),
    [
        (zipped({"case.yaml": CASE, "../x.txt": "x"}), "文件名"),
        (zipped({"case.yaml": CASE, "x.txt": "/etc/passwd"}, link="x.txt"), "链接"),
        (zipped({"case.yaml": CASE, "x.txt": b"\0" * 30_000_000}), "压缩比"),
        (zipped({"case.yaml": CASE} | {f"{at}.txt": "x" for at in range(2100)}), "超过"),
        (zipped({"x.txt": "x"}), "case.yaml"),
    ],
)
def test_zips_that_harm_are_refused_and_leave_nothing(client, site, archive, told):
    archive.seek(0)
    answer = client.post("/cases/import/", {"archive": archive})
    assert answer.status_code == 400
    assert told in answer.content.decode()
    from assistant.web.models import Case

    assert not Case.objects.exists()
    assert not [path for path in (site / "cases").rglob("*") if path.is_file()]


def test_a_zip_that_lies_about_its_size_is_counted_as_it_comes_out(client, site, monkeypatch):
    from assistant.web.services import folder

    monkeypatch.setattr(folder, "FILE_LIMIT", 1000)
    import random

    noise = random.Random(1).randbytes(3000)
    answer = client.post("/cases/import/", {"archive": zipped({"case.yaml": CASE, "x.txt": noise})})
    assert answer.status_code == 400 and "太大" in answer.content.decode()


def test_a_file_over_the_limit_is_refused(client, make_case, monkeypatch):
    from assistant.web.services import folder

    case = make_case()
    monkeypatch.setattr(folder, "FILE_LIMIT", 1000)
    upload = io.BytesIO(b"x" * 2000)
    upload.name = "big.txt"
    answer = client.post(f"/cases/{case.pk}/files/", {"files": upload})
    assert answer.status_code == 400 and "上限" in answer.content.decode()
    assert not (case.inputs / "big.txt").exists()
    assert [path for path in case.inputs.iterdir() if path.name.startswith(".")] == []


def test_a_request_over_the_limit_is_refused_before_it_is_read(client):
    assert client.post("/cases/new/", {}, CONTENT_LENGTH="999999999").status_code == 413


def test_a_case_file_cannot_turn_one_case_into_another(client, make_case):
    case = make_case("某县水务局")
    upload = io.BytesIO("agency: 某县教育局\nyear: 2025\n".encode())
    upload.name = "case.yaml"
    assert client.post(f"/cases/{case.pk}/files/", {"files": upload}).status_code == 400
    assert "某县水务局" in (case.inputs / "case.yaml").read_text(encoding="utf-8")


def unpacked(answer):
    """Return an answer as text; of a docx or zip all its parts."""
    data = b"".join(answer) if answer.streaming else answer.content
    if not data.startswith(b"PK"):
        return data.decode(errors="ignore")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())


def test_personal_data_of_a_ledger_is_on_no_page_and_in_no_log(client, make_case, drafted, site):
    ledger = (
        "序号,申请人,联系电话,收到日期,申请人类型,申请内容,办理结果\n"
        "1,欧阳测试,13900001111,2025-03-01,自然人,某项目批复,予以公开\n"
        "2,司徒样例,13900002222,2025-04-01,自然人,某规划文件,不予公开\n"
    )
    case = make_case()
    upload = io.BytesIO(ledger.encode())
    upload.name = "台账.csv"
    client.post(f"/cases/{case.pk}/files/", {"files": upload})
    drafted(case)
    for pattern, where in each_page(case):
        answer = client.get(where)
        if pattern.name == "case-export":
            continue  # gives the case folder back as it came, to those who may see it
        content = unpacked(answer)
        for secret in ("欧阳测试", "司徒样例", "13900001111", "13900002222"):
            assert secret not in content, pattern.name
    stored = b"".join(path.read_bytes() for path in site.glob("web.sqlite3*"))
    assert "欧阳测试".encode() not in stored and b"13900001111" not in stored
    told = b"".join(path.read_bytes() for path in case.outputs.rglob("*") if path.suffix in (".json", ".html", ".md"))
    assert "欧阳测试".encode() not in told


def test_the_log_can_only_be_added_to(make_case):
    from django.db import DatabaseError, connection, transaction

    from assistant.web.models import LogEntry

    make_case()
    entry = LogEntry.objects.first()
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        entry.save()
    for statement in ("UPDATE web_logentry SET who = 'x'", "DELETE FROM web_logentry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LogEntry.objects.filter(pk=entry.pk).exists()


def test_the_log_as_a_table_holds_no_formula(make_case, office):
    make_case(name="=1+1局")
    data = office.admin.get("/audit/audit.csv").content.decode("utf-8-sig")
    assert "=1+1局" in data
    assert not re.search(r'(^|,)"?=', data, re.MULTILINE)
