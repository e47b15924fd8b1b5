"""The whole story in a real browser: paste, correct, type, edit, draft again, accept, download, read back; two at once."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

NOTES = "\n".join(
    [f"{month}月{day}日 网站发布政策解读{month}份" for month in range(1, 11) for day in (3, 12)]
    + [f"{month}月5日 组织政务公开培训{month}期，{month * 10}人次参加" for month in range(1, 11)]
    + [f"{month}月20日 召开政务公开领导小组会议{month}次" for month in range(1, 11)]
)


@pytest.fixture
def address(tmp_path):
    """Start the pages as a clerk does and return the printed address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "assistant", "serve", "--no-browser", "--port", port, "--data", str(tmp_path)]
    environment = {**os.environ, "NIANBAO_HOME": str(tmp_path / "home")}
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    for line in serving.stdout:
        if found := re.search(r"http://\S+", line):
            break
    else:
        pytest.fail("the pages did not start")
    yield found.group()
    os.killpg(serving.pid, signal.SIGTERM)
    serving.wait(30)
    serving.stdout.close()


@pytest.fixture
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


def new_case(page, address):
    page.goto(address)
    page.locator("summary", has_text="新建").first.click() if page.locator("summary", has_text="新建").count() else None
    page.fill("input[name=agency]", "某县水务局")
    page.locator("form[action='/cases/new/'] button").click()
    page.wait_for_url("**/cases/*/")
    return page.url.rstrip("/")


def paste(page, case):
    page.goto(f"{case}/notes/")
    page.fill("textarea[name=text]", NOTES)
    page.get_by_role("button", name="拆分并归类").click()
    page.wait_for_selector("#rows li")


def draft(page, case):
    page.goto(f"{case}/draft/")
    page.locator("form[action$='/draft/start/'] button").click()
    page.wait_for_selector("#job .job", timeout=20000)
    page.wait_for_selector("#job .job", state="detached", timeout=180000)
    page.wait_for_selector(".paper")


def open_paragraph(page, case, words):
    page.goto(f"{case}/draft/")
    page.locator(".para", has_text=words).first.locator("button.edit").click()
    page.wait_for_selector("#pane textarea[name=text]")


def save(page, text):
    page.fill("#pane textarea[name=text]", text)
    page.get_by_role("button", name="保存修改").click()


def test_the_whole_story(browser, address, tmp_path):  # noqa: PLR0915, a story is told in one breath
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    case = new_case(page, address)
    paste(page, case)
    page.goto(f"{case}/notes/?show=all")
    assert page.locator("#rows li").count() == 40
    for at in range(3):
        page.locator("#rows li").nth(at).click()
        page.locator("#sections button").nth(7).click()
        page.wait_for_selector(f"#rows li:nth-child({at + 1}).corrected")
    page.goto(f"{case}/numbers/")
    page.locator(".t2 .cell.missing").first.click()
    page.fill("#cell input[name=value]", "12")
    page.locator("#cell form button").click()
    page.wait_for_selector(".t2 .cell.typed")
    draft(page, case)
    open_paragraph(page, case, "培训")
    save(page, "手工改写的培训情况。")
    page.wait_for_selector("#pane .good")
    draft(page, case)
    assert "手工改写的培训情况。" in page.locator(".paper").inner_text()
    page.goto(f"{case}/findings/")
    before = page.locator(".finding-group li").count()
    first = page.locator(".finding-group li").first
    first.locator("input[name=reason]").fill("已核对")
    first.get_by_role("button", name="接受").click()
    page.wait_for_function(f"document.querySelectorAll('.finding-group li').length === {before - 1}")
    page.goto(f"{case}/word/")
    with page.expect_download() as got:
        page.locator("main a", has_text="下载 Word").click()
    file = tmp_path / "back.docx"
    got.value.save_as(file)
    from assistant.returned import read_parts

    parts, _ = read_parts(file.read_bytes())
    assert "手工改写的培训情况。" in [part.after for part in parts]
    assert "12" in [part.after for part in parts if part.cell]
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="上传").click()
    page.wait_for_load_state()
    assert page.locator(".proposal").count() == 0


def test_two_people_one_of_them_offline_lose_nothing(browser, address):
    context = browser.new_context()
    page = context.new_page()
    case = new_case(page, address)
    paste(page, case)
    draft(page, case)
    other_context = browser.new_context(storage_state=context.storage_state())
    other = other_context.new_page()
    open_paragraph(page, case, "培训")
    open_paragraph(other, case, "培训")
    context.set_offline(True)
    save(page, "断网时甲写的培训情况。")
    page.wait_for_selector("#net:not([hidden])")
    save(other, "乙写的培训情况。")
    other.wait_for_selector("#pane .good")
    time.sleep(10)
    context.set_offline(False)
    page.wait_for_selector("#pane .message.error", timeout=20000)
    told = page.locator("#pane").inner_text()
    assert "断网时甲写的培训情况。" in told and "乙写的培训情况。" in told
    page.get_by_role("button", name="用我的").click()
    page.wait_for_selector("#pane .good")
    other.goto(f"{case}/history/")
    log = other.locator("main").inner_text()
    assert "乙写的" in log and "甲" in log
