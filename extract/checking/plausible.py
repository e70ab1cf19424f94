"""Figures that cannot be as large, or as small, as they say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from extract.areas.population import nearest
from extract.comparing.inspected import Inspected, possible
from extract.comparing.intervals import overlap
from extract.comparing.saying import in_en, in_zh
from extract.comparing.timespans import period_key, year_of
from extract.model import Issue

from .derive import formulas

# An implied population further than this from the published one cannot be rounding.
_FAR_OFF = Decimal("0.25")
# Registered but living elsewhere, or moved since: somewhat more people than residents is common.
_MORE_THAN_ALL = Decimal("1.2")
_FULL = Decimal(100)


def shares(view: Inspected) -> Iterator[Issue]:
    """Shares outside 0 to 100 %."""
    for o in view.stated:
        record = view.indicators[o.indicator]
        if record.measure == "share" and not 0 <= o.value <= _FULL:
            zh, en = f"“{record.zh}”{in_zh(o)}超出0—100%。", f"“{record.en}” {in_en(o)} is outside 0–100 %."
            yield view.issue("share_out_of_range", "error", o.indicator, [o], zh, en)


def implied_populations(view: Inspected) -> Iterator[Issue]:
    """Counts and rates whose ratio implies a population far from the known one."""
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


def more_than_residents(view: Inspected) -> Iterator[Issue]:
    """Counts of people far above the resident population."""
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


def arithmetic(view: Inspected) -> Iterator[Issue]:
    """Figures that do not follow from the two that they are the ratio or product of."""
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
            if abs(result - o.value) > o.value * Decimal("0.02") and not overlap(
                possible(o), (result, result)
            ):
                sign = "×" if formula.op == "product" else "÷"
                names = [view.indicators[x.indicator] for x in (a, b, o)]
                number = format(result.quantize(Decimal("0.01")), "f")
                zh_sum = f"{names[0].zh}{in_zh(a)} {sign} {names[1].zh}{in_zh(b)}"
                zh = f"“{names[2].zh}”{in_zh(o)}与{zh_sum}（得{number}）不符。"
                en_sum = f"{in_en(a)} {sign} {in_en(b)}, which give {number}"
                en = f"“{names[2].en}” {in_en(o)} does not follow from {en_sum}."
                yield view.issue("arithmetic", "warning", o.indicator, [o, a, b], zh, en)
