"""The registry of areas: GB/T 2260 codes, names, parents and dates of China's areas.

Read once from ``areas.csv`` when first asked for; where its rows come from
stands in ``docs/areas.md``.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
LEVELS = ("country", "province", "city", "county")
COUNTRY = "100000"

# How a report speaks of its own area, by the last character of the area's name.
_OWN_WORDS = {
    "国": ("全国", "我国"),
    "省": ("全省", "我省", "本省"),
    "市": ("全市", "我市", "本市"),
    "区": ("全区", "我区", "本区"),
    "县": ("全县", "我县", "本县"),
    "州": ("全州", "我州", "本州"),
    "盟": ("全盟", "我盟", "本盟"),
    "旗": ("全旗", "我旗", "本旗"),
}


class Area(NamedTuple):
    """An area of the registry, or (without ``adcode``) a name that several areas bear.

    Attributes:
        adcode: six digits of GB/T 2260; empty where the text does not tell which area is meant.
        level: ``country``, ``province`` (municipalities too), ``city`` (prefectures too) or ``county``.
        parent: adcode of the area it lies in.
        aliases: short name first (``临平``), then former and other names (``余杭市``).
        valid_from, valid_to: ``YYYY-MM`` where known; an area with ``valid_to`` has ended.
    """

    adcode: str
    zh: str
    en: str = ""
    level: str = "county"
    parent: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""
    note_zh: str = ""

    @property
    def ended(self) -> bool:
        """Whether the area exists no longer."""
        return bool(self.valid_to)

    @property
    def short(self) -> str:
        """The name without its suffix, or the whole name where that is too short."""
        return self.aliases[0] if self.aliases and self.level != "country" else self.zh


@cache
def registry() -> dict[str, Area]:
    """All areas by adcode, in the order of their codes."""
    areas: dict[str, Area] = {}
    with (HERE / "areas.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for row in lines:
            aliases = tuple(row[5].split("|")) if row[5] else ()
            areas[row[0]] = Area._make((*row[:5], aliases, *row[6:]))
    return areas


@cache
def names() -> dict[str, tuple[Area, ...]]:
    """Areas by every name they bear: existing before ended, larger before smaller."""
    found: dict[str, tuple[Area, ...]] = {}
    for area in registry().values():
        for name in (area.zh, *area.aliases):
            if name not in found:
                found[name] = (area,)
            elif area not in found[name]:
                bearers = (*found[name], area)
                found[name] = tuple(
                    sorted(bearers, key=lambda one: (one.ended, LEVELS.index(one.level), one.adcode))
                )
    return found


@cache
def _script() -> tuple[dict[str, str], re.Pattern[str]]:
    """Traditional characters with their simplified forms, and a pattern for any of them."""
    table = {pair[0]: pair[1] for pair in _data_words("script.txt")}
    return table, re.compile("[" + "".join(table) + "]")


def _data_words(name: str) -> list[str]:
    """Words of a data file, without its comment lines."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def common_words() -> frozenset[str]:
    """Short names that are ordinary words as well, or arise where two words meet."""
    return frozenset(_data_words("words.txt"))


def simplify(text: str) -> str:
    """The text with the traditional characters of areas' names made simple, as long as before."""
    table, traditional = _script()
    # Few texts hold any, and then few different ones: this is ten times as fast as str.translate.
    for character in set(traditional.findall(text)):
        text = text.replace(character, table[character])
    return text


def get(adcode: str) -> Area | None:
    """The area with a code, existing or ended; None where the registry has none.

    Examples:
        >>> extract.areas.get("330113").zh
        '临平区'
    """
    return registry().get(adcode)


def parents(area: Area) -> tuple[Area, ...]:
    """The areas that an area lies in, nearest first and the country last."""
    chain: list[Area] = []
    above = registry().get(area.parent)
    while above is not None:
        chain.append(above)
        above = registry().get(above.parent)
    return tuple(chain)


def within(area: Area, other: Area) -> bool:
    """Whether an area lies in another one."""
    return any(above.adcode == other.adcode for above in parents(area))


def level_words(area: Area) -> tuple[str, ...]:
    """The words a report of the area uses for the whole of it: 全区, 我区, 本区 for a district."""
    return _OWN_WORDS.get(area.zh[-1], ())


def find(name: str) -> list[Area]:
    """All areas that bear a name: existing first, larger first; empty where there is none.

    Takes whole and short names, former names, traditional characters, and
    names with their parents before them (``浙江省杭州市临平区``, ``杭州临平``).

    Examples:
        >>> [area.adcode for area in extract.areas.find("杭州临平")]
        ['330113']
    """
    wanted = simplify("".join(name.split()))
    exact = list(names().get(wanted, ()))
    if exact or len(wanted) < 4:
        return exact
    for cut in range(2, len(wanted) - 1):
        above = names().get(wanted[:cut], ())
        below = [area for area in find(wanted[cut:]) if any(within(area, top) for top in above)]
        if below:
            return below
    return []
