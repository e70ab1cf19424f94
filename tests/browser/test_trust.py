"""Nothing of a report, its card or its name runs or renders on a page: it stands there as text."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ROOT, Reader, dashboard
from playwright.sync_api import Browser, Page, expect

from dashboard.app import PAGES

pytestmark = pytest.mark.browser

# Each shows itself if it is taken for more than text: by `owned` in the page's window, by an element.
IMAGE = "<img class=owned src=x onerror=window.owned=1>"
SCRIPT = "<script class=owned>window.owned=2</script>"
LINK = "[owned](javascript:window.owned=3)"
PICTURE = "![owned](https://owned.invalid/x.png)"
ANCHOR = "<a class=owned href='javascript:window.owned=4'>x</a>"
LATEX = r"$\int_0^1 owned$"
BOLD = "**owned**"
COLOUR = ":red[owned]"
CLOSE = "\"'></td></table></details></section></script><b class=owned>x"
EVERYTHING = f"{IMAGE}{SCRIPT}{LINK}{PICTURE}{ANCHOR}{LATEX}{BOLD}{COLOUR}{CLOSE}"
TEXT = (
    f"{EVERYTHING}杭州市临平区2023年卫生健康工作总结\n"
    f"2023年，全区共有3岁以下婴幼儿托位4830个。{EVERYTHING}全区有{BOLD}社区卫生服务中心{IMAGE}25家。\n"
    "依托“健康**owned**一点通”平台、“数智<b>好孕”系统、“浙里$owned$护理”服务，荣获“国家<s>卫生区”称号。\n"
    f"70岁以上{IMAGE}老年人免费流感疫苗接种1200人。市第一{BOLD}人民医院门诊12万人次。\n"
    "救护车9辆，救护车11辆。\n"
)
FILE = "2023 <img class=owned src=x onerror=window.owned=5> **owned** $x$.txt"
CARD = """
adcode = "330113"
zh = "临平区"
en = '''{said}'''
parent_zh = '''{said}'''
parent_en = '''{said}'''
valid_from = "2021-04"
note = '''{said}'''
note_zh = '''{said}'''

[[report]]
year = 2023
title = '''{said}'''
publisher = '''{said}'''
published = "2024-01-31"
file = "{file}"
sha256 = "{digest}"

[[correction]]
report = "330113-2023"
start = {start}
end = {end}
exact = "9"
field = "value"
from = 9
to = 10
reason = '''{said}'''
"""
ADDRESSES = (
    "?q={said}", "compare?indicator=childcare_places", "compare?indicator=flu_vaccinations_older",
    "compare?indicator={said}&district={said}", "profile?area=330113", "profile?area={said}",
    "matrix?least=1",
    "trend?indicator=childcare_places", "relations", "programmes", "programmes?q={said}",
    "evidence?report=330113-2023", "evidence?report=330113-2023&start={start}",
    "evidence?report={said}&start={said}",
    "data", "data?q={said}", "add",
)  # fmt: skip
LOOK = """() => {
  const found = [];
  const all = (root) => {
    for (const e of root.querySelectorAll('*')) {
      const text = e.textContent || '';
      if (e.classList.contains('owned')) found.push('element ' + e.outerHTML.slice(0, 90));
      if (e.classList.contains('katex')) found.push('formula ' + text.slice(0, 90));
      for (const name of ['href', 'xlink:href', 'src', 'action', 'formaction'])
        if (/^\\s*(javascript:|https:..owned)/i.test(e.getAttribute(name) || ''))
          found.push(name + ' ' + e.outerHTML.slice(0, 90));
      for (const a of e.attributes) if (/^on/.test(a.name)) found.push('handler ' + a.name);
      const style = e.style?.color || '';
      const rich = ['STRONG', 'EM', 'A', 'B', 'I'].includes(e.tagName);
      if (rich && text.trim() === 'owned') found.push('markdown ' + e.outerHTML.slice(0, 90));
      if (/^(rgb|var)/.test(style) && text === 'owned') found.push('colour ' + e.outerHTML.slice(0, 90));
      if (e.shadowRoot) all(e.shadowRoot);
    }
  };
  all(document);
  if (window.owned !== undefined) found.push('it ran: ' + window.owned);
  return found;
}"""


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two districts as they are, and one that means harm wherever it says something."""
    folder = tmp_path_factory.mktemp("trust") / "seeds"
    for name in ("330110-yuhang", "330109-xiaoshan"):
        shutil.copytree(ROOT / "seeds" / name, folder / name)
    home = folder / "330113-linping"
    home.mkdir()
    (home / FILE).write_bytes(TEXT.encode())
    start = TEXT.index("救护车9辆") + 3
    facts = {"digest": hashlib.sha256(TEXT.encode()).hexdigest(), "start": start, "end": start + 1}
    said = EVERYTHING.replace("'''", "")
    card = CARD.format(said=said, file=FILE, **facts)
    (home / "district.toml").write_text(card, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trusting(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of these reports."""
    with dashboard(tmp_path_factory.mktemp("trust") / "data", seeds, "trust.log") as where:
        yield where


@pytest.fixture
def visitor(browser: Browser, trusting: str) -> Iterator[Reader]:
    """A reader of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    someone = Reader(context, trusting)
    yield someone
    context.close()
    assert someone.errors == [] and someone.elsewhere == []


def looked(page: Page) -> None:
    found = page.evaluate(LOOK)
    assert found == [], page.url


def start_of() -> int:
    return TEXT.index("4830")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_report_says_is_shown_as_text_on_every_page(visitor: Reader, lang: str) -> None:
    seen = set()
    # What a link says is looked at once; what a report says, in both languages.
    for address in (one for one in ADDRESSES if lang == "en" or "{said}" not in one):
        filled = address.format(said=quote(EVERYTHING), start=start_of())
        page = visitor.open(f"{filled}{'&' if '?' in filled else '?'}lang={lang}")
        for mark in page.locator(".js-plotly-plot .point").all()[:3]:
            box = mark.bounding_box()
            if box and box["y"] < 800:
                page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
                page.wait_for_timeout(150)
            looked(page)
        for opened in page.locator("summary").all()[:20]:
            opened.click(timeout=2000, force=True)
        looked(page)
        if "{said}" not in address and "owned**" in page.locator("body").inner_text():
            seen.add(address.partition("?")[0])
    assert {"compare", "profile", "evidence", "programmes"} <= seen, "the plants are in sight"
    assert {address.partition("?")[0] or "start" for address in ADDRESSES} == set(PAGES)


def test_what_opens_on_a_page_shows_text_too(visitor: Reader) -> None:
    page = visitor.open("evidence?report=330110-2023&lang=en")
    page.get_by_role("combobox").first.click()
    page.keyboard.type("class=own")
    expect(page.locator("[role=option]").first).to_contain_text("class=owned")
    looked(page)
    page = visitor.open("compare?indicator=childcare_places&lang=en")
    page.locator(".st-key-download button").click()
    page.wait_for_selector("[role=dialog] .st-key-get_shown_zip")
    for kind in ("csv", "xlsx", "json", "zip"):
        with page.expect_download() as waiting:
            page.locator(f".st-key-get_shown_{kind} button").click()
        assert Path(waiting.value.path()).stat().st_size > 100
    looked(page)


def test_an_added_report_is_shown_as_text(visitor: Reader, tmp_path: Path) -> None:
    page = visitor.open("add")
    name = FILE.replace("临", "") + ".txt"
    upload = {"name": name, "mimeType": "text/html", "buffer": TEXT.encode()}
    page.locator('input[type="file"]').set_input_files(upload)  # type: ignore[arg-type]
    page.wait_for_selector(".st-key-kept")
    visitor.settled()
    assert "class=owned" in page.locator("body").inner_text()
    looked(page)
    broken = {"name": name.replace(".txt", ".docx"), "mimeType": "text/html", "buffer": b"x"}
    page.locator('input[type="file"]').set_input_files(broken)  # type: ignore[arg-type]
    page.wait_for_selector(".notice.bad")
    looked(page)


def test_the_policy_stops_a_script_that_a_page_let_in(visitor: Reader) -> None:
    page = visitor.open("")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.owned = 6';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror="window.owned = 7">');
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.owned") is None
    stopped = [error for error in visitor.errors if "Content Security Policy" in error]
    assert len(stopped) >= 2
    visitor.errors = [error for error in visitor.errors if error not in stopped]
