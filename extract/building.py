"""The steps strung together: cards, reading, observations, checks, data set.

Reading one report is ``read_report``: a plain function of its card that can
be run in this process or any other, and that never raises for a bad report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from .areas.population import load_populations
from .checking.checks import check
from .checking.derive import derive, derived_indicators
from .comparing.observations import observations_of
from .engines import Engine, Result, in_order, serial
from .model import DatasetError, Document, HengbiError, Mention, Report
from .named.programmes import find as find_programmes
from .official.differing import differences
from .official.gathering import Official, difference_rows, gather
from .records.catalogue import Indicator
from .sources.cards import Failure, Known, ReportCard, load_cards
from .sources.corrections import apply
from .sources.files import read_source
from .storage.dataset import Dataset
from .storage.fingerprint import PACKAGE_VERSION, rules_hash, seeds_hash
from .storage.opening import open_dataset
from .storage.remote import place_of
from .storage.store import Kept, Manifest, ReportRows, Stamp, lock, write_files
from .storage.tables import (
    Row,
    area_row,
    failure_rows,
    indicator_row,
    issue_rows,
    mention_rows,
    observation_rows,
    population_row,
    programme_rows,
    report_row,
)

Indicators = Mapping[str, Indicator]
Reader = Callable[[Document, str, int], list[Mention]]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one report: its counts, or why it was set aside.

    ``kept`` says that it was taken over from the data set that was there.
    """

    where: str
    report_id: str | None = None
    mentions: int = 0
    observations: int = 0
    issues: int = 0
    kept: bool = False
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: an outcome a card or report, and the manifest of the data set."""

    outcomes: tuple[Outcome, ...]
    manifest: Manifest

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The reports and cards that were set aside."""
        return tuple(outcome.failure for outcome in self.outcomes if outcome.failure)


@dataclass(frozen=True, slots=True)
class Options:
    """What a build may be told beyond its two folders.

    Attributes:
        full: read every report anew instead of keeping what is unchanged.
        tell: is told each outcome, in the order of the reports.
        waiting: is told once if another build has to end first.
        engine: how many reports are read; by default one after the other, in this process.
        reader: finds the mentions of a document; the package's own by default.
        indicators: the records; the package's own by default.
        known: the registry of areas; the package's own by default.
    """

    full: bool = False
    tell: Callable[[Outcome], None] = lambda outcome: None
    waiting: Callable[[], None] | None = None
    engine: Engine = serial
    reader: Reader | None = None
    indicators: Indicators | None = None
    known: Known | None = None


def build(
    seeds: Path | str = "seeds",
    out: Path | str = "data",
    progress: Progress | None = None,
    options: Options = Options(),
) -> Summary:
    """Read the reports below ``seeds`` and write the data set into ``out``.

    Reports whose bytes, card and rules are those of the data set in ``out``
    are taken over from it; the result is byte for byte that of a full build.

    Args:
        seeds: the folder of district folders.
        out: the folder of the data set, made if missing, or an address such as ``s3://bucket/data``.
        progress: called with how many reports are done, of how many, and which was the last: first for
            those that are taken over, then as each one comes.
        options: everything that is rarely asked for.

    Returns:
        What came of each report; failed ones are named with their reason, the others are in the set.

    Raises:
        CardError: ``seeds`` is no folder.
        DatasetError: ``out`` cannot be written; what was there stays.

    Examples:
        >>> extract.build("seeds", "data").failures
        ()
    """
    records = _records() if options.indicators is None else options.indicators
    stamp = Stamp(rules_hash(), seeds_hash(seeds), PACKAGE_VERSION)
    with place_of(out, options.waiting) as folder, lock(folder, options.waiting):
        found = load_cards(seeds, options.known)
        official = gather(found.tables, records)
        reports = [official.given(card) for card in found.reports]
        old = None if options.full else _reusable(folder)
        kept = _unchanged(old, reports, stamp.rules)
        outcomes: list[Outcome] = []
        read: list[ReportCard] = []

        def rows() -> Iterator[ReportRows | Kept]:
            for card, result in _results(reports, kept, options, stamp.rules, progress):
                outcomes.append(_outcome(card, result))
                options.tell(outcomes[-1])
                if not isinstance(result, Failure):
                    read.append(card)
                    yield result if isinstance(result, ReportRows) else Kept(card.id)

        for failure in (*found.failures, *official.failures):
            outcomes.append(Outcome(failure.where, failure.report, failure=failure))
            options.tell(outcomes[-1])
        try:
            shared = partial(_shared, read, outcomes, records, official)
            manifest = write_files(folder, rows(), shared, stamp, old.path if old else None)
        finally:
            if old:
                old.close()
    return Summary(tuple(outcomes), manifest)


def read_report(
    card: ReportCard,
    reader: Reader | None = None,
    indicators: Indicators | None = None,
    rules: str | None = None,
) -> Result:
    """Read one report from its card to the rows of all tables, or say why not.

    Whatever goes wrong in one report, a defect of our own included, is given
    back as a ``Failure`` that names the report, so that the others are read.
    """
    try:
        return _read_report(card, reader or _read_mentions, indicators or _records(), rules or rules_hash())
    except HengbiError as error:
        message = str(error)
        message = message if card.where in message else f"{card.where}: {message}"
        return Failure(card.where, message, card.area.adcode, card.id)
    except MemoryError:
        message = f"{card.where}: reading it needs more memory; "
        message += "allow more (--memory), or take it out of its card"
        return Failure(card.where, message, card.area.adcode, card.id)
    except Exception as error:  # a report must never take the others down with it
        what = f"{type(error).__name__}: {error}"
        message = f"{card.where}: reading failed ({what}); this is a defect of the rules, please report it"
        return Failure(card.where, message, card.area.adcode, card.id)


def _read_report(card: ReportCard, reader: Reader, records: Indicators, rules: str) -> ReportRows:
    from .readers import read_bytes

    document = read_bytes(read_source(card), card.path.name)
    mentions = reader(document, card.area.adcode, card.year)
    mentions = apply(mentions, document.text, card.corrections, card.where)
    report = Report(
        card.id, card.area.adcode, card.year, card.title, card.publisher, card.published,
        card.file, card.sha256, document,
    )  # fmt: skip
    residents = load_populations()
    stated = observations_of(report, mentions, records)
    observations = [*stated, *derive(stated, residents, records, card.area.valid_from)]
    issues = check(report, mentions, observations, records, residents, card.figures)
    beside = list(differences(stated, card.figures, records))
    counts = (len(mentions), len(observations), len(issues))
    rows: dict[str, list[Row]] = {
        "reports": [report_row(card, document, counts)],
        "observations": observation_rows(observations, mentions),
        "mentions": mention_rows(card.id, mentions),
        "issues": issue_rows(issues, card.area.adcode),
        "programmes": programme_rows(card.id, card.area.adcode, find_programmes(document)),
        "differences": difference_rows(card.id, beside),
        "readings": [(card.id, card.sha256, card.key, rules)],
    }
    return ReportRows(card.id, rows)


def _reusable(folder: Path) -> Dataset | None:
    try:
        old = open_dataset(folder)
        old.verify()
    except DatasetError:
        return None  # none, damaged or of another version: everything is read anew
    return old


def _unchanged(old: Dataset | None, reports: Sequence[ReportCard], rules: str) -> dict[str, Outcome]:
    if old is None:
        return {}
    readings = {row[0]: row[1:] for row in old.query("SELECT report_id, sha256, card, rules FROM readings")}
    counts = {
        row[0]: row[1:] for row in old.query("SELECT report_id, mentions, observations, issues FROM reports")
    }
    return {
        card.id: replace(Outcome(card.where, card.id, *counts[card.id]), kept=True)
        for card in reports
        if readings.get(card.id) == (card.sha256, card.key, rules)
    }


def _results(
    reports: Sequence[ReportCard],
    kept: Mapping[str, Outcome],
    options: Options,
    rules: str,
    progress: Progress | None,
) -> Iterator[tuple[ReportCard, Result | Outcome]]:
    job = partial(read_report, reader=options.reader, indicators=options.indicators, rules=rules)
    todo = [card for card in reports if card.id not in kept]

    step = progress or (lambda done, of, where: None)

    def read() -> Iterator[tuple[int, Result]]:
        for done, (number, result) in enumerate(options.engine(job, todo), len(kept) + 1):
            step(done, len(reports), todo[number].where)
            yield number, result

    step(len(kept), len(reports), "")
    results = in_order(read())
    for card in reports:
        yield card, kept[card.id] if card.id in kept else next(results)


def _outcome(card: ReportCard, result: Result | Outcome) -> Outcome:
    if isinstance(result, Outcome):
        return result
    if isinstance(result, Failure):
        return Outcome(card.where, card.id, failure=result)
    sizes = (len(result.rows[table]) for table in ("mentions", "observations", "issues"))
    mentions, observations, issues = sizes
    return Outcome(card.where, card.id, mentions, observations, issues)


def _shared(
    read: Sequence[ReportCard], outcomes: Sequence[Outcome], records: Indicators, official: Official
) -> dict[str, list[Row]]:
    areas = {card.area.adcode: card.area for card in reversed(read)}
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    return {
        "areas": [area_row(areas[adcode]) for adcode in sorted(areas)],
        "population": [population_row(figure) for figure in load_populations()],
        "indicators": [indicator_row(name, record) for name, record in records.items()]
        + [indicator_row(name, record, derived=True) for name, record in derived_indicators(records).items()],
        "issues": failure_rows(failures),
    } | official.rows()


def _records() -> Indicators:
    from .records.catalogue import load

    return load()


def _read_mentions(document: Document, area: str, year: int) -> list[Mention]:
    from . import read_mentions

    return read_mentions(document, area=area, year=year)
