"""The whole story in a real browser: paste, correct, type, edit, draft again, accept, download, read back; two at once."""

import pytest

NOTES = "\n".join(
    [f"{month}月{day}日 网站发布政策解读{month}份" for month in range(1, 11) for day in (3, 12)]
    + [f"{month}月5日 组织政务公开培训{month}期，{month * 10}人次参加" for month in range(1, 11)]
    + [f"{month}月20日 召开政务公开领导小组会议{month}次" for month in range(1, 11)]
)

EDITED = "手工改写的培训情况。"


def new_case(page, address):
    page.set_default_timeout(120_000)
    page.goto(address)
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
    page.wait_for_selector("#job .job", timeout=120_000)
    page.wait_for_selector("#job .job", state="detached", timeout=180000)
    page.wait_for_selector(".paper")


def open_paragraph(page, case, words):
    page.goto(f"{case}/draft/")
    page.locator(".para", has_text=words).first.locator("button.edit").click()
    page.wait_for_selector("#pane textarea[name=text]")


def save(page, text):
    page.fill("#pane textarea[name=text]", text)
    page.get_by_role("button", name="保存修改").click()


def insert_suggestions(page, wanted):
    """Insert that many past wordings, one per paragraph, with each gap filled; return what was to be inserted."""
    inserted = []
    for at in range(page.locator(".para").count()):
        para = page.locator(".para").nth(at)
        para.locator("button.edit").click()
        page.wait_for_selector(f"#pane .card[data-key='{para.get_attribute('id')}']")
        ready = page.locator("#pane .past", has=page.get_by_role("button", name="插在段后")).first
        if not ready.count():
            continue
        words = ready.locator(":scope > .words").inner_text()
        for gap in ready.locator(".gap").all():
            words = words.replace(gap.inner_text().strip(), "7")
            gap.locator("input").fill("7")
        ready.get_by_role("button", name="插在段后").click()
        page.wait_for_selector("#pane .good")
        inserted.append(words)
        if len(inserted) == wanted:
            return inserted
    pytest.fail(f"only {len(inserted)} paragraphs had a past wording to insert")


def test_the_whole_story(browser, serve, tmp_path):  # noqa: PLR0915, a story is told in one breath
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": 1366, "height": 768})
    case = new_case(page, serve().address)
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
    inserted = insert_suggestions(page, 2)
    open_paragraph(page, case, "培训")
    save(page, EDITED)
    page.wait_for_selector("#pane .good")
    draft(page, case)
    told = page.locator(".paper").inner_text()
    assert all(words in told for words in (EDITED, *inserted))
    page.goto(f"{case}/findings/")
    before = page.locator(".finding-group li").count()
    first = page.locator(".finding-group li").first
    first.locator("input[name=reason]").fill("已核对")
    first.get_by_role("button", name="接受").click()
    expect(page.locator(".finding-group li")).to_have_count(before - 1)
    page.goto(f"{case}/word/")
    with page.expect_download() as got:
        page.locator("main a", has_text="下载 Word").click()
    file = tmp_path / "back.docx"
    got.value.save_as(file)
    from assistant.returned import read_parts

    parts, _ = read_parts(file.read_bytes())
    printed = [part.after for part in parts]
    assert EDITED in printed
    assert all(any(words in each for each in printed) for words in inserted)
    assert "12" in [part.after for part in parts if part.cell]
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="上传").click()
    page.wait_for_load_state()
    assert page.locator(".proposal").count() == 0


def test_two_people_one_of_them_offline_lose_nothing(browser, serve):
    context = browser.new_context()
    page = context.new_page()
    case = new_case(page, serve().address)
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
    other.wait_for_timeout(10_000)
    context.set_offline(False)
    page.wait_for_selector("#pane .message.error", timeout=120_000)
    told = page.locator("#pane").inner_text()
    assert "断网时甲写的培训情况。" in told and "乙写的培训情况。" in told
    page.get_by_role("button", name="用我的").click()
    page.wait_for_selector("#pane .good")
    other.goto(f"{case}/history/")
    log = other.locator("main").inner_text()
    assert "乙写的" in log and "甲" in log
