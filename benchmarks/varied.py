"""Any number of reports made from the real ones: other areas, years and figures, the same language."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extract.areas import Area
from extract.areas.registry import registry
from extract.sources.cards import load_cards

ROOT = Path(__file__).resolve().parent.parent
YEARS = range(2004, 2024)  # twenty years of yearly reports
_DIGITS = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")


def write(folder: Path, reports: int) -> None:
    """Write so many reports with their cards into ``folder``, a folder of districts as ``seeds`` is.

    An area has a report a year; its own name stands where the real one's did, every year is
    moved by as many years, and every other figure is drawn anew with as many digits. The same
    number gives the same reports.
    """
    models = [(card, card.path.read_text(encoding="utf-8")) for card in load_cards(ROOT / "seeds").reports]
    left = reports
    for number, area in enumerate(_areas()):
        if left <= 0:
            return
        home = folder / area.adcode
        home.mkdir(parents=True)
        lines = [f'adcode = "{area.adcode}"\nzh = "{area.zh}"\nen = "{area.en or area.adcode}"\n']
        for year in YEARS[:left]:
            card, text = models[(number + year) % len(models)]
            text = text.replace(card.area.zh, area.zh).replace(card.area.zh[:-1], area.short)
            data = _varied(text, year - card.year, random.Random(f"{area.adcode}-{year}")).encode()
            (home / f"{year}.txt").write_bytes(data)
            sha256 = hashlib.sha256(data).hexdigest()
            lines.append(f'\n[[report]]\nyear = {year}\nfile = "{year}.txt"\nsha256 = "{sha256}"\n')
        (home / "district.toml").write_text("".join(lines), encoding="utf-8")
        left -= len(YEARS)


def _areas() -> Iterator[Area]:
    """Areas that exist: those of a county's level first, then the others."""
    areas = [area for area in registry().values() if not area.ended and area.adcode != "100000"]
    return iter(sorted(areas, key=lambda area: (area.level != "county", area.adcode)))


def _varied(text: str, years: int, chance: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        digits = found.group()
        if re.fullmatch(r"(?:19|20)\d\d", digits):
            return str(int(digits) + years)
        if len(digits) == 1:
            return digits
        return re.sub(r"(?<=.)[1-9]", lambda _: str(chance.randint(1, 9)), digits)

    return _DIGITS.sub(other, text)
