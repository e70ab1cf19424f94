"""The tables of the data set: their columns, and how a thing becomes a row.

Every row is a tuple of text, numbers and None in the order of its columns;
lists are JSON text, so that a row reads the same from any program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.areas.population import Population
from extract.comparing.timespans import year_of
from extract.model import Document, Evidence, Issue, Mention, Observation
from extract.named.programmes import Programme
from extract.records.catalogue import Indicator
from extract.sources.cards import AreaCard, Failure, ReportCard

Cell = str | int | float | None
Row = tuple[Cell, ...]

COLUMNS: Mapping[str, str] = {
    "reports": "report_id TEXT PRIMARY KEY, adcode TEXT, year INTEGER, title TEXT, publisher TEXT, "
    "published TEXT, file TEXT, sha256 TEXT, format TEXT, chars INTEGER, text TEXT, mentions INTEGER, "
    "observations INTEGER, issues INTEGER",
    "areas": "adcode TEXT PRIMARY KEY, zh TEXT, en TEXT, parent_zh TEXT, parent_en TEXT, valid_from TEXT, "
    "valid_to TEXT, note TEXT, note_zh TEXT",
    "population": "adcode TEXT, date TEXT, resident_population INTEGER, precision INTEGER, source TEXT",
    "indicators": "indicator TEXT PRIMARY KEY, domain TEXT, domain_zh TEXT, domain_en TEXT, measure TEXT, "
    "unit TEXT, zh TEXT, en TEXT, definition TEXT, definition_zh TEXT, direction TEXT, "
    "per_resident INTEGER, wording TEXT, derived INTEGER",
    "observations": "observation_id TEXT, indicator TEXT, adcode TEXT, time_period TEXT, year INTEGER, "
    "value REAL, value_max REAL, value_text TEXT, unit TEXT, qualifier TEXT, status TEXT, nature TEXT, "
    "basis TEXT, group_note TEXT, area_note TEXT, label TEXT, corrected INTEGER, "
    "report_id TEXT, start INTEGER, end INTEGER, exact TEXT, sentence TEXT, sentence_start INTEGER, "
    "sentence_end INTEGER, place TEXT, formula TEXT, parents TEXT, "
    "rate_of TEXT",
    "mentions": "report_id TEXT, n INTEGER, start INTEGER, end INTEGER, text TEXT, kind TEXT, value REAL, "
    "value_max REAL, unit TEXT, qualifier TEXT, status TEXT, indicator TEXT, label TEXT, area TEXT, "
    "period TEXT, scope TEXT, aspect TEXT, reason TEXT, sentence_start INTEGER, sentence_end INTEGER, "
    "candidates TEXT",
    "issues": "issue_id TEXT, kind TEXT, severity TEXT, report_id TEXT, adcode TEXT, indicator TEXT, "
    "zh TEXT, en TEXT, spans TEXT",
    "programmes": "report_id TEXT, adcode TEXT, name TEXT, kind TEXT, theme TEXT, start INTEGER, "
    "end INTEGER, exact TEXT, sentence TEXT",
    "statistics": "table_id TEXT PRIMARY KEY, adcode TEXT, title TEXT, publisher TEXT, published TEXT, "
    "file TEXT, sha256 TEXT, figures INTEGER",
    "figures": "figure_id TEXT PRIMARY KEY, table_id TEXT, indicator TEXT, adcode TEXT, year INTEGER, "
    "value REAL, value_text TEXT, unit TEXT, sheet TEXT, row INTEGER, cell TEXT, exact TEXT, note TEXT",
    "differences": "report_id TEXT, observation_id TEXT, figure_id TEXT, percent REAL, beyond INTEGER",
    "readings": "report_id TEXT PRIMARY KEY, sha256 TEXT, card TEXT, rules TEXT",
    "coverage": "indicator TEXT PRIMARY KEY, observations INTEGER, areas INTEGER, areas_stated INTEGER, "
    "areas_over_time INTEGER, years TEXT, rates TEXT",
    "area_coverage": "adcode TEXT PRIMARY KEY, observations INTEGER, indicators_stated INTEGER",
}
DOMAINS: Mapping[str, tuple[str, str]] = {
    "population": ("人口与健康水平", "Population and health"),
    "childcare": ("托育服务", "Childcare"),
    "older_people": ("老年健康", "Older people"),
    "chronic_disease": ("慢性病管理", "Chronic disease"),
    "emergency": ("急救", "Emergency care"),
    "facilities": ("医疗机构与床位", "Facilities and beds"),
    "primary_care": ("基层卫生", "Primary care"),
    "family_doctor": ("家庭医生", "Family doctors"),
    "workforce": ("卫生人才", "Workforce"),
    "services": ("医疗服务", "Services"),
    "maternal_child": ("妇幼健康", "Mothers and children"),
    "public_health": ("公共卫生", "Public health"),
    "digital": ("数字健康", "Digital health"),
}
OF_A_REPORT = ("reports", "observations", "mentions", "issues", "programmes", "differences", "readings")
INDEXES = (
    # The last four so that figures of all areas and years are read from the index alone.
    "CREATE INDEX observations_by_indicator "
    "ON observations (indicator, year, adcode, value, unit, status, nature)",
    # The last three so that what is newest, and which reports a choice is from, is read from the index alone.
    "CREATE INDEX observations_by_area ON observations (adcode, indicator, status, year, report_id)",
    "CREATE INDEX observations_by_report ON observations (report_id)",
    "CREATE INDEX mentions_by_report ON mentions (report_id)",
    "CREATE INDEX issues_by_report ON issues (report_id)",
    "CREATE INDEX issues_by_indicator ON issues (indicator)",
    "CREATE INDEX reports_by_area ON reports (adcode, year)",
    "CREATE INDEX programmes_by_report ON programmes (report_id)",
    "CREATE INDEX programmes_by_area ON programmes (adcode)",
    "CREATE INDEX programmes_by_name ON programmes (name)",
    "CREATE INDEX programmes_by_theme ON programmes (theme)",
    "CREATE INDEX figures_by_indicator ON figures (indicator, adcode)",
    "CREATE INDEX differences_by_report ON differences (report_id)",
)


def names(table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [column.split()[0] for column in COLUMNS[table].split(", ")]


def definition(table: str) -> str:
    """The SQL that makes a table; names are quoted, as ``end`` is a word of SQL."""
    columns = (column.split(maxsplit=1) for column in COLUMNS[table].split(", "))
    inside = ", ".join(f'"{name}" {kind}' for name, kind in columns)
    return f"CREATE TABLE {table} ({inside})"


def report_row(card: ReportCard, document: Document, counts: tuple[int, int, int]) -> Row:
    """The row of a report; ``counts`` are its mentions, observations and issues."""
    head = (card.id, card.area.adcode, card.year, card.title, card.publisher, card.published, card.file)
    return (*head, card.sha256, document.format, len(document.text), document.text, *counts)


def area_row(area: AreaCard) -> Row:
    """The row of an area that has reports."""
    facts = (area.parent_zh, area.parent_en, area.valid_from, area.valid_to, area.note, area.note_zh)
    return (area.adcode, area.zh, area.en, *facts)


def indicator_row(name: str, record: Indicator, derived: bool = False) -> Row:
    """The row of an indicator; ``wording`` is how it is recognised, one pattern a line."""
    zh, en = DOMAINS.get(record.domain, (record.domain, record.domain))
    wording = "\n".join([*record.says, *(f"≠ {never}" for never in record.never)])
    head = (name, record.domain, zh, en, record.measure, record.unit, record.zh, record.en)
    tail = (record.direction, int(record.per_resident), wording, int(derived))
    return (*head, record.definition, record.definition_zh, *tail)


def population_row(population: Population) -> Row:
    """The row of a published population figure."""
    p = population
    return (p.adcode, p.date, p.residents, p.precision, p.source)


def mention_rows(report_id: str, mentions: Sequence[Mention]) -> list[Row]:
    """The rows of a report's mentions, in the order of the text."""
    rows: list[Row] = []
    for number, m in enumerate(mentions):
        candidates = [[c.indicator, c.score, c.reason] for c in m.candidates]
        what = (m.kind, _float(m.value), _float(m.value_max), m.unit, m.qualifier, m.status)
        whose = (m.indicator, m.label, m.area, m.period, m.scope, m.aspect, m.reason)
        head = (report_id, number, m.start, m.end, m.text)
        rows.append((*head, *what, *whose, m.sentence_start, m.sentence_end, _json(candidates)))
    return rows


def observation_rows(observations: Sequence[Observation], mentions: Sequence[Mention]) -> list[Row]:
    """The rows of a report's observations; ``mentions`` tell where their sentences stand."""
    at = {(mention.start, mention.end): mention for mention in mentions}
    rows: list[Row] = []
    for o in observations:
        report_id = o.id.split(":", 1)[0]
        span = o.evidence or Evidence(report_id, -1, -1, "")
        mention = at.get((span.start, span.end))
        sentence = (mention.sentence_start, mention.sentence_end) if mention else (None, None)
        where = (span.start, span.end, span.exact) if o.evidence else (None, None, None)
        value = (_float(o.value), _float(o.value_max), _decimal_text(o))
        nature = "derived" if o.derived else "stated"
        head = (o.id, o.indicator, o.ref_area, o.time_period, year_of(o.time_period))
        corrected = int(mention is not None and mention.reason == "corrected")
        kind = (o.unit, o.qualifier, o.status, nature, o.basis, o.group, o.area, o.label, corrected)
        tail = (o.sentence or None, *sentence, o.place, o.formula, _json(list(o.parents)))
        rows.append((*head, *value, *kind, report_id, *where, *tail, _rate_of(o)))
    return rows


def issue_rows(issues: Sequence[Issue], adcode: str | None) -> list[Row]:
    """The rows of a report's issues."""
    rows: list[Row] = []
    for i in issues:
        spans = [{"start": s.start, "end": s.end, "exact": s.exact} for s in i.spans]
        rows.append((i.id, i.kind, i.severity, i.report, adcode, i.indicator, i.zh, i.en, _json(spans)))
    return rows


def programme_rows(report_id: str, adcode: str | None, programmes: Sequence[Programme]) -> list[Row]:
    """The rows of what a report names: programmes, platforms, services, honours."""
    return [
        (report_id, adcode, p.name, p.kind, p.theme, p.start, p.end, p.exact, p.sentence) for p in programmes
    ]


def failure_rows(failures: Sequence[Failure]) -> list[Row]:
    """The rows of what could not be read, as issues of kind ``unreadable``."""
    rows: list[Row] = []
    for number, f in enumerate(failures, 1):
        # The name of a folder may be bytes that are no text; a column holds only text.
        where, message = (
            words.encode("utf-8", "backslashreplace").decode() for words in (f.where, f.message)
        )
        issue_id = f"{f.report or where}:unreadable:{number}"
        zh = f"无法读取 {where}:{message}"
        rows.append((issue_id, "unreadable", "error", f.report, f.adcode, None, zh, message, "[]"))
    return rows


def _rate_of(observation: Observation) -> str | None:
    if not observation.id.split(":", 2)[2].startswith("per_1000_at_"):
        return None
    counts = [parent for parent in observation.parents if not parent.startswith("population:")]
    return counts[0].split(":")[1]


def _decimal_text(observation: Observation) -> str:
    texts = [
        format(value.normalize(), "f")
        for value in (observation.value, observation.value_max)
        if value is not None
    ]
    return "–".join(texts)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
