"""The types that everything else passes around.

Frozen, slotted, and importing nothing of the package.  Field names follow
SDMX (observation, indicator, reference area, time period, unit of measure,
observation status) and text annotation (mention, span, evidence).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

KINDS = ("quantity", "rank", "date", "bound", "label", "other")
QUALIFIERS = ("exact", "at_least", "approx", "at_most")
STATUSES = ("actual", "target")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stretch of a document's text stood in the file it came from.

    Attributes:
        start: first character of the stretch in ``Document.text``.
        end: one past its last character.
        place: the place in the file, in words that lead back to it:
            ``page 3``, ``paragraph 12``, ``table 1, row 4, column 2``,
            ``sheet Data, cell C7``, ``line 9``.
    """

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text.

    Attributes:
        name: the file's name; the ``doc`` of every mention found in it.
        text: the characters that every offset counts in, never changed.
        format: ``txt``, ``md``, ``html``, ``pdf``, ``docx`` or ``xlsx``.
        encoding: how the bytes were decoded, where that was a choice.
        anchors: in order, without overlap; empty where the text is the file.
    """

    name: str
    text: str
    format: str = "txt"
    encoding: str = "utf-8"
    anchors: tuple[Anchor, ...] = ()

    def place(self, offset: int) -> str | None:
        """Say where in the file the character at ``offset`` stood, if known."""
        for anchor in self.anchors:
            if anchor.start <= offset < anchor.end:
                return anchor.place
        return None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A half-open interval of a report's untouched text.

    ``text[start:end] == exact`` holds for every row of every table.
    """

    report: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that was considered for a mention, and what came of it.

    Attributes:
        indicator: its id.
        score: how much of the wording its pattern explained; 0 if refused.
        reason: the pattern that matched, or why it was refused.
    """

    indicator: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a report: what it is, and what was decided about it.

    ``start``, ``end``, ``text`` cover the number with its multiplier and
    percent sign.  Values are in base units (``6.68万`` is 66800, ``81.43%``
    is 81.43).  ``sentence_start``/``sentence_end`` bound the sentence the
    number stands in, through line breaks.  ``reason`` says in one code why
    the mention carries its indicator or none; ``aspect`` is ``level``,
    ``addition``, ``change``, ``difference``, ``part`` or ``before``.
    """

    doc: str
    start: int
    end: int
    text: str
    kind: str
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    qualifier: str = "exact"
    status: str | None = None
    indicator: str | None = None
    label: str | None = None
    area: str | None = None
    period: str | None = None
    scope: str | None = None
    aspect: str = "level"
    reason: str = ""
    group: str | None = None
    sentence_start: int = 0
    sentence_end: int = 0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of an indicator for a reference area and a time period.

    A stated observation has ``evidence``; a derived one has ``formula`` and
    ``parents`` (ids of observations, or ``population:<adcode>:<date>``).
    ``group`` names the people the report itself bounds the number to
    (``70岁以上户籍老年人``); ``basis`` is ``level``, ``addition`` or ``change``.
    ``place`` is the file's page, paragraph or cell, where it has one.
    """

    id: str
    indicator: str
    ref_area: str
    time_period: str | None
    value: Decimal
    value_max: Decimal | None
    unit: str
    qualifier: str
    status: str
    evidence: Evidence | None = None
    sentence: str = ""
    label: str | None = None
    group: str | None = None
    basis: str = "level"
    area: str | None = None
    formula: str | None = None
    parents: tuple[str, ...] = ()
    place: str | None = None

    @property
    def derived(self) -> bool:
        """Whether the value was computed from others."""
        return self.evidence is None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that cannot be right, or that a reader should know.

    Attributes:
        kind: ``contradiction``, ``part_exceeds_whole``, ``share_out_of_range``,
            ``implausible_ratio``, ``doubtful_reading``, ``unreadable`` …
        severity: ``error``, ``warning`` or ``note``.
        zh, en: one sentence each, with the figures.
        spans: the evidence it speaks of.
    """

    id: str
    kind: str
    severity: str
    report: str
    indicator: str | None
    zh: str
    en: str
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report with what its source card says of it.

    Attributes:
        id: ``<adcode>-<year>`` (or with a suffix where a district has two).
        adcode: the area it reports on (GB/T 2260).
        year: the year it reports on.
    """

    id: str
    adcode: str
    year: int
    title: str
    publisher: str
    published: str
    file: str
    sha256: str
    document: Document


class HengbiError(Exception):
    """Anything a caller can put right; the message says what, where, what to do."""


class ReportError(HengbiError):
    """A file cannot be read as a report."""


class CardError(HengbiError):
    """A source card and its report, or the registry of areas, do not fit."""


class RecordError(HengbiError):
    """A record of an indicator is not well formed."""


class EngineError(HengbiError):
    """What reads the reports cannot run: a package is missing, a cluster out of reach."""


class DatasetError(HengbiError):
    """The data set is missing, damaged, or of another version."""


def mention_row(mention: Mention) -> dict[str, object]:
    """A mention as the record of the annotation guide, in its field order.

    Examples:
        >>> row = extract.mention_row(extract.Mention("note.txt", 6, 10, "3200", "quantity", unit="个"))
        >>> row["start"], row["text"], row["unit"]
        (6, '3200', '个')
    """

    def number(value: Decimal | None) -> int | float | None:
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)

    row: dict[str, object] = {"doc": mention.doc, "start": mention.start, "end": mention.end}
    row |= {"text": mention.text, "kind": mention.kind}
    row |= {"value": number(mention.value), "value_max": number(mention.value_max)}
    for field in ("unit", "qualifier", "status", "indicator", "label", "area", "period", "scope"):
        row[field] = getattr(mention, field)
    row |= {"aspect": mention.aspect, "reason": mention.reason}
    return row
