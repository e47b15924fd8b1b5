"""The notes page in real Chromium, by keyboard alone, with the network cut in between."""

import json

PASTE = """1月4日 召开政务公开领导小组会议1次
2.20 网站发布政策解读3份
3月组织政务公开培训2期，60人次参加
5.6 公开2024年度部门决算
办理人大建议4件、政协提案6件，答复全部公开
依申请公开受理2件，均按期答复
"""


def opened(browser, served):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.wrong = []
    page.on("console", lambda told: page.wrong.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(served.address)
    return page


def new_case(page):
    page.fill("[name=agency]", "某县水务局")
    page.fill("[name=year]", "2025")
    page.click("button:text-is('新建')")
    page.wait_for_url("**/cases/1/")
    page.goto(page.url + "notes/")
    page.fill("textarea[name=text]", PASTE)
    page.click("text=拆分并归类")
    page.wait_for_selector(".note")
    page.wait_for_selector("[hx-get*='/jobs/']", state="detached")
    page.wait_for_timeout(500)


def labels(home):
    path = next((home / "web" / "cases").rglob("标签更正.jsonl"))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def waited(page, done):
    for _ in range(100):
        if done():
            return True
        page.wait_for_timeout(200)
    return False


def test_notes_are_looked_through_by_keyboard_and_a_cut_network_loses_nothing(browser, serve, home):
    page = opened(browser, serve())
    new_case(page)
    assert page.locator(".note").count() == 6
    page.keyboard.press("1")
    page.wait_for_selector(".note.here.corrected, .note.here.accepted")
    assert page.locator(".note.here .tag").first.text_content() == "建议提案"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert waited(page, lambda: page.locator(".note.accepted, .note.corrected").count() == 2)

    page.context.set_offline(True)
    page.keyboard.press("8")
    page.keyboard.press("Shift+Digit8")
    page.wait_for_selector("#net:not([hidden])")
    assert "等待发送" in page.text_content("#net")
    page.wait_for_timeout(3000)
    page.context.set_offline(False)
    page.wait_for_selector("#net", state="hidden")
    assert waited(
        page, lambda: ("公示公告", "其他事项") in [(each["category"], each["section"]) for each in labels(home)]
    )
    assert len(labels(home)) == 3

    page.keyboard.press("a")
    assert waited(page, lambda: page.text_content("#count-new") == "0")
    assert len(labels(home)) == 6
    page.keyboard.press("u")
    assert waited(page, lambda: page.text_content("#count-new") == "3")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert [wrong for wrong in page.wrong if "ERR_INTERNET_DISCONNECTED" not in wrong] == []


def test_two_people_at_one_note_both_see_what_the_other_did(browser, serve, home):
    served = serve()
    first = opened(browser, served)
    new_case(first)
    second = first.context.new_page()
    second.set_default_timeout(120_000)
    second.goto(first.url)
    second.wait_for_selector(".note.here")
    first.keyboard.press("8")
    first.wait_for_selector(".note.here.corrected, .note.here.accepted")
    second.keyboard.press("3")
    second.wait_for_selector(".note.clash")
    told = second.text_content(".note.clash")
    assert "公示公告" in told and "其他文件" in told
    assert [each["category"] for each in labels(home)] == ["公示公告"]


def test_every_field_has_a_name_and_focus_is_seen(browser, serve):
    page = opened(browser, serve())
    new_case(page)
    nameless = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
        .filter(e => !e.closest('dialog')).filter(e => !(e.labels && e.labels.length && e.labels[0].textContent.trim())
        && !e.getAttribute('aria-label') && !e.textContent.trim()).map(e => e.outerHTML)"""
    for where in ("/", "/cases/1/", "/cases/1/notes/"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + where)
        assert page.evaluate(nameless) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", where
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, where
    page.set_viewport_size({"width": 683, "height": 384})  # 1366×768 at 200 %
    for where in ("/", "/cases/1/", "/cases/1/notes/"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + where)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, where
