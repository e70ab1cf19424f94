"""What cards say, as TOML: a district with its report, and a declared correction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from extract import areas
from extract.model import CardError


@dataclass(frozen=True, slots=True)
class NewReport:
    """What the card of a new report is to say."""

    adcode: str
    year: int
    title: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A correction to declare: which reading, which field of it, from what to what, and why.

    ``before`` and ``after`` are text, a number, or None for empty.
    """

    report: str
    start: int
    end: int
    exact: str
    field: str
    before: str | Decimal | None
    after: str | Decimal | None
    reason: str


def card_toml(facts: NewReport, file: str, sha256: str, identity: str = "", whole: bool = True) -> str:
    """Write the card of a report, or only its ``[[report]]`` where a card of the district is there.

    Examples:
        >>> print(extract.card_toml(extract.NewReport("330113", 2024), "2024.txt", "0d79…", whole=False))
        <BLANKLINE>
        [[report]]
        year = 2024
        title = ""
        publisher = ""
        published = ""
        file = "2024.txt"
        sha256 = "0d79…"
        <BLANKLINE>
    """
    lines = []
    if whole:
        area = area_of(facts.adcode)
        parent = areas.get(area.parent)
        pairs = {"adcode": area.adcode, "zh": area.zh, "en": english(area)}
        pairs |= {"parent_zh": parent.zh if parent else "", "parent_en": english(parent) if parent else ""}
        pairs |= {"valid_from": area.valid_from, "valid_to": area.valid_to}
        pairs |= {"note_zh": area.note_zh, "note": area.note}
        lines += [f"{key} = {_toml(value)}" for key, value in pairs.items() if value]
    lines += ["", "[[report]]"]
    lines += [f"id = {_toml(identity)}"] if identity else []
    lines += [f"year = {facts.year}"]
    told = {"title": facts.title, "publisher": facts.publisher, "published": facts.published}
    told |= {"file": file, "sha256": sha256}
    lines += [f"{key} = {_toml(value)}" for key, value in told.items()]
    return "\n".join(lines) + "\n"


def correction_toml(change: Change) -> str:
    """Write a correction as the card's ``[[correction]]``, to copy or to append.

    Examples:
        >>> change = extract.Change("330113-2023", 120, 124, "2.75", "unit", "个", "个/千人", "see table")
        >>> print(extract.correction_toml(change))
        [[correction]]
        report = "330113-2023"
        start = 120
        end = 124
        exact = "2.75"
        field = "unit"
        from = "个"
        to = "个/千人"
        reason = "see table"
        <BLANKLINE>
    """
    pairs: dict[str, object] = {
        "report": change.report, "start": change.start, "end": change.end, "exact": change.exact,
        "field": change.field, "from": change.before, "to": change.after, "reason": change.reason,
    }  # fmt: skip
    return "[[correction]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in pairs.items())


def area_of(adcode: str) -> areas.Area:
    """The area of a code that exists today.

    Raises:
        CardError: there is none.
    """
    area = areas.get(adcode)
    if area is None or area.ended:
        raise CardError(f"{adcode!r}: no code of an area that exists; choose one of the registry of areas")
    return area


def english(area: areas.Area) -> str:
    """The English name of an area, or the pinyin of its short name."""
    if area.en:
        return area.en
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(area.short)).capitalize()


def _toml(value: object) -> str:
    """A value as TOML writes it; text as a basic string, which is JSON's but for one character."""
    if value is None:
        return '""'
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value.is_finite() else '""'
    if isinstance(value, int):
        return str(value)
    text = str(value).encode("utf-8", "replace").decode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
