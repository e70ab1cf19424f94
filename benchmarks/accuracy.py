"""How often each peer reads a number rightly, on a fixed random sample of the annotated seeds."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.peers import Peer
from benchmarks.taken import Taken
from extract.numbers import units

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "data" / "gold"
SEED, QUANTITIES, NONE_ANNOTATED, NONE_IN_WORDS = 20231231, 60, 25, 25
_IN_WORDS = re.compile("[一二两三四五六七八九十百千万]+")
DUTIES: Sequence[tuple[str, str, Callable[[Taken], bool]]] = (
    ("现有床位1500—2000张", "1500—2000 张", lambda t: _is(t, 1500, 2000, "张")),
    ("孕产妇死亡率4.5/10万", "4.5 per 100,000", lambda t: _is(t, "4.5", None, "1/10万")),
    ("建成12分钟急救圈", "12 minutes", lambda t: _is(t, 12, None, "分钟")),
    ("共有托位2044个", "2044 个", lambda t: _is(t, 2044, None, "个")),
    ("新建10-15家", "10—15 家", lambda t: _is(t, 10, 15, "家")),
    (
        "投入40余亿元",
        "≥ 4,000,000,000 元",
        lambda t: _is(t, 4 * 10**9, None, "元") and t.qualifier == "at_least",
    ),
    ("派出千余名医生", "≥ 1000 people", lambda t: _is(t, 1000, None, "人") and t.qualifier == "at_least"),
    (
        "惠及上万户家庭",
        "≥ 10,000 households",
        lambda t: _is(t, 10000, None, "户") and t.qualifier == "at_least",
    ),
    ("全市唯一一家医院", "no quantity, or one", lambda t: _is(t, 1, None, "家")),
    ("历时一两年", "1—2 years", lambda t: _is(t, 1, 2, "年")),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A numeral of the sample; without value where it is no quantity."""

    doc: str
    start: int
    end: int
    value: Decimal | None = None
    unit: str | None = None


def _is(taken: Taken, low: int | str, high: int | None, unit: str) -> bool:
    vague = high is None and taken.qualifier == "at_least"  # its upper end may be said or not
    same = taken.value == Decimal(low) and (
        vague or taken.value_max == (None if high is None else Decimal(high))
    )
    return taken.quantity and same and _same_unit(taken.unit, unit)


def _same_unit(unit: str | None, wanted: str | None) -> bool:
    return unit == wanted or (wanted is not None and units.stands_for(unit, wanted))


def seeds() -> dict[str, str]:
    """The annotated seeds, by the name the annotation gives them."""
    with (GOLD / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["set"] == "seeds"]
    return {row["doc"]: (ROOT / row["path"]).read_bytes().decode("utf-8") for row in rows}


def sample(texts: Mapping[str, str]) -> tuple[list[Wanted], list[Wanted]]:
    """The quantities, and the numerals that are none: dates, labels, ranks, and numerals inside words."""
    lines = (GOLD / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line, parse_float=Decimal) for line in lines]
    quantities = [
        Wanted(row["doc"], row["start"], row["end"], Decimal(row["value"]), row["unit"])
        for row in rows
        if row["kind"] == "quantity" and row["value"] is not None and row["unit"]
    ]
    others = [
        Wanted(row["doc"], row["start"], row["end"])
        for row in rows
        if row["kind"] not in ("quantity", "bound")
    ]
    covered = {(row["doc"], at) for row in rows for at in range(row["start"], row["end"])}
    inside = [
        Wanted(doc, match.start(), match.end())
        for doc, text in texts.items()
        for match in _IN_WORDS.finditer(text)
        if not any((doc, at) in covered for at in range(match.start() - 1, match.end() + 1))
    ]
    draw = random.Random(SEED)
    none = draw.sample(others, NONE_ANNOTATED) + draw.sample(inside, NONE_IN_WORDS)
    return draw.sample(quantities, QUANTITIES), none


def score(peer: Peer, texts: Mapping[str, str]) -> tuple[int, int, int]:
    """Count the right values, the right values with their units, and the numerals taken wrongly."""
    quantities, none = sample(texts)
    read = {doc: peer.readings(text) for doc, text in texts.items()}
    values = pairs = taken = 0
    for wanted in quantities:
        over = [t for t in read[wanted.doc] if t.start < wanted.end and wanted.start < t.end and t.quantity]
        right = [t for t in over if t.value == wanted.value]
        values += bool(right)
        pairs += any(_same_unit(t.unit, wanted.unit) for t in right)
    for wanted in none:
        over = [t for t in read[wanted.doc] if t.start < wanted.end and wanted.start < t.end]
        taken += bool(over) and all(t.quantity for t in over)
    return values, pairs, taken


def print_table(peers: Sequence[Peer]) -> None:
    """Print both counts for every peer that reads values, and the readings to beat."""
    texts = seeds()
    print(f"\n{'':32}{'value':>8}{'and unit':>10}{'taken':>8}   (of 60, of 60, of 50 that are none)")
    for peer in peers:
        values, pairs, taken = score(peer, texts)
        print(f"{peer.name:32}{values:8}{pairs:10}{taken:8}")
    print("\nReadings to beat")
    for text, meant, right in DUTIES:
        print(f"  {text}  means {meant}")
        for peer in peers:
            found = peer.readings(text)
            passed = _passes(found, right) or (text.startswith("全市唯一") and not found)
            said = "; ".join(_said(text, t) for t in found) or "nothing"
            print(f"    {'right' if passed else 'wrong'}  {peer.name:30} {said}")


def _passes(found: Sequence[Taken], right: Callable[[Taken], bool]) -> bool:
    """Whether a reading is right and none beside it says another unit."""
    return any(map(right, found)) and all(right(t) or not (t.quantity and t.unit) for t in found)


def _said(text: str, taken: Taken) -> str:
    if not taken.quantity:
        return f"{text[taken.start : taken.end]} as a date or an order"
    high = "" if taken.value_max is None else f"—{taken.value_max}"
    vague = "" if taken.qualifier == "exact" else f" {taken.qualifier}"
    return f"{taken.value}{high} {taken.unit or 'without unit'}{vague}"
