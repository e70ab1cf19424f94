"""Find indicators, districts and programmes by Chinese, English or the initials of pinyin."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dashboard.asking import Data, records
from dashboard.words import Words

LITTLE = 5000  # names that are quickly gone through one by one


@lru_cache(maxsize=65536)
def initials(text: str) -> str:
    """Give the first letters of a text's pinyin: ``家庭医生`` is ``jtys``."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).casefold()


def score(query: str, *names: str) -> int:
    """Rate how well names answer a query: 0 not at all, more is better.

    Every word of the query must be found, in a name or, from two letters on, in
    the initials of its pinyin; a name that begins with the query comes first.
    """
    words = query.casefold().split()
    if not words:
        return 0
    hay = " ".join(names).casefold()
    letters = " ".join(initials(name) for name in names if not name.isascii())
    for word in words:
        if word not in hay and not (len(word) > 1 and word.isascii() and word in letters):
            return 0
    best = max(3 * name.casefold().startswith(words[0]) + (words[0] in name.casefold()) for name in names)
    return 1 + best


def programmes(data: Data, query: str) -> list[dict[str, Any]]:
    """List what reports name and a search may mean: all where it is little, else what has the words."""
    if data.sizes["programmes"] <= LITTLE:
        return records(data.programmes())
    words = query.split()[:5]
    have = " AND ".join("instr(name, ?)" for _ in words) or "0"
    rows = data.query(
        f"SELECT DISTINCT name, report_id, start FROM programmes WHERE {have} LIMIT 100", *words
    )
    return [{"name": name, "report_id": report, "start": start} for name, report, start in rows]


def find(
    data: Data, query: str, words: Words, limit: int = 8
) -> list[tuple[str, str, dict[str, object], str]]:
    """Search the data set.

    Returns:
        The kind of thing (``indicator``, ``district``, ``programme``), the page to open,
        the parameters it is opened with, and the name; the best answers first.
    """
    found: list[tuple[int, str, str, dict[str, object], str]] = []
    for record in records(data.indicators):
        if record["indicator"] in data.coverage and not record["derived"]:
            rate = score(query, record["zh"], record["en"], record["domain_zh"], record["domain_en"])
            found.append(
                (rate, "indicator", "compare", {"indicator": record["indicator"]}, record[words.lang])
            )
    for area in records(data.areas):
        rate = score(query, area["zh"], area["en"], area["parent_zh"], area["parent_en"], area["adcode"])
        found.append(
            (rate + 1 if rate else 0, "district", "profile", {"area": area["adcode"]}, area[words.lang])
        )
    for row in programmes(data, query):
        params = {"report": row["report_id"], "start": row["start"]}
        found.append((score(query, row["name"]), "programme", "evidence", params, row["name"]))
    best = sorted((one for one in found if one[0]), key=lambda one: -one[0])
    once = {(one[2], one[4]): one for one in reversed(best)}
    return [one[1:] for one in reversed(once.values())][:limit]
