"""Every page beside its committed picture, in both languages, both themes and two widths.

The pictures are taken of a data set that is kept with them, so that they change
with the pages and not with the reading of reports.  ``make pictures`` takes
them anew.  Text looks different with other fonts: on a machine whose font for
Chinese is not the one they were taken with the comparison is skipped, and
never otherwise.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import RESULTS, ROOT, Reader, dashboard
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

import extract
from dashboard import colours
from dashboard.app import PAGES

pytestmark = pytest.mark.browser
FOLDER = Path(__file__).parent / "pictures"
KEPT = FOLDER / "data.zip"
FACTS = FOLDER / "taken.json"
RENEW = os.environ.get("HENGBI_PICTURES") == "renew"
SETTINGS = {
    f"{lang}-{theme}-{width}": (lang, theme, width)
    for lang in ("zh", "en")
    for theme in ("light", "dark")
    for width in (1280, 390)
}
# Half the size and few colours: 80 pictures are small, and what antialiasing does hardly shows.
SCALE = 2
CHARTED = ("compare", "trend", "relations")  # a picture of these without its chart was taken too early
PATIENCE = 15  # seconds for a page to look as it did: a busy machine draws late
# A pixel differs where a channel does by more than this; that many of a hundred may.
DIFFERENT, SHARE = 56, 0.6


def font() -> str:
    """The fonts that text is shown in: for Chinese with its version and size, and for Latin letters."""
    if not shutil.which("fc-match"):
        return "unknown: fc-match is not there"
    asked = ["fc-match", "-f", "%{fullname}|%{fontversion}|%{file}", "sans-serif:lang=zh-cn"]
    latin = ["fc-match", "-f", "%{fullname}|%{fontversion}", "system-ui"]
    names = [subprocess.run(one, capture_output=True, text=True, check=True).stdout for one in (asked, latin)]
    file = Path(names[0].rpartition("|")[2])
    return f"{names[0].rpartition('|')[0]}|{file.stat().st_size if file.is_file() else 0}|{names[1]}"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of the kept data set; on renewal the data set is kept anew first."""
    folder = tmp_path_factory.mktemp("pictures")
    if RENEW:
        extract.build(ROOT / "seeds", folder / "built")
        FOLDER.mkdir(exist_ok=True)
        with zipfile.ZipFile(KEPT, "w", zipfile.ZIP_LZMA) as packed:
            for path in sorted((folder / "built").glob("*")):
                if path.suffix in (".json", ".sqlite"):
                    packed.writestr(zipfile.ZipInfo(path.name, (2020, 1, 1, 0, 0, 0)), path.read_bytes())
        FACTS.write_text(json.dumps({"font": font()}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    with zipfile.ZipFile(KEPT) as packed:
        packed.extractall(folder / "data")
    # No folder of reports: what is kept is shown as it is, whatever the rules now read.
    with dashboard(folder / "data", folder / "no-reports", "pictures.log") as address:
        yield address


def taken(page: Page, dark: bool) -> Image.Image:
    """The window as it looks now, made small and of few colours."""
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    small = picture.resize((picture.width // SCALE, picture.height // SCALE), Image.Resampling.BOX)
    return few_colours(small, dark)


def at_rest(page: Page, dark: bool) -> Image.Image:
    """The window once it has not changed for a second."""
    same, before = 0, taken(page, dark)
    for _ in range(60):
        page.wait_for_timeout(250)
        now = taken(page, dark)
        same = same + 1 if now.tobytes() == before.tobytes() else 0
        before = now
        if same == 4:
            return now
    raise AssertionError(f"{page.url} does not come to rest")


def compared(page: Page, kept: Image.Image, dark: bool) -> tuple[float, Image.Image]:
    """How far the window differs from its picture, asked until it does not or ``PATIENCE`` ends."""
    ends = time.monotonic() + PATIENCE
    while True:
        now = taken(page, dark)
        share = difference(now.convert("RGB"), kept.convert("RGB"))
        if share <= SHARE or time.monotonic() > ends:
            return share, now
        page.wait_for_timeout(250)


def difference(new: Image.Image, old: Image.Image) -> float:
    """How many of a hundred pixels differ; all, where the sizes do."""
    if new.size != old.size:
        return 100.0
    red, green, blue = ImageChops.difference(new, old).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[DIFFERENT + 1 :]) / (new.width * new.height) * 100


def few_colours(picture: Image.Image, dark: bool) -> Image.Image:
    """The picture as it is kept: in the colours of the design, and of the edges of its letters."""
    chosen = colours.DARK if dark else colours.LIGHT
    named = [*chosen.values(), *(pair[dark] for pair in colours.FIXED.values())]
    ground, text, muted = (_rgb(chosen[name]) for name in ("ground", "text", "muted"))
    edges = [
        tuple(round(a + (b - a) * part) for a, b in zip(ground, ink, strict=True))
        for ink in (text, muted)
        for part in (0.25, 0.5, 0.75)
    ]
    every = list(dict.fromkeys([*map(_rgb, named), *edges]))
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in every + every[:1] * (256 - len(every)) for channel in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.skipif(
    not RENEW and FACTS.exists() and json.loads(FACTS.read_text(encoding="utf-8"))["font"] != font(),
    reason="the font for Chinese on this machine is not the one the pictures were taken with: "
    f"{font()} (make pictures takes them anew)",
)
@pytest.mark.parametrize("look", SETTINGS)
def test_every_page_looks_as_it_did(look: str, browser: Browser, frozen: str) -> None:
    lang, theme, width = SETTINGS[look]
    context = browser.new_context(
        viewport={"width": width, "height": 900 if width > 600 else 844},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    reader = Reader(context, frozen)
    changed = []
    for name in PAGES:
        page = reader.open(("" if name == "start" else name) + ("?lang=en" if lang == "en" else ""))
        path = FOLDER / f"{name}-{look}.png"
        if RENEW:
            if name in CHARTED:
                page.wait_for_selector(".js-plotly-plot .point")
            at_rest(page, theme == "dark").save(path, optimize=True)
        with Image.open(path) as kept:
            share, new = compared(page, kept, theme == "dark")
        if share > SHARE:
            RESULTS.mkdir(exist_ok=True)
            new.save(RESULTS / path.name)
            changed.append(f"{path.name}: {share:.2f} % of its pixels (now in test-results/{path.name})")
    context.close()
    assert reader.errors == [] and reader.elsewhere == []
    assert changed == [], "other than the committed pictures; where that is meant: make pictures"


def test_a_difference_is_seen_and_none_is_not() -> None:
    ground = Image.new("RGB", (100, 100), "white")
    other = ground.copy()
    other.paste((30, 60, 90), (0, 0, 20, 10))
    assert difference(ground, ground) == 0.0
    assert difference(ground, other) == pytest.approx(2.0)
    assert difference(ground, ground.resize((50, 50))) == 100.0
    faint = Image.new("RGB", (100, 100), (240, 240, 240))
    assert difference(ground, faint) == 0.0


def test_the_pictures_are_small_and_none_is_left_over() -> None:
    files = sorted(FOLDER.glob("*"))
    assert sum(path.stat().st_size for path in files) < 1_500_000
    assert {path.name for path in files} == {
        KEPT.name, FACTS.name, *(f"{name}-{look}.png" for name in PAGES for look in SETTINGS),
    }  # fmt: skip
