"""Every page, in both languages, both themes and several widths: no barrier, no sideways scroll."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Reader
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "", "compare", "profile", "matrix", "trend", "relations", "programmes", "data", "add",
    "evidence?report=330109-2023&start=2774", "compare?district=none", "?q=xyzzy",
]  # fmt: skip
LOOKS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "zoomed": {"viewport": {"width": 320, "height": 256}},
}
WIDTHS = (
    "() => [document.documentElement.scrollWidth,document.querySelector('.stMain').scrollWidth, innerWidth]"
)


@pytest.mark.parametrize("reader", LOOKS.values(), ids=LOOKS.keys(), indirect=True)
def test_no_page_has_a_barrier_or_scrolls_sideways(reader: Reader, request: pytest.FixtureRequest) -> None:
    look = request.node.callspec.id
    found = []
    for path in PAGES:
        for lang in ("zh", "en") if look in ("wide", "phone") else ("zh",):
            page = reader.open(path + (("&" if "?" in path else "?") + "lang=en" if lang == "en" else ""))
            whole, main, width = page.evaluate(WIDTHS)
            if max(whole, main) > width:
                found.append(f"{path} {lang}: {max(whole, main)} px on {width}")
            if look in ("wide", "dark"):
                found += [f"{path} {lang} {barrier}" for barrier in barriers(page)]
    assert found == []


def barriers(page: Page) -> list[str]:
    """What axe finds on a page, colour contrast included."""
    # Not as a script of the page: its policy lets in none but its own.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in result["violations"]]


@pytest.mark.parametrize("reader", [{"reduced_motion": "reduce"}], indirect=True)
def test_reduced_motion_is_respected(reader: Reader) -> None:
    page = reader.open("compare")
    seconds = page.locator(".stMain button").first.evaluate(
        "node => getComputedStyle(node).transitionDuration"
    )
    assert seconds in ("0s", "")
