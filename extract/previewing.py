"""Read one document that has no card, as a build would read it.

What comes back is held in memory only: nothing is written, no data set is
touched, and the same steps run in the same order as for a report with a card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import areas
from .areas.population import load_populations
from .checking.checks import check
from .checking.derive import derive
from .comparing.observations import observations_of
from .context.dating import report_year
from .linking.observe import read_mentions
from .model import Document, Issue, Mention, Observation, Report, ReportError
from .named.programmes import Programme, find
from .numbers.reading import read
from .records import catalogue
from .storage.dataset import KINDS
from .storage.tables import Row, issue_rows, mention_rows, names, observation_rows, programme_rows

if TYPE_CHECKING:
    import pandas

FIRST_YEAR, LAST_YEAR = 1949, 2100
UNKNOWN = "preview"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a text says of itself: the area and year it reports on, where it tells them.

    ``sure`` is whether the year is its title's or said often, rather than a guess.
    """

    area: areas.Area | None
    year: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found in one document.

    ``adcode`` and ``year`` are those it was read for; None where nobody knows them.
    """

    document: Document
    adcode: str | None
    year: int | None
    mentions: tuple[Mention, ...]
    observations: tuple[Observation, ...]
    issues: tuple[Issue, ...]
    programmes: tuple[Programme, ...]

    @property
    def report_id(self) -> str:
        """The id its rows carry: that of a report of its area and year, if both are known."""
        return f"{self.adcode}-{self.year}" if self.adcode and self.year else UNKNOWN

    def rows(self, table: str) -> list[dict[str, object]]:
        """What was found as rows of a table of the data set, by column name.

        Args:
            table: ``mentions``, ``observations``, ``issues`` or ``programmes``.
        """
        made: dict[str, Sequence[Row]] = {
            "mentions": mention_rows(self.report_id, self.mentions),
            "observations": observation_rows(self.observations, self.mentions),
            "issues": issue_rows(self.issues, self.adcode),
            "programmes": programme_rows(self.report_id, self.adcode, self.programmes),
        }
        return [dict(zip(names(table), row, strict=True)) for row in made[table]]

    def frame(self, table: str) -> pandas.DataFrame:
        """What was found as a table, with the columns and types that the data set gives it.

        Args:
            table: ``mentions``, ``observations``, ``issues`` or ``programmes``.
        """
        import pandas

        made = pandas.DataFrame(self.rows(table), columns=names(table))
        return made.astype({name: kind for name, kind in KINDS.items() if name in made})


def propose(document: Document) -> Proposal:
    """Say which area and year a document seems to report on, from its text and name alone.

    Examples:
        >>> proposal = extract.propose(extract.read_bytes("海宁市2023年卫生健康工作".encode(), "note.txt"))
        >>> proposal.area.zh, proposal.year
        ('海宁市', 2023)
    """
    text = read(document.text).text
    year, sure = report_year(text, document.name)
    return Proposal(areas.detect(text, document.name), year, sure)


def preview(document: Document, area: str | None = None, year: int | None = None) -> Preview:
    """Read a document without a card.

    Args:
        document: the report.
        area: adcode of the area it reports on; None to take it from the text.
        year: the year it reports on; None to take it from the text.

    Returns:
        Its mentions, observations (stated and derived), issues and programmes.

    Raises:
        ReportError: ``area`` is no code of the registry, or ``year`` no year.

    Examples:
        >>> text = "海宁市2023年卫生健康工作。全市共有托位3200余个，救护车25辆。"
        >>> found = extract.preview(extract.read_bytes(text.encode(), "note.txt"))
        >>> found.report_id
        '330481-2023'
        >>> found.frame("observations")[["indicator", "value", "unit", "qualifier", "exact"]]
                  indicator   value unit qualifier exact
        0  childcare_places  3200.0    个  at_least  3200
        1        ambulances    25.0    辆     exact    25
    """
    known = areas.get(area) if area else None
    if area and known is None:
        raise ReportError(f"{document.name}: {area!r} is no code of the registry of areas; give six digits")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ReportError(
            f"{document.name}: {year} is no year; give one between {FIRST_YEAR} and {LAST_YEAR}"
        )
    if known is None or year is None:
        proposal = propose(document)
        known, year = known or proposal.area, year or proposal.year
    adcode = known.adcode if known else None
    return _preview(document, adcode, year, known.valid_from if known else "")


def _preview(document: Document, adcode: str | None, year: int | None, valid_from: str) -> Preview:
    records, residents = catalogue.load(), load_populations()
    mentions = read_mentions(document, adcode, year)
    name = Preview(document, adcode, year, (), (), (), ()).report_id
    report = Report(name, adcode or "", year or 0, document.name, "", "", document.name, "", document)
    stated = [_dated(o, year) for o in observations_of(report, mentions, records)]
    observations = [*stated, *derive(stated, residents, records, valid_from)]
    issues = check(report, mentions, observations, records, residents)
    return Preview(
        document, adcode, year, tuple(mentions), tuple(observations), tuple(issues), tuple(find(document))
    )


def _dated(observation: Observation, year: int | None) -> Observation:
    """A figure without a period of its own in a report without a year has none."""
    undated = year is None and observation.time_period == "0"
    return replace(observation, time_period=None) if undated else observation
