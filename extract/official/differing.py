"""What reports say beside official figures: which speak of one thing, and how far they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.comparing.figures import narrowing
from extract.comparing.groups import bounds_of
from extract.comparing.inspected import Inspected, possible
from extract.comparing.intervals import overlap
from extract.comparing.saying import in_en, in_zh
from extract.model import Issue, Observation
from extract.records.catalogue import Indicator
from extract.sources.declared import Figure

from .sheets import place

_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of a report beside an official figure of the same.

    Attributes:
        percent: by how much the report's value exceeds the official one, of the latter; None where that is 0.
        beyond: whether no rounding and no 余 or 约 explains it.
    """

    observation: Observation
    figure: Figure
    percent: Decimal | None
    beyond: bool


def differences(
    observations: Sequence[Observation], figures: Sequence[Figure], indicators: Mapping[str, Indicator]
) -> Iterator[Difference]:
    """Set what a report states beside the official figures of the same area, year and thing.

    Args:
        observations: of a report; those that are derived, targets, of a part or of one place are left out.
        figures: official ones, of any area.
        indicators: the records by id.
    """
    known: dict[tuple[str, str, int], list[Figure]] = {}
    for figure in figures:
        known.setdefault((figure.indicator, figure.adcode, figure.year), []).append(figure)
    for o in observations if known else ():
        year = (o.time_period or "")[:4]
        record = indicators.get(o.indicator)
        if record and year.isdecimal() and _whole(o, record, year):
            for figure in known.get((o.indicator, o.ref_area, int(year)), ()):
                yield _difference(o, figure)


def contradictions(view: Inspected) -> Iterator[Issue]:
    """An issue of each value that an official figure contradicts beyond rounding."""
    for found in differences(view.stated, view.figures, view.indicators):
        if found.beyond:
            o, figure, record = found.observation, found.figure, view.indicators[found.observation.indicator]
            official, where = format(figure.value.normalize(), ",f"), place(figure.sheet, figure.cell)
            share = "%" if figure.unit == "%" else ""
            zh = f"“{record.zh}”{in_zh(o)}，{figure.title}（{figure.year}年）为{official}{figure.unit}"
            en = f"“{record.en}” {in_en(o)}; {figure.title} ({figure.year}, {where}) has {official}{share}"
            if found.percent is not None:
                zh += f"，相差{abs(found.percent):.1f}%"
                en += f": {abs(found.percent):.1f}% apart"
            yield view.issue("differs_from_statistics", "warning", o.indicator, [o], f"{zh}。", f"{en}.")


def _whole(o: Observation, record: Indicator, year: str) -> bool:
    """Whether an observation speaks of what a yearbook counts: the whole area, at a year's end or over it."""
    plain = "change" if record.measure == "change" else "addition" if record.added else "level"
    if o.derived or o.status != "actual" or o.area or o.basis != plain:
        return False
    if o.time_period not in (year, f"{year}-12", f"{year}-12-31") or narrowing(o.label) - narrowing(
        record.zh
    ):
        return False
    said, named = bounds_of(o.group), bounds_of(record.zh)
    return said.age in (None, named.age) and said.registered in (None, named.registered)


def _difference(o: Observation, figure: Figure) -> Difference:
    official = (figure.value - figure.slack, figure.value + figure.slack)
    gap = o.value - figure.value
    percent = (gap / figure.value * 100).quantize(_PLACES) if figure.value else None
    return Difference(o, figure, percent, not overlap(possible(o), official))
