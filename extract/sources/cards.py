"""Source cards: what each ``district.toml`` says of its reports, checked.

One bad card or report never stops the others: ``load_cards`` gives back
what can be read and, beside it, what cannot, each with its reason and what
to do about it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import tomli

from extract.model import CardError
from extract.patterns import Pattern

from .corrections import Correction, no_unknown_keys, parse, text_of
from .declared import Figure, TableCard, table_card
from .files import CARD, CARD_LIMIT, Source, check_file, contents, read_source

FIRST_YEAR, LAST_YEAR = 1949, 2100
_AREA_KEYS = {"adcode", "zh", "en", "parent_zh", "parent_en", "valid_from", "valid_to", "note", "note_zh"}
_REPORT_KEYS = {"id", "year", "title", "publisher", "published", "file", "sha256"}
_PERIOD = Pattern(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
Known = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class AreaCard:
    """The facts of a district that its card states, as the card writes them."""

    adcode: str
    zh: str
    en: str
    parent_zh: str = ""
    parent_en: str = ""
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""
    note_zh: str = ""


@dataclass(frozen=True, slots=True)
class ReportCard(Source):
    """A report that a card names and whose file was found and fits its hash.

    Attributes:
        folder: the district's folder, as text so that it travels between processes.
        figures: official figures of its area, given to it before it is read.
        key: hash of everything of the card that bears on what is read.
    """

    id: str
    area: AreaCard
    year: int
    title: str
    publisher: str
    published: str
    file: str
    sha256: str
    folder: str
    corrections: tuple[Correction, ...] = ()
    key: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A card or report that was set aside: where, and why with what to do."""

    where: str
    message: str
    adcode: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards below a folder: the reports and statistics tables to read, and what was set aside."""

    reports: tuple[ReportCard, ...] = ()
    tables: tuple[TableCard, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class _Found:
    areas: dict[str, tuple[AreaCard, str]] = field(default_factory=dict)
    reports: dict[str, ReportCard] = field(default_factory=dict)
    tables: dict[str, TableCard] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)


def load_cards(seeds: Path | str, known: Known | None = None) -> Cards:
    """Read and check every ``district.toml`` one level below ``seeds``.

    Args:
        seeds: the folder that holds one folder a district.
        known: gives the registered Chinese name of a code, None for an
            unknown code; by default the registry of areas.

    Returns:
        Reports ordered by id, and failures in the order of the folders.

    Raises:
        CardError: ``seeds`` itself is missing or not a folder.
    """
    root = Path(seeds)
    if not root.is_dir():
        raise CardError(f"{root}: no such folder; give the folder that holds one folder a district (--seeds)")
    try:
        folders = sorted(root.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise CardError(f"{root}: {error.strerror or error}; make it readable") from error
    look_up = known or _registered
    found = _Found()
    for folder in folders:
        if folder.name.startswith(".") or not (folder.is_dir() or folder.is_symlink()):
            continue
        try:
            _load_folder(folder, look_up, found)
        except CardError as error:
            found.failures.append(Failure(folder.name, str(error)))
    reports = tuple(found.reports[name] for name in sorted(found.reports))
    return Cards(reports, tuple(found.tables.values()), tuple(found.failures))


def _registered(adcode: str) -> str | None:
    from extract import areas

    area = areas.get(adcode)
    return area.zh if area else None


def _load_folder(folder: Path, known: Known, found: _Found) -> None:
    raw = _read_card(folder)
    where = f"{folder.name}/{CARD}"
    reports, corrections, tables = (raw.pop(key, []) for key in ("report", "correction", "table"))
    area = _area(raw, folder, known)
    if not isinstance(reports, list) or not reports:
        raise CardError(f"{where}: no [[report]]; add one with year, title, file and sha256")
    declared = parse(corrections, area.adcode, where)
    first, told_by = found.areas.setdefault(area.adcode, (area, folder.name))
    if first != area:
        raise CardError(
            f"{where}: describes {area.adcode} otherwise than {told_by}/{CARD}; make the two the same, "
            f"or put the reports into one folder"
        )
    for number, entry in enumerate(reports, 1):
        name = f"{where}: [[report]] {number}"
        report_id: str | None = None
        try:
            report = _report(entry, area, folder, name, declared)
            report_id = report.id
            if report.id in found.reports:
                raise CardError(
                    f"{name}: report {report.id} is already that of {found.reports[report.id].where}; "
                    f'give one of the two its own id, for example id = "{report.id}-2"'
                )
            read_source(report)
            found.reports[report.id] = report
            declared.pop(report.id, None)
        except CardError as error:
            file = entry.get("file") if isinstance(entry, dict) else None
            place = f"{folder.name}/{file if isinstance(file, str) else CARD}"
            found.failures.append(Failure(place, str(error), area.adcode, report_id))
            declared.pop(report_id or "", None)
    _load_tables(tables, area.adcode, folder, found)
    for name in declared:
        message = f"{where}: [[correction]] for {name}, which no [[report]] of this card is; mend its report"
        found.failures.append(Failure(where, message, area.adcode))


def _load_tables(entries: object, adcode: str, folder: Path, found: _Found) -> None:
    where = f"{folder.name}/{CARD}"
    if not isinstance(entries, list):
        raise CardError(f"{where}: table is not a list of tables; write [[table]] above its lines")
    for number, entry in enumerate(entries, 1):
        try:
            table = table_card(entry, adcode, folder, f"{where}: [[table]] {number}")
            if table.id in found.tables:
                told = found.tables[table.id].where
                raise CardError(
                    f"{where}: [[table]] {number}: {table.id} is already that of {told}; give one its own id"
                )
            read_source(table)
            found.tables[table.id] = table
        except CardError as error:
            found.failures.append(Failure(where, str(error), adcode))


def _read_card(folder: Path) -> dict[str, object]:
    path = folder / CARD
    where = f"{folder.name}/{CARD}"
    if folder.is_symlink() or path.is_symlink():
        raise CardError(f"{where}: a symbolic link; put the folder and its card here themselves")
    try:
        text = contents(path, where, CARD_LIMIT, "add a card with adcode, zh, en and a [[report]]")
        return tomli.loads(text.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise CardError(f"{where}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # tomli's own is a ValueError, that of a huge number too
        raise CardError(f"{where}: not TOML: {error}; mend that line") from error


def _area(raw: Mapping[str, object], folder: Path, known: Known) -> AreaCard:
    where = f"{folder.name}/{CARD}"
    no_unknown_keys(raw, _AREA_KEYS, where)
    words = {key: text_of(raw.get(key, ""), f"{where}: {key}") for key in _AREA_KEYS}
    for key in ("adcode", "zh", "en"):
        if not words[key]:
            raise CardError(f"{where}: {key} is missing; add it")
    registered = known(words["adcode"])
    if registered is None:
        raise CardError(
            f"{where}: adcode {words['adcode']!r} is no code of the registry of areas (GB/T 2260); "
            f"correct it, or add the area to the registry"
        )
    if registered != words["zh"]:
        raise CardError(
            f"{where}: adcode {words['adcode']} is {registered} in the registry of areas, not {words['zh']}; "
            f"correct adcode or zh"
        )
    prefix = re.match(r"\d{6}(?=\D|$)", folder.name)
    if prefix and prefix.group() != words["adcode"]:
        raise CardError(
            f"{where}: adcode {words['adcode']} in a folder named {folder.name}; rename one of them"
        )
    for key in ("valid_from", "valid_to"):
        if not _PERIOD.fullmatch(words[key]):
            raise CardError(f"{where}: {key} {words[key]!r} is no date; write 2021, 2021-04 or 2021-04-09")
    return AreaCard(**words)


def _report(
    entry: object, area: AreaCard, folder: Path, where: str, declared: Mapping[str, tuple[Correction, ...]]
) -> ReportCard:
    if not isinstance(entry, dict):
        raise CardError(f"{where}: not a table; write [[report]] above its lines")
    no_unknown_keys(entry, _REPORT_KEYS, where)
    year = entry.get("year")
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise CardError(
            f"{where}: year {year!r} is none; write the year reported on, for example year = 2023"
        )
    words = {key: text_of(entry.get(key, ""), f"{where}: {key}") for key in _REPORT_KEYS - {"year"}}
    name = words["id"] or f"{area.adcode}-{year}"
    if not re.fullmatch(rf"{area.adcode}-{year}(-[0-9A-Za-z-]+)?", name):
        raise CardError(
            f"{where}: id {name!r} must begin with {area.adcode}-{year}; correct it or leave it out"
        )
    if not _PERIOD.fullmatch(words["published"]):
        raise CardError(
            f"{where}: published {words['published']!r} is no date; write 2024-01-31 or leave it empty"
        )
    check_file(folder, words["file"], words["sha256"], where)
    corrections = declared.get(name, ())
    facts = (
        name,
        area,
        year,
        words["title"],
        words["publisher"],
        words["published"],
        words["file"],
        corrections,
    )
    key = hashlib.sha256(repr(facts).encode()).hexdigest()
    return ReportCard(
        name, area, year, words["title"], words["publisher"], words["published"], words["file"],
        words["sha256"], str(folder), corrections, key,
    )  # fmt: skip


__all__ = ["AreaCard", "Cards", "Correction", "Failure", "ReportCard", "load_cards"]
