"""A report as the checks see it: everything that was read in it, and how an issue is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.areas.population import Population
from extract.model import Evidence, Issue, Mention, Observation, Report
from extract.records.catalogue import Indicator
from extract.sources.declared import Figure

from .intervals import Interval, interval
from .timespans import period_key


@dataclass(frozen=True, slots=True)
class Inspected:
    """A report and all that was read in it, with what is known of its area from elsewhere."""

    report: Report
    mentions: Sequence[Mention]
    stated: Sequence[Observation]
    derived: Sequence[Observation]
    indicators: Mapping[str, Indicator]
    populations: Sequence[Population]
    figures: Sequence[Figure] = ()

    def of(self, indicator: str, status: str = "actual") -> list[Observation]:
        """Stated observations of an indicator for the report's whole area."""
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
        """Make an issue; its id names the report, the kind, the indicator and where it begins."""
        spans = tuple(dict.fromkeys(_span(self.report, each) for each in where))
        first = str(spans[0].start) if spans else about or ""
        name = ":".join(part for part in (self.report.id, kind, about, first) if part)
        return Issue(name, kind, severity, self.report.id, about, zh, en, spans)


def at_one_time(a: str | None, b: str | None) -> bool:
    """Whether two periods may be one: equal, or one the year (or month) of the other."""
    if a and b and "/" not in a + b:
        return a.startswith(b) or b.startswith(a)
    return period_key(a) == period_key(b)


def possible(figure: Observation | Mention) -> Interval:
    """The values that a figure as stated is compatible with."""
    assert figure.value is not None
    exact = figure.text if isinstance(figure, Mention) else figure.evidence.exact if figure.evidence else ""
    return interval(figure.value, figure.value_max, figure.qualifier, exact)


def _span(report: Report, figure: Observation | Mention) -> Evidence:
    if isinstance(figure, Mention):
        return Evidence(report.id, figure.start, figure.end, figure.text)
    assert figure.evidence is not None
    return figure.evidence


def start_of(o: Observation) -> int:
    """Where an observation's evidence begins; -1 for a derived one."""
    return o.evidence.start if o.evidence else -1
