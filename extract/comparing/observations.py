"""From mentions that state an indicator to observations of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.model import Evidence, Mention, Observation, Report
from extract.records.catalogue import Indicator

from .groups import group_of


def observations_of(
    report: Report, mentions: Sequence[Mention], indicators: Mapping[str, Indicator]
) -> list[Observation]:
    """Make an observation of every mention that carries an indicator.

    The same fact stated twice gives two observations, and contradicting
    values stay side by side. A mention without a period speaks of the year
    that its report does.

    Args:
        report: the report.
        mentions: its mentions, in the order of the text.
        indicators: the records by id; mentions of other ids are left out.

    Returns:
        Stated observations in the order of the text, ids ``<report>:<indicator>:<start>``.
    """
    return [
        _observation(report, mention, indicators[mention.indicator])
        for mention in mentions
        if mention.indicator and mention.indicator in indicators and mention.value is not None
    ]


def _observation(report: Report, mention: Mention, record: Indicator) -> Observation:
    assert mention.indicator is not None
    assert mention.value is not None
    text = report.document.text
    sentence = text[mention.sentence_start : mention.sentence_end]
    return Observation(
        id=f"{report.id}:{mention.indicator}:{mention.start}",
        indicator=mention.indicator,
        ref_area=report.adcode,
        time_period=mention.period or str(report.year),
        value=mention.value,
        value_max=mention.value_max,
        unit=mention.unit or record.unit,
        qualifier=mention.qualifier,
        status=mention.status or "actual",
        evidence=Evidence(report.id, mention.start, mention.end, mention.text),
        sentence=sentence,
        label=mention.label,
        group=mention.group or group_of(text, mention),
        basis=_basis(mention, record),
        area=mention.area,
        place=report.document.place(mention.start),
    )


def _basis(mention: Mention, record: Indicator) -> str:
    # A record that is an addition or a change by definition is one however its report words it.
    if record.measure == "change" or mention.aspect == "change":
        return "change"
    if record.by_project:
        return "level"  # what a project costs or holds is neither a total nor an addition of the area
    if record.added or (mention.aspect == "addition" and record.measure != "flow"):
        return "addition"
    return "level"
