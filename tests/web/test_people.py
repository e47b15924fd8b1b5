from datetime import timedelta

import pytest


def visitor():
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1")


def sign_in(name, password, client=None):
    return (client or visitor()).post("/login/", {"name": name, "password": password})


GOOD = "水利工程2025年-abc"


@pytest.fixture
def drafter(office):
    from django.contrib.auth import get_user_model

    office.user("drafter", "某县水务局", "lin")
    user = get_user_model().objects.get(username="lin")
    user.set_password(GOOD)
    user.save()
    return user


def test_the_desks_address_opens_it_once(site):
    from assistant.web.services import tickets

    token = tickets.issue("enter")
    first, second = visitor(), visitor()
    assert first.get("/").status_code == 403
    assert first.get(f"/enter/{token}/").status_code == 302
    assert first.get("/").status_code == 200
    assert second.get(f"/enter/{token}/").status_code == 403
    assert second.get("/").status_code == 403
    assert first.get(f"/enter/{token}/").status_code == 302


@pytest.mark.parametrize("token", ["x", "..", "a" * 500])
def test_a_token_that_is_none_is_refused(site, token):
    assert visitor().get(f"/enter/{token}/").status_code in (403, 404)


def test_the_first_administrator_is_made_through_a_link_that_works_until_then(site):
    from django.test import override_settings

    from assistant.web.services import tickets

    with override_settings(DESK=False):
        where = f"/ticket/{tickets.issue('first')}/"
        client = visitor()
        assert client.get(where).status_code == 200
        weak = {"name": "admin1", "shown": "", "password": "12345678901", "again": "12345678901"}
        assert client.post(where, weak).status_code == 400
        assert client.post(where, {**weak, "password": GOOD, "again": "other"}).status_code == 400
        assert client.post(where, {**weak, "password": GOOD, "again": GOOD}).status_code == 302
        assert client.get("/people/").status_code == 200
        assert visitor().get(where).status_code == 404


def test_five_wrong_passwords_lock_out_even_the_right_one_and_time_opens_again(drafter):
    from django.utils.timezone import now

    from assistant.web.models import Attempt

    for _ in range(5):
        assert sign_in("lin", "wrong").status_code == 403
    locked = sign_in("lin", GOOD)
    assert locked.status_code == 403 and "锁定" in locked.content.decode()
    Attempt.objects.update(at=now() - timedelta(minutes=16))
    assert sign_in("lin", GOOD).status_code == 302


def test_an_unknown_name_is_told_nothing_else_than_a_wrong_password(drafter):
    known, unknown = sign_in("lin", "wrong"), sign_in("nobody", "wrong")
    assert known.status_code == unknown.status_code
    assert "用户名或密码不对" in known.content.decode() and "用户名或密码不对" in unknown.content.decode()


def test_a_session_that_lies_still_ends(drafter, monkeypatch):
    from django.test import override_settings

    from assistant.web import middleware, project

    client = visitor()
    sign_in("lin", GOOD, client)
    with override_settings(IDLE_SECONDS=project.session_seconds(desk=False)[1]):
        assert client.get("/").status_code == 200
        real = middleware.now
        with monkeypatch.context() as later:
            later.setattr(middleware, "now", lambda: real() + timedelta(hours=1, minutes=50))
            assert client.get("/").status_code == 200
            later.setattr(middleware, "now", lambda: real() + timedelta(hours=4))
            assert client.get("/").status_code == 302
        assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_the_login_leads_only_to_these_pages(drafter, address):
    answer = visitor().post("/login/", {"name": "lin", "password": GOOD, "next": address})
    assert answer.status_code == 302 and answer["Location"] == "/"


def test_a_user_switched_off_is_out_at_once(office, drafter):
    client = visitor()
    sign_in("lin", GOOD, client)
    assert office.admin.post("/people/switch/", {"user": drafter.pk, "active": "0"}).status_code == 302
    assert client.get("/").status_code == 302
    assert sign_in("lin", GOOD).status_code == 403


def test_a_new_user_sets_the_password_through_a_link_shown_once(office):
    from assistant.web.models import Agency

    agency = Agency.objects.create(name="某县教育局")
    given = {"name": "wang", "shown": "老王", "agency": agency.pk, "role": "reviewer"}
    page = office.admin.post("/people/new/", given).content.decode()
    where = page.split('<code class="link">')[1].split("</code>")[0].split("127.0.0.1")[1]
    assert "ticket" not in office.admin.get("/people/").content.decode()
    client = visitor()
    assert client.post(where, {"password": GOOD, "again": GOOD}).status_code == 302
    assert "老王" in client.get("/").content.decode()
    assert visitor().get(where).status_code == 404


def test_grants_change_what_is_seen_and_the_log_tells(office, make_case):
    case = make_case("某县水务局")
    client = office.user("drafter", "某县教育局", "lin")
    assert client.get(f"/cases/{case.pk}/").status_code == 404
    given = {"name": "lin", "agency": case.agency_id, "role": "reviewer"}
    office.admin.post("/people/grant/", given)
    assert client.get(f"/cases/{case.pk}/").status_code == 200
    from django.contrib.auth import get_user_model

    lin = get_user_model().objects.get(username="lin")
    office.admin.post("/people/revoke/", {"user": lin.pk, "agency": case.agency_id})
    assert client.get(f"/cases/{case.pk}/").status_code == 404
    told = office.admin.get("/audit/audit.csv").content.decode("utf-8-sig")
    assert "授权" in told and "取消授权" in told


def test_a_drafter_makes_cases_for_granted_agencies_alone(office):
    client = office.user("drafter", "某县教育局")
    assert client.post("/cases/new/", {"agency": "某县教育局", "year": "2025"}).status_code == 302
    refused = client.post("/cases/new/", {"agency": "某县水务局", "year": "2025"})
    assert refused.status_code == 400


def test_an_expired_link_opens_nothing(site):
    from django.utils.timezone import now

    from assistant.web.models import Ticket
    from assistant.web.services import tickets

    token = tickets.issue("enter")
    Ticket.objects.update(until=now() - timedelta(seconds=1))
    assert visitor().get(f"/enter/{token}/").status_code == 403
