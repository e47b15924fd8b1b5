"""Every page in real Chromium: nothing serious for axe-core, nothing cut off at 200 %, red as soon as it is typed."""

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "jinan-bigdata-2023"
SMALL = {"width": 683, "height": 384}
"""1366 × 768 at 200 %."""
PASSWORD = "shenhe-ymian-2026"


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in sorted(EXAMPLE.iterdir()):
            archive.write(file, file.name)
    return out.getvalue()


@pytest.fixture(scope="module")
def shown(_running, serve_office, time_limit):
    """Return an office's page of its administrator with the example case drafted and edited."""
    served = serve_office
    with time_limit(400):
        page = _running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.set_default_timeout(120_000)
        page.goto(served.address)
        found = {"ticket": grave(page)}
        page.fill("[name=name]", "root")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        page.click("main button")
        page.set_input_files("[name=archive]", {"name": "a.zip", "mimeType": "application/zip", "buffer": zipped()})
        page.click("button:text-is('导入')")
        page.wait_for_url("**/cases/1/")
        page.goto(f"{served.base}/cases/1/draft/")
        found["empty draft"] = grave(page)
        page.locator("form[action$='/draft/start/'] button").click()
        page.wait_for_selector(".paper")
    yield SimpleNamespace(page=page, base=served.base, found=found)
    page.context.close()


def grave(page):
    """Return what axe-core calls serious or critical on the page as it is."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    told = axe.Axe().run(page).response["violations"]
    return [
        (each["id"], each["impact"], [node["html"][:160] for node in each["nodes"]][:4])
        for each in told
        if each["impact"] in ("serious", "critical")
    ]


def opened(page, path):
    """Open what a page has folded up."""
    for each in page.locator("main details:not([open]) > summary").all():
        if each.is_visible():
            each.click()
    if path == "draft/":
        page.locator("button.edit").nth(2).click()
        page.wait_for_selector("#pane [data-key]")
    if path == "numbers/":
        page.locator(".t3 .cell").first.click()
        page.wait_for_selector("#cell [data-key]")


CASE = ("", "notes/?show=all", "numbers/", "draft/", "findings/", "word/", "history/", "history/compare/?one=1&other=1")
PAGES = ("/", "/people/", "/audit/", "/nowhere/", *(f"/cases/1/{each}" for each in CASE))


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(shown, browser, path):
    page = shown.page
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(shown.base + path)
    opened(page, path.removeprefix("/cases/1/"))
    assert grave(page) == []
    for size in (SMALL, {"width": 1920, "height": 1080}):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, size


def test_axe_finds_nothing_serious_at_the_door_and_in_an_empty_case(shown, browser):
    door = browser.new_page()
    door.goto(f"{shown.base}/")
    assert door.locator("[name=password]").count() == 1
    shown.found["login"] = grave(door)
    assert {name: found for name, found in shown.found.items() if found} == {}


def test_a_sentence_is_red_while_it_is_typed(shown, browser):
    page = shown.page
    page.goto(f"{shown.base}/cases/1/draft/")
    page.locator(".para", has_text="全年新收政府信息公开申请").first.click()
    page.wait_for_selector("#pane textarea")
    text = page.input_value("#pane textarea")
    assert "申请8件" in text
    page.fill("#pane textarea", text.replace("申请8件", "申请9件"))
    page.wait_for_selector("#wrong .s.wrong")
    assert "申请9件" in page.locator("#wrong .s.wrong").inner_text()
    page.fill("#pane textarea", text)
    page.wait_for_selector("#wrong .s.wrong", state="detached")
