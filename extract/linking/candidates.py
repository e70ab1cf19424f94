"""Which records a number's views speak for, which they refuse, and why.

One rule decides: the record whose wording explains most of a view, unless
something speaks against it.  Every refusal leaves its reason.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from extract.context.views import Slot
from extract.model import Candidate
from extract.patterns import Pattern
from extract.records import catalogue
from extract.records.catalogue import Indicator

_OPEN = Pattern(
    r"(?:^|[，。；：、)\d\]|]|全[区县市省国州]|[我本][区县市省国]|[区县市省州旗域][内属级]?|[共有现设年底末及与和含]|拥有|各类|各级|其中|包括|卫生|(?:登记|注册|备案|在册|在营|运营)的?|建成|类|型|(?:^|[，。；：])(?:[^\W\d_]{2}|[^\W\d_]{1,4}[省市县区州旗])的)"
    r"(?:(?!实行|开展|接入|实施|参与|设立|提供|通过|免费|收费|创建|创成|满意|示范|达标|优质|推荐|甲级|特色|友好|智慧|直属|开通|联合|覆盖|接诊|使用|试点|推行|完成|安装|配备|启用)[^，。；、的\d]){0,9}$"
)
_NOUN_NEXT = Pattern(r"(?!其中|增|提高|提升|上升|下降|减|降|扩|发展到)[^，。；、：()…！？?!”\s\d和及与以等]")

# Those that do something are not all that there are (`已有80家医疗机构接入平台`).
_TAKE_PART = Pattern(
    r"[^，。；、\d]{2,10}?(?:可(?!提供)|能够|(?:已经?)?(?:投入|接入|加入|参与|参加|入驻|上线)|共\d[\d.]*[万余多]*[人名位])"
)
_ALL = Pattern("全部|所有|全[区县市省]的?$")


@lru_cache(maxsize=1)
def lexicon() -> tuple[Any, list[list[Indicator]]]:
    """An automaton over all records' terms, and whose each term is."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    owners: dict[str, list[Indicator]] = {}
    for record in catalogue.load().values():
        for term in record.terms:
            owners.setdefault(term, []).append(record)
    words = sorted(owners)
    automaton = AhoCorasick(words, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return automaton, [owners[word] for word in words]


def candidates_of(near: dict[str, Indicator], slot: Slot, unit: str | None, why: str) -> list[Candidate]:
    """All records whose terms stand in the sentence, the best first, refused ones with their reason."""
    records = {name: record for name, record in near.items() if record.accepts(unit)}
    if slot.outside:
        automaton, owners = lexicon()
        for index, _, _ in automaton.find_matches_as_indexes("\n".join(slot.views), overlapping=True):
            records |= {record.id: record for record in owners[index] if record.accepts(unit)}
    weighed = [found for record in records.values() if (found := _weigh(record, slot, why))]
    # The views of a list's item are ordered: what fewer borrowed words explain goes first.
    weighed.sort(key=lambda found: (not found[0].score, found[1], -found[0].score, found[0].indicator))
    return [candidate for candidate, _ in weighed]


def _weigh(record: Indicator, slot: Slot, why: str) -> tuple[Candidate, int] | None:
    """What a record makes of a number, and of which of its views."""
    for tried, view in enumerate(slot.views):  # noqa: B007 (it is used after the loop)
        best, wording, at = record.patterns.match(view)
        if best:
            break
    else:
        return None
    refusal = _refusal(record, slot, view, why)
    if not refusal and record.whole and not _noun_follows(view) and not _OPEN.search(view[:at]):
        refusal = "not_whole"
    if refusal:
        return Candidate(record.id, 0.0, refusal), tried
    return Candidate(record.id, best, wording), tried


def _refusal(record: Indicator, slot: Slot, view: str, why: str) -> str:
    """What speaks against a record whose wording matches, as a code with detail; empty for nothing."""
    if slot.aspect in ("change", "difference") and record.measure != "change":
        return slot.aspect
    if record.measure == "change" and slot.aspect != "change":
        return "level"
    forbidden = record.patterns.forbidden(view)
    if slot.part and not forbidden and len(slot.views) > 1:
        # Of what a part is one may say what it is not (`乡村医生260名，其中执业医师80名`).
        forbidden = record.patterns.forbidden(slot.views[1])
    if forbidden:
        return f"never: {forbidden}"
    # A figure per residents is the area's, whoever opens the sentence.
    if why and not (why == "institution" and (record.by_project or "/" in record.unit)):
        return why
    if slot.each and slot.per is None:
        return "each"
    if record.added and not slot.added:
        return "not_added"
    if not record.added and slot.aspect == "addition" and record.measure in ("stock", "rate", "share"):
        return "addition"
    if record.whole and _noun_follows(view) and (not slot.whole or _take_part(slot, view)):
        return "not_whole"
    value = slot.found.value
    # What was long ago may lie far outside what is (`由1950年的1500/10万下降到…`).
    bounds = record.range if slot.aspect != "before" else None
    if bounds and value is not None and not bounds[0] <= float(value) <= bounds[1]:
        return "range"
    most = {"‰": 1000, "1/10万": 100_000}.get(record.unit)
    if record.measure == "share" and record.range is None:
        most = 100
    if most and value is not None and value > most:
        return "range"
    if record.unit == "家" and value is not None and value % 1:
        # There is no part of a house.
        return "range"
    return ""


def _noun_follows(view: str) -> bool:
    """Whether the number stands before its noun (`12家社区卫生服务中心`), not after it."""
    after = view[view.index("#") + 1 :]
    return bool(_NOUN_NEXT.match(after))


def _take_part(slot: Slot, view: str) -> bool:
    """Whether those that a number counts are said to do something, and not all of them."""
    return bool(_TAKE_PART.match(view, view.index("#") + 1)) and not _ALL.search(slot.clause)


def why_not(slot: Slot, candidates: list[Candidate], why: str) -> str:
    """The code of the reason why a number states no indicator."""
    if candidates:
        return candidates[0].reason
    if slot.aspect in ("change", "difference"):
        return slot.aspect
    return why or ("part" if slot.part or not slot.views else "no_wording")
