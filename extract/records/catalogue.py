"""The records of the indicators: what each one is, and the words that state it.

A record's patterns are regular expressions over a *view* of a number (see
`views`), with three shorthands: `…` for anything within the clause, `……` for
anything within the sentence, `<name>` for a word class of `words.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import tomli

from extract.model import RecordError
from extract.numbers import units
from extract.patterns import Pattern

from .wording import Patterns

MEASURES = ("stock", "flow", "level", "rate", "share", "change")
DIRECTIONS = ("higher", "lower", "none")
_FIELDS = {
    "zh", "en", "domain", "measure", "unit", "definition", "definition_zh", "direction", "per_resident",
    "units", "terms", "says", "never", "added", "whole", "by_project", "houses", "planned", "range",
    "examples", "counterexamples",
}  # fmt: skip
_MARKED = Pattern(r"【([^【】]+)】")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One record.

    Attributes:
        id: stable name, as in every table.
        measure: ``stock``, ``flow``, ``level``, ``rate``, ``share`` or ``change``.
        unit: canonical unit; ``units`` are others that count the same thing.
        definition, definition_zh: what is counted, of whom and when, in either language.
        terms: literal words of which one must stand in the number's sentence.
        says, never: sources of the patterns that state or forbid it.
        added: whether only an addition (新增, 新建) states it.
        whole: whether a count before its noun needs words for the whole set.
        by_project: whether one institution's or project's number states it.
        houses: words for the houses that do it for the whole area (``血站``): their number is its number.
        planned: whether it is a plan's number unless the text says it was reached.
        range: lowest and highest value that can be one, or None.
    """

    id: str
    zh: str
    en: str
    domain: str
    measure: str
    unit: str
    definition: str
    definition_zh: str = ""
    direction: str = "none"
    per_resident: bool = False
    units: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    added: bool = False
    whole: bool = False
    by_project: bool = False
    houses: tuple[str, ...] = ()
    planned: bool = False
    range: tuple[float, float] | None = None
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    patterns: Patterns = field(default=None, compare=False, repr=False)  # type: ignore[assignment]

    def accepts(self, unit: str | None) -> bool:
        """Whether a number in ``unit`` can state this indicator; None is a unit left out."""
        if unit is None or unit == self.unit or unit in self.units:
            return True
        return units.stands_for(unit, self.unit)


def build(name: str, row: dict[str, object], classes: dict[str, str], where: str) -> Indicator:
    """Check one record and make it an `Indicator`.

    Raises:
        RecordError: a field is missing, unknown or of the wrong kind; a
            pattern does not compile or does not hold the number's place `#`.
    """
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise RecordError(
            f"{where}: {name}: unknown field {', '.join(unknown)}; the fields are "
            f"{', '.join(sorted(_FIELDS))}"
        )
    for key in ("zh", "en", "domain", "measure", "unit", "definition"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise RecordError(f"{where}: {name}: “{key}” is missing; give it as a text")
    if row["measure"] not in MEASURES:
        raise RecordError(f"{where}: {name}: measure “{row['measure']}” is none of {', '.join(MEASURES)}")
    if row.get("direction", "none") not in DIRECTIONS:
        raise RecordError(
            f"{where}: {name}: direction “{row['direction']}” is none of {', '.join(DIRECTIONS)}"
        )
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    says: tuple[str, ...] = tuple(values.get("says", ()))  # type: ignore[arg-type]
    for source in says:
        if "#" not in source:
            raise RecordError(
                f"{where}: {name}: “{source}” has no # for the number; put it where the number stands"
            )
    patterns = Patterns(says, tuple(values.get("never", ())), classes)  # type: ignore[arg-type]
    return Indicator(id=name, patterns=patterns, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def load() -> dict[str, Indicator]:
    """All records of ``extract/indicators``, by id, in the order of files and records.

    Raises:
        RecordError: a record is not well formed, or an id stands twice.

    Examples:
        >>> extract.indicators()["childcare_places"].unit
        '个'
    """
    folder = Path(__file__).parents[1] / "indicators"
    classes: dict[str, str] = tomli.loads((folder / "words.toml").read_text(encoding="utf-8"))
    records: dict[str, Indicator] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name in ("words.toml", "domains.toml"):
            continue
        for name, row in tomli.loads(path.read_text(encoding="utf-8")).items():
            if name in records:
                raise RecordError(f"{path.name}: {name} stands twice; keep one record an indicator")
            records[name] = build(name, row, classes, path.name)
    return records


def marked(example: str) -> tuple[str, int, int]:
    """An example without its 【】, and the interval of the number they marked."""
    found = _MARKED.search(example)
    if found is None:
        raise RecordError(f"“{example}” marks no number; put it in 【】")
    text = example[: found.start()] + found[1] + example[found.end() :]
    return text, found.start(), found.start() + len(found[1])
