"""Find indicators, districts and programmes by Chinese, English or the initials of pinyin."""

from __future__ import annotations

from functools import lru_cache

from dashboard.load import Data, records
from dashboard.words import Words


@lru_cache(maxsize=4096)
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


def find(
    data: Data, query: str, words: Words, limit: int = 8
) -> list[tuple[str, str, dict[str, object], str]]:
    """Search the data set.

    Returns:
        The kind of thing (``indicator``, ``district``, ``programme``), the page to open,
        the parameters it is opened with, and the name; the best answers first.
    """
    found: list[tuple[int, str, str, dict[str, object], str]] = []
    have = set(data.observations["indicator"])
    for record in records(data.indicators):
        if record["indicator"] in have and not record["derived"]:
            rate = score(query, record["zh"], record["en"], record["domain_zh"], record["domain_en"])
            found.append(
                (rate, "indicator", "compare", {"indicator": record["indicator"]}, record[words.lang])
            )
    for area in records(data.areas):
        rate = score(query, area["zh"], area["en"], area["parent_zh"], area["parent_en"], area["adcode"])
        found.append(
            (rate + 1 if rate else 0, "district", "profile", {"area": area["adcode"]}, area[words.lang])
        )
    for row in records(data.programmes):
        params = {"report": row["report_id"], "start": row["start"]}
        found.append((score(query, row["name"]), "programme", "evidence", params, row["name"]))
    best = sorted((one for one in found if one[0]), key=lambda one: -one[0])
    once = {(one[2], one[4]): one for one in reversed(best)}
    return [one[1:] for one in reversed(once.values())][:limit]
