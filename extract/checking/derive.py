"""Figures that follow from others, each marked, with its formula and its parents.

Two kinds: rates on a published population, and what two figures of one
report imply. Ranges and bounds (at least, about) carry through. A target is
never set against an actual figure or a published population.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

from extract.areas.population import Population, at_base, nearest
from extract.comparing.timespans import counted_since, period_key, year_of
from extract.model import Observation
from extract.records.catalogue import Indicator

_FILE = Path(__file__).with_name("derivations.csv")
_DIGITS = 6
_MIRROR = {"exact": "exact", "approx": "approx", "at_least": "at_most", "at_most": "at_least"}
Records = Mapping[str, Indicator]


@dataclass(frozen=True, slots=True)
class Formula:
    """A row of ``derivations.csv``: ``indicator`` = ``a`` op ``b`` × ``scale``.

    ``op`` is ``ratio``, ``product``, or ``rate`` (``b`` is the published population).
    """

    name: str
    indicator: str
    op: str
    a: str
    b: str
    scale: Decimal
    unit: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class _Operand:
    low: Decimal
    high: Decimal | None
    qualifier: str
    id: str
    words: str


def derive(
    observations: Sequence[Observation],
    populations: Sequence[Population],
    indicators: Records,
    valid_from: str = "",
    base: str = "common",
) -> list[Observation]:
    """Derive what soundly follows from the stated observations of one report.

    Args:
        observations: stated observations of one report.
        populations: published resident populations.
        indicators: the records by id.
        valid_from: since when the area has its present bounds (``2021-04``);
            nothing is set against a population for a year before that.
        base: ``common`` for the population date that all areas share,
            ``year_end`` for the area's figure nearest to the period's end.

    Returns:
        Derived observations ordered by indicator and formula.
    """
    usable = [o for o in observations if not o.derived and o.area is None and o.basis != "change"]
    found: list[Observation] = []
    for formula in formulas(indicators):
        for a in usable:
            if a.indicator != formula.a or a.basis == "addition":
                continue
            if formula.op == "rate":
                resident = _residents(a, populations, valid_from, base)
                others = [_of_population(resident)] if resident else []
            elif any(o.indicator == formula.indicator and _alike(o, a) for o in observations):
                others = []  # stated: what is implied would only stand beside it, and checks compares the two
            else:
                others = [_of(b) for b in usable if b.indicator == formula.b and _alike(a, b)]
            found += [o for o in (_calculate(formula, a, other) for other in others) if o]
    return _distinct(found)


def per_thousand(observation: Observation, population: Population, unit: str) -> Observation | None:
    """A count as a rate per 1000 residents of one published population figure."""
    formula = Formula(
        "rate",
        f"{observation.indicator}_per_1000",
        "rate",
        observation.indicator,
        "",
        Decimal(1000),
        unit,
        "exact",
    )
    return _calculate(formula, observation, _of_population(population))


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def formulas(indicators: Records) -> list[Formula]:
    """All formulas: those of the table, and a rate for each count whose record asks for one."""
    listed = [
        Formula(
            r["formula"],
            r["indicator"],
            r["op"],
            r["a"],
            r["b"],
            Decimal(r["scale"]),
            r["unit"],
            r["qualifier"],
        )
        for r in _rows()
        if r["a"] in indicators and (not r["b"] or r["b"] in indicators)
    ]
    rated = {formula.a for formula in listed if formula.op == "rate"}
    listed = [f for f in listed if f.op != "rate" or indicators[f.a].per_resident]
    return listed + [
        Formula(
            "census_rate", f"{name}_per_1000", "rate", name, "", Decimal(1000), f"{record.unit}/千人", "exact"
        )
        for name, record in indicators.items()
        if record.per_resident and name not in rated and record.measure in ("stock", "flow")
    ]


def derived_indicators(indicators: Records) -> dict[str, Indicator]:
    """Definitions of the indicators that only derivation gives."""
    made: dict[str, Indicator] = {}
    for row in _rows():
        name = row["indicator"]
        if row["zh"] and name not in indicators:
            made[name] = Indicator(
                name, row["zh"], row["en"], row["domain"], "rate", row["unit"],
                row["definition"], row["definition_zh"],
            )  # fmt: skip
    for formula in formulas(indicators):
        name = formula.indicator
        if formula.op == "rate" and name not in indicators:
            of = indicators[formula.a]
            zh, en = f"每千人口{of.zh}", f"{of.en} per 1000 residents"
            definition = f"{of.definition}; per 1000 residents of the last census"
            definition_zh = f"{of.definition_zh.rstrip('。')}，按最近一次人口普查的常住人口折算为每千人。"
            made[name] = Indicator(
                name, zh, en, of.domain, "rate", formula.unit, definition, definition_zh, of.direction
            )
    return made


def _residents(
    of: Observation, populations: Sequence[Population], valid_from: str, base: str
) -> Population | None:
    year = year_of(of.time_period)
    if of.status != "actual" or year is None or (valid_from and year < int(valid_from[:4])):
        return None
    if of.evidence and counted_since(of.sentence.partition(of.evidence.exact)[0]):
        return None  # a count over an unknown number of years is no yearly rate
    return at_base(populations, of.ref_area) if base == "common" else nearest(populations, of.ref_area, year)


def _alike(a: Observation, b: Observation) -> bool:
    same = (a.ref_area, a.status, period_key(a.time_period)) == (
        b.ref_area,
        b.status,
        period_key(b.time_period),
    )
    return same and a.area == b.area and b.basis == "level"


def _of(observation: Observation) -> _Operand:
    words = f"{observation.indicator} {_show(observation.value, observation.value_max)}"
    return _Operand(observation.value, observation.value_max, observation.qualifier, observation.id, words)


def _of_population(population: Population) -> _Operand:
    words = f"resident_population {population.residents} ({population.date}, {population.source})"
    return _Operand(Decimal(population.residents), None, "exact", population.id, words)


def _calculate(formula: Formula, first: Observation, b: _Operand) -> Observation | None:
    a = _of(first)
    other = b.qualifier if formula.op == "product" else _MIRROR[b.qualifier]
    qualifier = _joined(formula.qualifier, a.qualifier, other)
    highest_a, highest_b = a.high or a.low, b.high or b.low
    if formula.op == "product":
        low, high, sign = a.low * b.low * formula.scale, highest_a * highest_b * formula.scale, "×"
    elif b.low == 0 or highest_b == 0:
        return None
    else:
        low, high, sign = a.low / highest_b * formula.scale, highest_a / b.low * formula.scale, "÷"
    ranged = a.high is not None or b.high is not None
    scale = "" if formula.scale == 1 else f" × {formula.scale}"
    name = formula.name if formula.op != "rate" else f"per_1000_at_{b.id.rsplit(':', 1)[-1]}"
    return Observation(
        id=f"{first.id.split(':', 1)[0]}:{formula.indicator}:{name}",
        indicator=formula.indicator,
        ref_area=first.ref_area,
        time_period=first.time_period,
        value=_rounded(low, qualifier),
        value_max=_rounded(high, qualifier) if ranged else None,
        unit=f"{first.unit}/千人" if formula.op == "rate" else formula.unit,
        qualifier=qualifier,
        status=first.status,
        label=first.label,
        group=first.group,
        formula=f"{a.words} {sign} {b.words}{scale}",
        parents=(a.id, b.id),
    )


def _joined(*qualifiers: str) -> str:
    told = {qualifier for qualifier in qualifiers if qualifier != "exact"}
    if len(told) > 1:
        return "approx"  # a lower and an upper bound, or a bound of something approximate, bound nothing
    return told.pop() if told else "exact"


def _rounded(value: Decimal, qualifier: str) -> Decimal:
    # A bound is never rounded past itself; counts of people keep their units.
    rounding = {"at_least": ROUND_FLOOR, "at_most": ROUND_CEILING}.get(qualifier, ROUND_HALF_EVEN)
    places = max(0, _DIGITS - 1 - value.adjusted()) if value else 0
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding)


def _show(value: Decimal, value_max: Decimal | None) -> str:
    low = format(value.normalize(), "f")
    return low if value_max is None else f"{low}–{format(value_max.normalize(), 'f')}"


def _distinct(found: Iterable[Observation]) -> list[Observation]:
    # A fact stated twice derives once; contradicting parents derive each their own, told apart by the parent.
    kept: dict[str, Observation] = {}
    for o in found:
        same = [k for k in kept.values() if k.id.split("~")[0] == o.id]
        if any(_facts(k) == _facts(o) for k in same):
            continue
        name = o.id if not same else f"{o.id}~{'~'.join(_starts(o.parents))}"
        kept.setdefault(name, _renamed(o, name))
    return sorted(kept.values(), key=lambda o: o.id)


def _starts(parents: Iterable[str]) -> list[str]:
    return [parent.rsplit(":", 1)[-1] for parent in parents if not parent.startswith("population:")]


def _facts(o: Observation) -> tuple[object, ...]:
    return (o.value, o.value_max, o.qualifier, o.status, o.time_period, o.group)


def _renamed(observation: Observation, name: str) -> Observation:
    return replace(observation, id=name)
