"""What cannot be right in a report, and what a reader of it should know.

Each check is one function over the same view of a report; none of them
chooses between values, they only say what does not fit, with the spans.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from pathlib import Path

from extract.areas.population import Population
from extract.comparing.figures import narrowing
from extract.comparing.groups import bounds_of
from extract.comparing.inspected import Inspected, at_one_time, possible, start_of
from extract.comparing.intervals import overlap
from extract.comparing.saying import in_en, in_zh, list_en, list_zh
from extract.comparing.timespans import period_key
from extract.model import Issue, Mention, Observation, Report
from extract.official.differing import contradictions
from extract.patterns import Pattern
from extract.records.catalogue import Indicator
from extract.sources.declared import Figure

from .plausible import arithmetic, implied_populations, more_than_residents, shares

_RELATIONS = Path(__file__).with_name("relations.csv")
_PART_OF_A_SET = "not_whole"  # the reason by which reading leaves out a count not said to be of the whole set
_RATE_WORD = Pattern(r"率(?:达到?|为|是|约)?\s*$")
_SHARES = {"%", "‰", "1/10万", "个百分点", "倍", None}


def check(
    report: Report,
    mentions: Sequence[Mention],
    observations: Sequence[Observation],
    indicators: Mapping[str, Indicator],
    populations: Sequence[Population] = (),
    figures: Sequence[Figure] = (),
) -> list[Issue]:
    """Find what cannot be right in a report, and what a reader should know.

    Args:
        report: the report.
        mentions: all its mentions.
        observations: its observations, stated and derived.
        indicators: the records by id.
        populations: published populations, to hold implied ones against.
        figures: official figures of its area, to hold stated ones against.

    Returns:
        Issues, errors first, each with its figures in Chinese and English and its spans.
    """
    stated = [o for o in observations if not o.derived]
    derived = [o for o in observations if o.derived]
    view = Inspected(report, mentions, stated, derived, indicators, populations, figures)
    issues = {issue.id: issue for find in _CHECKS for issue in find(view)}
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(issues.values(), key=lambda issue: rank[issue.severity])


def _contradictions(view: Inspected) -> Iterator[Issue]:
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for o in view.stated:
        if not view.indicators[o.indicator].by_project:
            groups.setdefault(_same_fact(o, view.indicators[o.indicator]), []).append(o)
    for group in groups.values():
        flow = view.indicators[group[0].indicator].measure == "flow"
        clashing = [o for a, b in combinations(group, 2) if _clash(a, b, flow) for o in (a, b)]
        if clashing:
            record = view.indicators[group[0].indicator]
            where = sorted(set(clashing), key=start_of)
            severity = "warning" if record.measure in ("flow", "level") else "error"
            zh = f"“{record.zh}”在同一报告中有互相矛盾的数值：{list_zh(where)}。"
            en = f"The report gives contradicting values of “{record.en}”: {list_en(where)}."
            yield view.issue("contradiction", severity, group[0].indicator, where, zh, en)


def _other_wordings(view: Inspected) -> Iterator[Issue]:
    # A number that says the same kind of thing in other words may count a part of the set, never more.
    found: dict[tuple[str, Decimal], list[Mention]] = {}
    for m in view.mentions:
        plain = m.kind == "quantity" and m.aspect in ("level", "part") and m.status != "target"
        if m.indicator or m.value is None or m.area or not plain:
            continue
        for name in dict.fromkeys(
            c.indicator for c in m.candidates if c.score > 0 or c.reason == _PART_OF_A_SET
        ):
            record = view.indicators.get(name)
            known = _levels(view, name, m.period)
            if (
                record
                and record.measure == "stock"
                and known
                and all(possible(m)[0] > possible(o)[1] for o in known)
            ):
                found.setdefault((name, m.value), []).append(m)
    for (name, _), said in found.items():
        record, known = view.indicators[name], _levels(view, name, said[0].period)
        words = f"{said[0].text}{said[0].unit or ''}{said[0].label or ''}"
        zh = f"另一处写“{words}”，多于“{record.zh}”的数值{list_zh(known)}，两种说法对不上。"
        en = f"Another passage has “{words}”, more than the {list_en(known)} given as “{record.en}”."
        yield view.issue("contradiction", "warning", name, [*said, *known], zh, en)


def _levels(view: Inspected, indicator: str, period: str | None) -> list[Observation]:
    return [o for o in view.of(indicator) if o.basis == "level" and at_one_time(o.time_period, period)]


def _parts(view: Inspected) -> Iterator[Issue]:
    for kind, part, whole in _relations():
        for a, b in product(view.of(part), view.of(whole)):
            if (
                b.basis != "level"
                or not at_one_time(a.time_period, b.time_period)
                or possible(a)[0] <= possible(b)[1]
            ):
                continue
            small, large = view.indicators[part], view.indicators[whole]
            about = "part_exceeds_whole" if kind == "part" else "addition_exceeds_total"
            zh = f"“{small.zh}”{in_zh(a)}大于“{large.zh}”{in_zh(b)}，部分不应大于总体。"
            en = f"“{small.en}” {in_en(a)} exceeds “{large.en}” {in_en(b)}, of which it is a part."
            yield view.issue(about, "error", part, [a, b], zh, en)


def _doubtful(view: Inspected) -> Iterator[Issue]:
    for m in view.mentions:
        ranked = sorted((c for c in m.candidates if c.score > 0), key=lambda c: -c.score)
        tied = [c.indicator for c in ranked if c.score == ranked[0].score]
        if m.indicator and len(set(tied)) > 1:
            names = [view.indicators[name] for name in dict.fromkeys(tied) if name in view.indicators]
            zh = f"“{m.text}”可读作{'或'.join(f'“{r.zh}”' for r in names)}，证据相当。"
            en = f"“{m.text}” may be read as {' or '.join(f'“{r.en}”' for r in names)} on equal evidence."
            yield view.issue("doubtful_reading", "note", m.indicator, [m], zh, en)


def _unreadable(view: Inspected) -> Iterator[Issue]:
    for m in view.mentions:
        if m.kind == "quantity" and m.value is None:
            zh, en = (
                f"“{m.text}”是数量，但读不出数值。",
                f"“{m.text}” is a quantity whose value cannot be read.",
            )
            yield view.issue("unreadable", "warning", m.indicator, [m], zh, en)


def _misworded(view: Inspected) -> Iterator[Issue]:
    text = view.report.document.text
    for m in view.mentions:
        if (
            m.kind == "quantity"
            and m.unit not in _SHARES
            and _RATE_WORD.search(text[max(0, m.start - 12) : m.start])
        ):
            zh = f"文中把“{m.text}{m.unit}”称为“率”，单位却不是百分比。"
            en = f"The text calls “{m.text}{m.unit}” a rate (率), though its unit is no share."
            if "/" not in (m.unit or ""):
                yield view.issue("misworded", "note", m.indicator, [m], zh, en)


def _corrected(view: Inspected) -> Iterator[Issue]:
    for m in view.mentions:
        if m.reason == "corrected":
            zh, en = (
                f"“{m.text}”的读法按来源卡片更正。",
                f"The reading of “{m.text}” was corrected by the source card.",
            )
            yield view.issue("correction", "note", m.indicator, [m], zh, en)


_CHECKS: tuple[Callable[[Inspected], Iterable[Issue]], ...] = (
    _contradictions, _other_wordings, _parts, shares, implied_populations, more_than_residents, arithmetic,
    contradictions, _doubtful, _unreadable, _misworded, _corrected,
)  # fmt: skip


@cache
def _relations() -> tuple[tuple[str, str, str], ...]:
    with _RELATIONS.open(encoding="utf-8", newline="") as stream:
        return tuple((row["kind"], row["part"], row["whole"]) for row in csv.DictReader(stream))


def _same_fact(o: Observation, record: Indicator) -> tuple[object, ...]:
    narrowed = narrowing(o.label) - narrowing(record.zh)
    return (
        o.indicator,
        o.status,
        period_key(o.time_period),
        o.basis,
        o.unit,
        bounds_of(o.group),
        narrowed,
        o.area,
    )


def _clash(a: Observation, b: Observation, flow: bool) -> bool:
    if a.sentence == b.sentence:
        return False  # one sentence with two numbers tells two things apart
    if flow and a.time_period != b.time_period:
        return False  # a month's count is not the year's
    return at_one_time(a.time_period, b.time_period) and not overlap(possible(a), possible(b))
