"""What a reader does, done in a real browser."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import Reader
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def bars(page: Page) -> list[tuple[str, float]]:
    """The bars as the browser drew them: text at the end and length."""
    page.wait_for_selector(".js-plotly-plot .point")
    found: list[Any] = page.evaluate(
        "() => {const d = document.querySelector('.js-plotly-plot').data[0];"
        "return Array.from(d.text, (t, i) => [t, d.x[i]])}"
    )
    return [(text, float(value)) for text, value in found if value is not None]


def open_downloads(page: Page) -> None:
    page.locator(".st-key-download button").click()
    page.wait_for_selector("[role=dialog] .st-key-get_shown_zip")


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f".st-key-{name} button").click()
    return Path(waiting.value.path()).read_bytes()


def test_the_first_visit_builds_the_data_and_shows_the_start(reader: Reader, data_folder: Path) -> None:
    page = reader.open("")
    expect(page.locator(".card").first).to_be_visible()
    assert json.loads((data_folder / "manifest.json").read_text())["tables"]["reports"]


def test_find_compare_filter_follow_to_the_sentence_and_back(reader: Reader) -> None:
    page = reader.open("")
    page.get_by_role("searchbox").fill("社区卫生服务中心")
    page.get_by_role("searchbox").press("Enter")
    page.locator("ul.found a").first.click()
    page.wait_for_url("**/compare?indicator=community_health_centres**")
    reader.settled()
    before = bars(page)
    assert len(before) >= 3
    page.get_by_role("button", name="临平区", exact=True).click()
    page.wait_for_url("**district=**")
    reader.settled()
    assert [b for b in bars(page) if b not in before] == []
    assert len(bars(page)) == len(before) - 1
    value = page.locator("table.compare tbody tr").first.locator(".c-value .num").inner_text()
    address = page.url
    page.locator("table.compare tbody tr").first.locator("a.ev").click()
    page.wait_for_url("**/evidence?**")
    reader.settled()
    chosen = page.locator("a.chosen")
    expect(chosen).to_be_in_viewport()
    assert chosen.inner_text() == value.split()[0].replace(",", "")
    expect(page.locator("aside .big")).to_have_text(chosen.inner_text())
    expect(page.locator("article .said").first).to_be_visible()
    page.go_back()
    page.wait_for_url(address)
    reader.settled()
    assert len(bars(page)) == len(before) - 1


def test_what_is_chosen_in_the_popover_holds_when_it_is_closed(reader: Reader) -> None:
    page = reader.open("compare?indicator=childcare_places&year=2023")
    bars(page)
    assert page.locator(".st-key-line").count() == 0, "what is not in sight is not drawn"
    page.locator(".st-key-more button").first.click()
    page.get_by_role("switch").or_(page.locator(".st-key-all label")).first.click()
    page.wait_for_url("**all=1**")
    reader.settled()
    page.locator(".st-key-line button").nth(1).click()
    page.wait_for_url("**line=mean**")
    reader.settled()
    expect(page.locator(".st-key-line")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-line")).to_have_count(0)
    page.get_by_role("button", name="奉化区", exact=True).click()
    page.wait_for_url("**district=**")
    reader.settled()
    assert all(one in page.url for one in ("year=2023", "line=mean", "all=1"))
    assert page.evaluate("document.querySelector('.js-plotly-plot').layout.shapes.length") == 1


def test_a_click_on_a_bar_leads_to_its_sentence(reader: Reader) -> None:
    page = reader.open("compare?indicator=childcare_places")
    bars(page)
    box = page.locator(".js-plotly-plot .point").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2)
    page.wait_for_url("**/evidence?report=**")
    reader.settled()
    expect(page.locator("a.chosen")).to_be_in_viewport()


def test_downloads_hold_the_numbers_of_the_chart(reader: Reader) -> None:
    page = reader.open("compare?indicator=community_health_centres")
    drawn = sorted(value for _, value in bars(page))
    open_downloads(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"本页所示（{len(drawn)} 条）")
    text = download(page, "get_shown_csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(float(row["value"]) for row in rows) == drawn
    assert all(row["sentence"] and row["source_title"] and row["adcode"] for row in rows)
    book = load_workbook(io.BytesIO(download(page, "get_shown_xlsx")))
    head, *lines = book["data"].values
    assert sorted(float(str(dict(zip(head, line, strict=True))["value"])) for line in lines) == drawn
    body = json.loads(download(page, "get_shown_json"))
    assert sorted(float(row["value"]) for row in body["observations"]) == drawn
    packed = zipfile.ZipFile(io.BytesIO(download(page, "get_shown_zip")))
    filters = json.loads(packed.read("filters.json"))["filters"]
    assert filters["indicator"] == ["community_health_centres"]
    assert {"README.txt", "sources.csv", "codebook.csv", "citation.txt"} <= set(packed.namelist())
    with page.expect_download() as picture:
        dialog.locator('[data-save="png"]').click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    assert dialog.get_by_role("button", name="关闭").count() == 1
    dialog.get_by_text("全部数据（").click()
    page.wait_for_selector(".st-key-get_everything_csv")
    everything = csv.DictReader(io.StringIO(download(page, "get_everything_csv").decode("utf-8-sig")))
    assert len(list(everything)) > 100


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_the_chart_is_saved_as_a_picture_by_the_browser(reader: Reader, kind: str, begins: bytes) -> None:
    page = reader.open("compare?indicator=childcare_places")
    bars(page)
    with page.expect_download() as waiting:
        page.locator(f'[data-save="{kind}"]').click()
    assert waiting.value.suggested_filename == f"hengbi-childcare_places.{kind}"
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(begins)
    if kind == "svg":
        assert "3岁以下婴幼儿托位数" in content.decode("utf-8")


@pytest.mark.parametrize("reader", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_citations_and_links_are_copied_by_the_keyboard(reader: Reader) -> None:
    page = reader.open("compare?district=330113&district=330109")

    def copied(button: Any) -> str:
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_text("已复制")
        return str(page.evaluate("navigator.clipboard.readText()"))

    cite, chinese, english = page.locator(".take button").all()
    text = copied(cite)
    assert "数据集" in text and "临平区" not in text.split("》")[0] and "锚定卫生健康现代化" in text
    indicator = page.locator(".js-plotly-plot").evaluate("node => node.layout.title.text")
    assert copied(page.locator("table.compare button").first).count("出处：") == 1
    link = copied(english)
    assert "lang=en" in link and "indicator=" in link and "district=330113" in link
    assert "lang=" not in copied(chinese)
    page.goto(link)
    reader.settled()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator("table.compare tbody tr").count() == 2
    page.goto(link.replace("lang=en&", ""))
    reader.settled()
    page.wait_for_selector(".js-plotly-plot .point")
    assert page.locator(".js-plotly-plot").evaluate("node => node.layout.title.text") == indicator


def test_the_language_is_switched_kept_and_in_the_address(reader: Reader) -> None:
    page = reader.open("compare?indicator=childcare_places_new&district=330110&district=330109")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.get_by_text("English", exact=True).click()
    page.wait_for_url("**lang=en**")
    reader.settled()
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("table.compare")).to_contain_text("Yuhang")
    assert "indicator=childcare_places_new" in page.url and "district=330110" in page.url
    page.get_by_role("link", name="Matrix").click()
    page.wait_for_url("**/matrix?**")
    reader.settled()
    assert "lang=en" in page.url and "district=330110" in page.url
    link = page.url
    again = reader.open(link.removeprefix(reader.address).lstrip("/"))
    expect(again.locator("h1")).to_have_text("All indicators × districts")
    assert again.locator("table.matrix thead th .dot").count() == 2


def test_from_the_matrix_to_a_sentence_and_to_a_comparison(reader: Reader) -> None:
    page = reader.open("matrix?least=2")
    page.locator("table.matrix a.v").first.click()
    page.wait_for_url("**/evidence?**")
    reader.settled()
    expect(page.locator("a.chosen")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url("**/matrix?**")
    reader.settled()
    page.locator("table.matrix th.name a").first.click()
    page.wait_for_url("**/compare**")
    reader.settled()
    assert bars(page)


def test_choosing_a_number_of_the_text_shows_how_it_was_read(reader: Reader) -> None:
    page = reader.open("evidence?report=330113-2023")
    mark = page.locator("article a.m.used").nth(2)
    number = mark.inner_text()
    mark.click()
    page.wait_for_url("**start=**")
    reader.settled()
    expect(page.locator("aside .big")).to_have_text(number)
    page.get_by_role("combobox", name="报告").click()
    page.get_by_role("combobox", name="报告").press("ArrowDown")
    page.get_by_role("combobox", name="报告").press("ArrowDown")
    page.get_by_role("combobox", name="报告").press("Enter")
    page.wait_for_url(lambda url: "start=" not in url)
    reader.settled()
    expect(page.locator("aside.off")).to_be_visible()


def test_everything_is_reached_by_the_keyboard(reader: Reader) -> None:
    page = reader.open("compare?indicator=childcare_places")
    bars(page)
    link = page.locator("table.compare a.ev").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            break
    else:
        raise AssertionError("the link to the sentence is not reached by Tab")
    assert link.evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence?**")


@pytest.mark.parametrize("reader", [PHONE], indirect=True)
def test_on_a_phone_the_chosen_number_and_its_account_are_both_in_sight(reader: Reader) -> None:
    page = reader.open("evidence?report=330113-2023")
    page.locator("article a.m.used").nth(5).click()
    reader.settled()
    expect(page.locator("a.chosen")).to_be_in_viewport()
    expect(page.locator("aside .big")).to_be_in_viewport()


def test_the_alt_text_says_the_point_of_the_chart(reader: Reader) -> None:
    page = reader.open("compare?indicator=childcare_places")
    bars(page)
    assert page.get_by_role("img", name="9,171").count() or page.locator('[aria-label*="9,171"]').count()


def test_a_page_to_print_is_one_file(reader: Reader) -> None:
    page = reader.open("profile?area=330113")
    content = download(page, "page").decode("utf-8")
    assert content.startswith("<!DOCTYPE html>") and "临平区" in content and "<script" not in content
