"""What cannot be right in a report, and what a reader of it should know.

Each check is one function over the same view of a report; none of them
chooses between values, they only say what does not fit, with the spans.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from pathlib import Path

from extract.derive import formulas
from extract.figures import narrowing
from extract.groups import bounds_of
from extract.intervals import interval, overlap
from extract.model import Evidence, Issue, Mention, Observation, Report
from extract.population import Population, nearest
from extract.records import IndicatorLike
from extract.saying import in_en, in_zh, list_en, list_zh
from extract.timespans import period_key, year_of

_RELATIONS = Path(__file__).with_name("relations.csv")
_FAR_OFF = Decimal(
    "0.25"
)  # an implied population further than this from the published one cannot be rounding
_MORE_THAN_ALL = Decimal(
    "1.2"
)  # registered, living elsewhere, left since: some more than residents is common
_FULL = Decimal(100)
_PART_OF_A_SET = "not_whole"  # the reason by which reading leaves out a count not said to be of the whole set
_RATE_WORD = re.compile(r"率(?:达到?|为|是|约)?\s*$")
_SHARES = {"%", "‰", "1/10万", "个百分点", "倍", None}


@dataclass(frozen=True, slots=True)
class _View:
    """A report and all that was read in it."""

    report: Report
    mentions: Sequence[Mention]
    stated: Sequence[Observation]
    derived: Sequence[Observation]
    indicators: Mapping[str, IndicatorLike]
    populations: Sequence[Population]

    def of(self, indicator: str, status: str = "actual") -> list[Observation]:
        return [o for o in self.stated if o.indicator == indicator and o.status == status and o.area is None]

    def issue(
        self,
        kind: str,
        severity: str,
        about: str | None,
        where: Sequence[Observation | Mention],
        zh: str,
        en: str,
    ) -> Issue:
        spans = tuple(dict.fromkeys(_span(self.report, each) for each in where))
        first = str(spans[0].start) if spans else about or ""
        name = ":".join(part for part in (self.report.id, kind, about, first) if part)
        return Issue(name, kind, severity, self.report.id, about, zh, en, spans)


def check(
    report: Report,
    mentions: Sequence[Mention],
    observations: Sequence[Observation],
    indicators: Mapping[str, IndicatorLike],
    populations: Sequence[Population] = (),
) -> list[Issue]:
    """Find what cannot be right in a report, and what a reader should know.

    Args:
        report: the report.
        mentions: all its mentions.
        observations: its observations, stated and derived.
        indicators: the records by id.
        populations: published populations, to hold implied ones against.

    Returns:
        Issues, errors first, each with its figures in Chinese and English and its spans.
    """
    stated = [o for o in observations if not o.derived]
    derived = [o for o in observations if o.derived]
    view = _View(report, mentions, stated, derived, indicators, populations)
    issues = {issue.id: issue for find in _CHECKS for issue in find(view)}
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(issues.values(), key=lambda issue: rank[issue.severity])


def _contradictions(view: _View) -> Iterator[Issue]:
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for o in view.stated:
        if not getattr(view.indicators[o.indicator], "by_project", False):
            groups.setdefault(_same_fact(o, view.indicators[o.indicator]), []).append(o)
    for group in groups.values():
        clashing = [o for a, b in combinations(group, 2) if _clash(a, b) for o in (a, b)]
        if clashing:
            record = view.indicators[group[0].indicator]
            where = sorted(set(clashing), key=_start)
            severity = "warning" if record.measure in ("flow", "level") else "error"
            zh = f"“{record.zh}”在同一报告中有互相矛盾的数值：{list_zh(where)}。"
            en = f"The report gives contradicting values of “{record.en}”: {list_en(where)}."
            yield view.issue("contradiction", severity, group[0].indicator, where, zh, en)


def _other_wordings(view: _View) -> Iterator[Issue]:
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
            if record and record.measure == "stock" and known and all(_of(m)[0] > _of(o)[1] for o in known):
                found.setdefault((name, m.value), []).append(m)
    for (name, _), said in found.items():
        record, known = view.indicators[name], _levels(view, name, said[0].period)
        words = f"{said[0].text}{said[0].unit or ''}{said[0].label or ''}"
        zh = f"另一处写“{words}”，多于“{record.zh}”的数值{list_zh(known)}，两种说法对不上。"
        en = f"Another passage has “{words}”, more than the {list_en(known)} given as “{record.en}”."
        yield view.issue("contradiction", "warning", name, [*said, *known], zh, en)


def _levels(view: _View, indicator: str, period: str | None) -> list[Observation]:
    return [o for o in view.of(indicator) if o.basis == "level" and _at_one_time(o.time_period, period)]


def _parts(view: _View) -> Iterator[Issue]:
    for kind, part, whole in _relations():
        for a, b in product(view.of(part), view.of(whole)):
            if b.basis != "level" or not _at_one_time(a.time_period, b.time_period) or _of(a)[0] <= _of(b)[1]:
                continue
            small, large = view.indicators[part], view.indicators[whole]
            about = "part_exceeds_whole" if kind == "part" else "addition_exceeds_total"
            zh = f"“{small.zh}”{in_zh(a)}大于“{large.zh}”{in_zh(b)}，部分不应大于总体。"
            en = f"“{small.en}” {in_en(a)} exceeds “{large.en}” {in_en(b)}, of which it is a part."
            yield view.issue(about, "error", part, [a, b], zh, en)


def _shares(view: _View) -> Iterator[Issue]:
    for o in view.stated:
        record = view.indicators[o.indicator]
        if record.measure == "share" and not 0 <= o.value <= _FULL:
            zh, en = f"“{record.zh}”{in_zh(o)}超出0—100%。", f"“{record.en}” {in_en(o)} is outside 0–100 %."
            yield view.issue("share_out_of_range", "error", o.indicator, [o], zh, en)


def _implied_populations(view: _View) -> Iterator[Issue]:
    by_id = {o.id: o for o in view.stated}
    for o in view.derived:
        if o.indicator != "resident_population":
            continue
        stated = [
            (s.value, f"{in_zh(s)}（报告）", f"{in_en(s)} (the report)")
            for s in view.of("resident_population")
        ]
        figure = nearest(view.populations, o.ref_area, year_of(o.time_period) or view.report.year)
        if figure and not stated:
            words = f"{figure.residents:,}"
            stated = [
                (
                    Decimal(figure.residents),
                    f"{words}人（{figure.date}，{figure.source}）",
                    f"{words} ({figure.date})",
                )
            ]
        for known, zh_known, en_known in stated:
            if abs(o.value - known) > known * _FAR_OFF:
                where = [by_id[parent] for parent in o.parents if parent in by_id]
                names = " ÷ ".join(f"{view.indicators[w.indicator].zh}{in_zh(w)}" for w in where)
                names_en = " ÷ ".join(f"“{view.indicators[w.indicator].en}” {in_en(w)}" for w in where)
                zh = f"{names}意味着常住人口约{o.value:,}人，与{zh_known}相差过大。"
                en = f"{names_en} implies about {o.value:,} residents, far from {en_known}."
                yield view.issue("implausible_ratio", "warning", where[0].indicator, where, zh, en)


def _more_than_residents(view: _View) -> Iterator[Issue]:
    for o in view.stated:
        record = view.indicators[o.indicator]
        if record.measure != "stock" or record.unit != "人" or o.status != "actual" or o.area:
            continue
        figure = nearest(view.populations, o.ref_area, year_of(o.time_period) or view.report.year)
        if figure and o.value > figure.residents * _MORE_THAN_ALL and o.indicator != "registered_population":
            known = f"{figure.residents:,}"
            zh = f"“{record.zh}”{in_zh(o)}远多于常住人口{known}人（{figure.date}）。"
            en = f"“{record.en}” {in_en(o)} is far more than the {known} residents ({figure.date})."
            yield view.issue("exceeds_population", "warning", o.indicator, [o], zh, en)


def _arithmetic(view: _View) -> Iterator[Issue]:
    for formula in formulas(view.indicators):
        if formula.op == "rate" or formula.indicator == "resident_population":
            continue
        if formula.indicator not in view.indicators:
            continue
        for a, b, o in product(view.of(formula.a), view.of(formula.b), view.of(formula.indicator)):
            if len({period_key(x.time_period) for x in (a, b, o)}) > 1 or b.value == 0 or o.value == 0:
                continue
            if {a.qualifier, b.qualifier} != {"exact"}:
                continue
            result = (a.value * b.value if formula.op == "product" else a.value / b.value) * formula.scale
            if abs(result - o.value) > o.value * Decimal("0.02") and not overlap(_of(o), (result, result)):
                sign = "×" if formula.op == "product" else "÷"
                names = [view.indicators[x.indicator] for x in (a, b, o)]
                number = format(result.quantize(Decimal("0.01")), "f")
                zh_sum = f"{names[0].zh}{in_zh(a)} {sign} {names[1].zh}{in_zh(b)}"
                zh = f"“{names[2].zh}”{in_zh(o)}与{zh_sum}（得{number}）不符。"
                en_sum = f"{in_en(a)} {sign} {in_en(b)}, which give {number}"
                en = f"“{names[2].en}” {in_en(o)} does not follow from {en_sum}."
                yield view.issue("arithmetic", "warning", o.indicator, [o, a, b], zh, en)


def _doubtful(view: _View) -> Iterator[Issue]:
    for m in view.mentions:
        ranked = sorted((c for c in m.candidates if c.score > 0), key=lambda c: -c.score)
        tied = [c.indicator for c in ranked if c.score == ranked[0].score]
        if m.indicator and len(set(tied)) > 1:
            names = [view.indicators[name] for name in dict.fromkeys(tied) if name in view.indicators]
            zh = f"“{m.text}”可读作{'或'.join(f'“{r.zh}”' for r in names)}，证据相当。"
            en = f"“{m.text}” may be read as {' or '.join(f'“{r.en}”' for r in names)} on equal evidence."
            yield view.issue("doubtful_reading", "note", m.indicator, [m], zh, en)


def _unreadable(view: _View) -> Iterator[Issue]:
    for m in view.mentions:
        if m.kind == "quantity" and m.value is None:
            zh, en = (
                f"“{m.text}”是数量，但读不出数值。",
                f"“{m.text}” is a quantity whose value cannot be read.",
            )
            yield view.issue("unreadable", "warning", m.indicator, [m], zh, en)


def _misworded(view: _View) -> Iterator[Issue]:
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


def _corrected(view: _View) -> Iterator[Issue]:
    for m in view.mentions:
        if m.reason == "corrected":
            zh, en = (
                f"“{m.text}”的读法按来源卡片更正。",
                f"The reading of “{m.text}” was corrected by the source card.",
            )
            yield view.issue("correction", "note", m.indicator, [m], zh, en)


_CHECKS: tuple[Callable[[_View], Iterable[Issue]], ...] = (
    _contradictions, _other_wordings, _parts, _shares, _implied_populations, _more_than_residents, _arithmetic,
    _doubtful, _unreadable, _misworded, _corrected,
)  # fmt: skip


@cache
def _relations() -> tuple[tuple[str, str, str], ...]:
    with _RELATIONS.open(encoding="utf-8", newline="") as stream:
        return tuple((row["kind"], row["part"], row["whole"]) for row in csv.DictReader(stream))


def _same_fact(o: Observation, record: IndicatorLike) -> tuple[object, ...]:
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


def _clash(a: Observation, b: Observation) -> bool:
    if a.sentence == b.sentence:
        return (
            False  # a sentence that lists two numbers tells two things apart; it does not contradict itself
        )
    return _at_one_time(a.time_period, b.time_period) and not overlap(_of(a), _of(b))


def _at_one_time(a: str | None, b: str | None) -> bool:
    if a and b and "/" not in a + b:
        return a.startswith(b) or b.startswith(a)
    return period_key(a) == period_key(b)


def _of(figure: Observation | Mention) -> tuple[Decimal, Decimal]:
    assert figure.value is not None
    exact = figure.text if isinstance(figure, Mention) else figure.evidence.exact if figure.evidence else ""
    return interval(figure.value, figure.value_max, figure.qualifier, exact)


def _span(report: Report, figure: Observation | Mention) -> Evidence:
    if isinstance(figure, Mention):
        return Evidence(report.id, figure.start, figure.end, figure.text)
    assert figure.evidence is not None
    return figure.evidence


def _start(o: Observation) -> int:
    return o.evidence.start if o.evidence else -1
