"""Statistics tables as cards declare them, and the figures that are read in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extract.model import CardError
from extract.patterns import Pattern

from .corrections import no_unknown_keys, text_of
from .files import Source, check_file

_KEYS = {"id", "title", "publisher", "published", "file", "sha256"}
_DATE = Pattern(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")


@dataclass(frozen=True, slots=True)
class TableCard(Source):
    """A statistics table that a card names.

    Attributes:
        id: ``<adcode>/<file>``, or the card's own.
        adcode: the district whose card declares it; rows that name no area are its.
        folder: the district's folder, as text so that it travels between processes.
    """

    id: str
    adcode: str
    title: str
    publisher: str
    published: str
    file: str
    sha256: str
    folder: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One official figure: of an indicator, for an area and a year.

    Attributes:
        id: ``<table>:<cell>``, with the sheet before the cell where there are sheets.
        value: in the indicator's unit.
        slack: half of the last place it is given to; 0 for one written out in full.
        title: of its table.
        sheet, row, cell: where it stands; ``row`` counts from 1, ``cell`` is as ``D5``.
        exact: the cell's own characters.
    """

    id: str
    table: str
    indicator: str
    adcode: str
    year: int
    value: Decimal
    slack: Decimal
    unit: str
    title: str
    sheet: str
    row: int
    cell: str
    exact: str
    note: str = ""


def table_card(entry: object, adcode: str, folder: Path, where: str) -> TableCard:
    """Check one ``[[table]]`` of a card.

    Raises:
        CardError: a key is missing, unknown or wrong; the message says which.
    """
    if not isinstance(entry, Mapping):
        raise CardError(f"{where}: not a table; write [[table]] above its lines")
    no_unknown_keys(entry, _KEYS, where)
    words = {key: text_of(entry.get(key, ""), f"{where}: {key}") for key in _KEYS}
    if not words["title"]:
        raise CardError(f"{where}: title is missing; write what the table is from, as 杭州统计年鉴2024")
    if not _DATE.fullmatch(words["published"]):
        raise CardError(
            f"{where}: published {words['published']!r} is no date; write 2024-10 or leave it empty"
        )
    check_file(folder, words["file"], words["sha256"], where)
    return TableCard(
        words["id"] or f"{adcode}/{words['file']}", adcode, words["title"], words["publisher"],
        words["published"], words["file"], words["sha256"], str(folder),
    )  # fmt: skip
